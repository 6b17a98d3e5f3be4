"""Ask a scale and keep the answers with their scores."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.services import lock
from outcomes import instruments
from outcomes.instruments import Definition, ScoringError
from outcomes.models import InstrumentRegistration, Measure
from outcomes.models.measure import Occasion


@transaction.atomic
def register_instrument(
    programme, *, instrument: str, licence: str, registered_on: dt.date, by, at: dt.datetime
) -> InstrumentRegistration:
    """Note that the programme is registered with the owner of an instrument."""
    instruments.definition(instrument)
    kept, _made = InstrumentRegistration.objects.get_or_create(
        programme=programme,
        instrument=instrument,
        defaults={
            "licence": licence,
            "registered_on": registered_on,
            "recorded_at": at,
            "recorded_by": by,
        },
    )
    return kept


def offered(programme, *, on: dt.date) -> list[Definition]:
    """The instruments that the programme uses and may use, in order.

    One that needs a licence is left out until the programme is registered for it.
    """
    policy = programme.policy_on(on)
    used = set(policy.instrument_codes) if policy else set()
    registered = set(programme.instrument_registrations.values_list("instrument", flat=True))
    return [
        each
        for each in instruments.definitions()
        if each.key in used and (each.licence.free or each.key in registered)
    ]


@transaction.atomic
def record(
    case,
    *,
    by,
    at: dt.datetime,
    instrument: str,
    occasion: str,
    taken_on: dt.date,
    answers: Mapping[str, int | None],
) -> Measure:
    """Keep one answered scale. A second one for the same occasion replaces the first, which stays.

    The scores are worked out here, once, with the version in force; never again silently.
    """
    case = lock(case)
    chosen = next((i for i in offered(case.programme, on=taken_on) if i.key == instrument), None)
    _check(chosen, case, occasion=occasion, taken_on=taken_on, at=at)
    try:
        scores = chosen.score(answers)
    except ScoringError as fault:
        raise RuleBroken(str(fault), field=fault.item) from None
    earlier = _in_force(case, instrument=instrument, occasion=occasion)
    if earlier is not None:
        _set_aside(earlier)
    measure = Measure.objects.create(
        case=case,
        instrument=chosen.key,
        version=chosen.version,
        occasion=occasion,
        taken_on=taken_on,
        answers=dict(answers),
        scores={name: str(score) for name, score in scores.items()},
        recorded_at=at,
        recorded_by=by,
    )
    if earlier is not None:
        Measure.objects.filter(pk=earlier.pk).update(replaced_by=measure)
    return measure


def _check(chosen, case, *, occasion: str, taken_on: dt.date, at: dt.datetime) -> None:
    if chosen is None:
        raise RuleBroken(_("This programme does not use that scale, or is not registered for it."))
    if occasion not in Occasion.values:
        raise RuleBroken(_("Choose when in the plan this was asked."), field="occasion")
    if taken_on > at.date():
        raise RuleBroken(_("The day it was asked cannot lie in the future."), field="taken_on")
    if case.home_on is None and occasion != Occasion.BASELINE:
        raise RuleBroken(_("Only a baseline can be taken before they are home."), field="occasion")


def _in_force(case, *, instrument: str, occasion: str) -> Measure | None:
    return (
        case.measures.select_for_update(of=("self",), no_key=True)
        .filter(instrument=instrument, occasion=occasion, replaced_by__isnull=True)
        .first()
    )


def _set_aside(measure: Measure) -> None:
    """Make room for the new one: a replaced row points at itself until the new one is there."""
    Measure.objects.filter(pk=measure.pk).update(replaced_by=measure.pk)
