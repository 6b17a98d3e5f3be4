"""Load the coded lists and the five programmes that a new installation starts with."""

import datetime as dt

from django.db import transaction

from accounts.models import Organisation
from programmes.models import BarrierReason, NeedDomain, Policy, Programme
from programmes.presets import BARRIERS, NEEDS, PROGRAMMES, RULES
from programmes.presets.programmes import Body, Preset


@transaction.atomic
def load_presets(*, by=None, today: dt.date) -> list[Programme]:
    """Add what is missing and touch nothing that is there; the five programmes, in order.

    May be run again at any time: lists and programmes are found by code and slug.
    """
    load_lists()
    return [_load(each, by=by, today=today) for each in PROGRAMMES]


def load_lists() -> None:
    """Add the needs and barriers that are missing."""
    for code, name, order in NEEDS:
        NeedDomain.objects.get_or_create(code=code, defaults={"name": name, "order": order})
    domains = {each.code: each for each in NeedDomain.objects.all()}
    for barrier in BARRIERS:
        told = barrier._asdict()
        told["need"] = domains[told["need"]]
        BarrierReason.objects.get_or_create(code=told.pop("code"), defaults=told)


def _load(preset: Preset, *, by, today: dt.date) -> Programme:
    found = Programme.objects.filter(slug=preset.slug).first()
    if found is not None:
        return found
    starts_on = preset.began or months_later(today.replace(day=1), -preset.months_ago)
    ends_on = None
    if preset.lasts_months:
        ends_on = months_later(starts_on, preset.lasts_months) - dt.timedelta(days=1)
    programme = Programme.objects.create(
        slug=preset.slug,
        name=preset.name,
        area=preset.area,
        districts=list(preset.districts),
        commissioner=_body(preset.commissioner),
        lead_provider=_body(preset.lead_provider),
        starts_on=starts_on,
        ends_on=ends_on,
        is_pilot=preset.is_pilot,
        duty_phone=preset.duty_phone,
        who_we_help=preset.who_we_help,
    )
    programme.partners.set([_body(each) for each in preset.partners])
    Policy.objects.create(
        programme=programme, effective_from=starts_on, made_by=by, **RULES[preset.slug]
    )
    return programme


def _body(body: Body) -> Organisation:
    found, _made = Organisation.objects.get_or_create(
        slug=body.slug,
        defaults={"name": body.name, "kind": body.kind, "ods_code": body.ods_code},
    )
    return found


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later (of a day up to the 28th)."""
    count = day.year * 12 + day.month - 1 + months
    return day.replace(year=count // 12, month=count % 12 + 1)
