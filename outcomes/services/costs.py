"""Unit costs: shipped reference figures, and a new version when a better source is found."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.models import PriceIndex, UnitCost
from outcomes.models.activity import EventType

SINCE = dt.date(2020, 1, 1)
_KINGS_FUND = "The King’s Fund, key facts and figures about the NHS, 2023/24 prices"

# code, label, event type, unit, amount, price year, source. No amount where no source is known:
# an emergency admission's cost must be loaded by the programme (NHS National Cost Collection).
REFERENCE = (
    ("AE_BASIC", "A&E attendance, basic investigation and treatment", EventType.AE_ATTENDANCE,
     "event", "114.00", "2023/24", _KINGS_FUND),
    ("AMB_NOCONV", "Ambulance call-out, seen and treated, not taken to hospital",
     EventType.AMBULANCE_INCIDENT, "event", "327.00", "2023/24", _KINGS_FUND),
    ("GP_F2F", "GP consultation, 10 minutes face to face", EventType.GP_CONTACT, "event", "37.00",
     "2023/24", _KINGS_FUND),
    ("BEDDAY_NHSE", "Acute hospital bed for a night", "", "bed_day", "562.00", "2025/26",
     "NHS England official average, published October 2025 (as reported in the press)"),
    ("NEL", "Emergency admission", EventType.EMERGENCY_ADMISSION, "event", None, "",
     "To be loaded from the NHS National Cost Collection"),
    ("EL", "Planned admission", EventType.ELECTIVE_ADMISSION, "event", None, "",
     "To be loaded from the NHS National Cost Collection"),
)  # fmt: skip


@transaction.atomic
def load_reference_costs() -> int:
    """Load the shipped figures where they are not there yet; returns how many were new."""
    new = 0
    for code, label, event_type, unit, amount, year, source in REFERENCE:
        _cost, made = UnitCost.objects.get_or_create(
            code=code,
            effective_from=SINCE,
            defaults={
                "label": label,
                "event_type": event_type,
                "unit": unit,
                "amount": None if amount is None else Decimal(amount),
                "price_year": year,
                "source": source,
            },
        )
        new += made
    return new


@transaction.atomic
def set_unit_cost(
    *,
    code: str,
    label: str,
    event_type: str,
    amount: Decimal,
    price_year: str,
    source: str,
    effective_from: dt.date,
    unit: str = "event",
) -> UnitCost:
    """A new version, in force from a day. An older version is never changed: runs rest on it."""
    if UnitCost.objects.filter(code=code, effective_from=effective_from).exists():
        raise RuleBroken(
            _("There is a figure from that day already. Choose another day."),
            field="effective_from",
        )
    if not source.strip():
        raise RuleBroken(_("Say where the figure comes from."), field="source")
    return UnitCost.objects.create(
        code=code,
        label=label,
        event_type=event_type,
        unit=unit,
        amount=amount,
        price_year=price_year,
        source=source.strip(),
        effective_from=effective_from,
    )


def rates(*, name: str, edition: str) -> dict[str, Decimal]:
    """Price rises into each year, by one edition of an index."""
    rows = PriceIndex.objects.filter(name=name, edition=edition)
    return dict(rows.values_list("year", "percent"))
