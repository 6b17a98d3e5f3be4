"""Leave to use an instrument: registered by reference, until a day, never taken for granted."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from outcomes import instruments
from outcomes.instruments import Definition
from outcomes.models import InstrumentRegistration


@transaction.atomic
def register_instrument(
    programme,
    *,
    instrument: str,
    licence: str,
    registered_on: dt.date,
    by,
    at: dt.datetime,
    until: dt.date | None = None,
) -> InstrumentRegistration:
    """Note that the programme is registered with the owner of an instrument, and until when.

    The same day twice is the same registration; a renewal has a later first day.
    """
    instruments.definition(instrument)
    if not licence.strip():
        raise RuleBroken(_("Enter the reference that the owner gave."), field="licence")
    if until is not None and until < registered_on:
        raise RuleBroken(_("It cannot end before it begins."), field="until")
    lock(programme)
    kept, _made = InstrumentRegistration.objects.get_or_create(
        programme=programme,
        instrument=instrument,
        registered_on=registered_on,
        ended_at=None,
        defaults={
            "licence": licence.strip(),
            "until": until,
            "recorded_at": at,
            "recorded_by": by,
        },
    )
    return kept


@transaction.atomic
def end_registration(
    registration: InstrumentRegistration, *, by, at, reason: str
) -> InstrumentRegistration:
    """The leave is over at once: nothing new is asked. What was asked under it stays."""
    registration = lock(registration)
    if registration.ended_at is not None:
        raise NotAllowedNow(_("This registration was ended already."))
    registration.ended_at, registration.ended_by = at, by
    registration.end_reason = reason[:200]
    registration.save(update_fields=["ended_at", "ended_by", "end_reason"])
    return registration


def in_use(programme, *, on: dt.date) -> list[Definition]:
    """The instruments that the programme's rules name, whether or not they may be asked."""
    return named_by(programme.policy_on(on))


def named_by(policy) -> list[Definition]:
    """The instruments that these rules name, in the order of the catalogue."""
    used = set(policy.instrument_codes) if policy else set()
    return [each for each in instruments.definitions() if each.key in used]


def offered(programme, *, on: dt.date) -> list[Definition]:
    """The instruments that the programme uses and may use, in order.

    One that needs a licence is left out until the programme is registered for it, and again once
    that has run out.
    """
    leave = _leave(programme, on=on)
    return [each for each in in_use(programme, on=on) if each.licence.free or each.key in leave]


def _leave(programme, *, on: dt.date) -> dict[str, str]:
    """The reference under which each instrument may be used."""
    rows = programme.instrument_registrations.in_force(on=on).order_by("registered_on")
    return dict(rows.values_list("instrument", "licence"))


def reference_for(programme, instrument: Definition, *, on: dt.date) -> str:
    """Under which registration it is asked; "" for what is free."""
    return "" if instrument.licence.free else _leave(programme, on=on).get(instrument.key, "")


def refusal(programme, key: str, *, on: dt.date) -> str:
    """Why an instrument may not be asked, in words; "" when it may."""
    found = {each.key: words for each, words in refusals(programme, programme.policy_on(on), on=on)}
    return found.get(key, _("This programme does not use that scale."))


def refusals(programme, policy, *, on: dt.date) -> list[tuple[Definition, str]]:
    """Each instrument that these rules name, with why it may not be asked; "" when it may."""
    leave, ran_out = _leave(programme, on=on), _ran_out(programme, on=on)
    return [
        (each, "" if each.licence.free or each.key in leave else _without_leave(each, ran_out))
        for each in named_by(policy)
    ]


def _ran_out(programme, *, on: dt.date) -> dict[str, dt.date]:
    """The last day of each instrument's registration that has run out."""
    rows = programme.instrument_registrations.filter(ended_at__isnull=True, until__lt=on)
    return dict(rows.order_by("until").values_list("instrument", "until"))


def _without_leave(instrument: Definition, ran_out: dict[str, dt.date]) -> str:
    if instrument.key not in ran_out:
        return _("This programme is not registered for %(name)s, so it may not be asked.") % {
            "name": instrument.short_name
        }
    return _(
        "The registration for %(name)s ran out on %(day)s. A manager renews it before it is asked "
        "again."
    ) % {"name": instrument.short_name, "day": f"{ran_out[instrument.key]:%-d %B %Y}"}


def today_refusal(case, key: str, *, at) -> None:
    """Refuse, in words, what may not be asked of this case today."""
    words = refusal(case.programme, key, on=clock.day_of(at))
    if words:
        raise RuleBroken(words)
