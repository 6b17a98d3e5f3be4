"""Unit costs: shipped reference figures, and a new version when a better source is found."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.models import UnitCost
from outcomes.models.activity import EventType

SINCE = dt.date(2020, 1, 1)
_KINGS_FUND = "The King’s Fund, key facts and figures about the NHS, 2023/24 prices"
_SCHEDULE = "National schedule of NHS costs 2018/19, weighted by attendances (OGL v3)"
_NG94 = "NICE guideline NG94, economic model, 2013/14 prices"
_SNEE = "Suffolk and North East Essex ICS, unit costs in 2024 prices (CPI)"
_WELLBY = "HM Treasury, Wellbeing guidance for appraisal (2021): £13,000, range £10,000 to £16,000"
_ASSUMED = "Assumption, from no source: change it where something better is known"
_COLLECTION = "To be loaded from the NHS National Cost Collection"
_AE, _EVENT, _DAY, _CONTACT = EventType.AE_ATTENDANCE, "event", "bed_day", "contact"

# code, label, event type, unit, amount, price year, source. One cost for each event type is used
# by itself, and one for a bed day; the others are there to be chosen. No amount where no source is
# known: an emergency admission's cost must be loaded by the programme (National Cost Collection).
REFERENCE = (
    ("AE_BASIC", "A&E attendance, basic investigation and treatment", _AE, _EVENT, "114.00",
     "2023/24", _KINGS_FUND),
    ("AE_COMPLEX_LO", "A&E attendance, more complex, lower", "", _EVENT, "173.00", "2023/24",
     _KINGS_FUND),
    ("AE_COMPLEX_HI", "A&E attendance, more complex, higher", "", _EVENT, "563.00", "2023/24",
     _KINGS_FUND),
    ("AE_AMB", "A&E attendance arriving by ambulance", "", _EVENT, "459.00", "2023/24",
     _KINGS_FUND),
    ("AE_ALL_1819", "A&E attendance, all types", "", _EVENT, "166.05", "2018/19", _SCHEDULE),
    ("AE_T1_1819", "A&E attendance, type 1", "", _EVENT, "192.18", "2018/19", _SCHEDULE),
    ("AE_T3_1819", "Urgent treatment centre, not admitted", "", _EVENT, "73.57", "2018/19",
     _SCHEDULE),
    ("AE_T4_1819", "Walk-in centre, not admitted", "", _EVENT, "45.71", "2018/19", _SCHEDULE),
    ("ED_ADM_1314", "A&E attendance, admitted", "", _EVENT, "138.00", "2013/14", _NG94),
    ("ED_NONADM_1314", "A&E attendance, not admitted", "", _EVENT, "114.00", "2013/14", _NG94),
    ("AMB_NOCONV", "Ambulance call-out, seen and treated, not taken to hospital",
     EventType.AMBULANCE_INCIDENT, _EVENT, "327.00", "2023/24", _KINGS_FUND),
    ("GP_F2F", "GP consultation, 10 minutes face to face", EventType.GP_CONTACT, _EVENT, "37.00",
     "2023/24", _KINGS_FUND),
    ("GP_TEL_2024", "GP consultation by telephone", "", _CONTACT, "45.00", "2024", _SNEE),
    ("GP_F2F_2024", "GP consultation face to face", "", _CONTACT, "51.00", "2024", _SNEE),
    ("DN", "District nurse consultation", "", _CONTACT, "57.00", "2023/24", _KINGS_FUND),
    ("COMM_2024", "Contact with a community service", "", _CONTACT, "84.00", "2024", _SNEE),
    ("MH_CONTACT", "Contact with a mental health service", "", _CONTACT, "275.00", "2024", _SNEE),
    ("BEDDAY_NHSE", "Acute hospital bed for a night", "", _DAY, "562.00", "2025/26",
     "NHS England official average, published October 2025 (as reported in the press)"),
    ("BEDDAY_KF", "Night in hospital after being ready to leave, direct cost", "", "delay_night",
     "395.00", "2022/23",
     "The King’s Fund, hidden problems behind delayed discharges (2017/18 uplifted)"),
    ("REHAB_NIGHT", "Night in a rehabilitation centre", "", "rehab_night", "399.00", "2023/24",
     _KINGS_FUND),
    ("MH_BEDDAY", "Night in a mental health hospital", "", "mental_health_night", "564.00", "2024",
     _SNEE),
    ("ASC_COMM", "Long-term social care at home, a day", "", "day", "62.00", "2024", _SNEE),
    ("ASC_RES", "Residential care, a day", "", "day", "149.00", "2024", _SNEE),
    ("ASC_NURS", "Nursing care, a day", "", "day", "173.00", "2024", _SNEE),
    ("ASC_STS", "Short-term social care, a day", "", "day", "160.00", "2024", _SNEE),
    ("H2HH", "Hospital to a Healthier Home, for each person helped", "", "person", "338.00",
     "2018/19", "Care & Repair pilot, Housing LIN"),
    ("WELLBY_LOW", "A point of life satisfaction for a year, low", "", "life_satisfaction",
     "10000.00", "2019/20", _WELLBY),
    ("WELLBY_HIGH", "A point of life satisfaction for a year, high", "", "life_satisfaction",
     "16000.00", "2019/20", _WELLBY),
    ("NEL", "Emergency admission", EventType.EMERGENCY_ADMISSION, _EVENT, None, "", _COLLECTION),
    ("NEL_LONG", "Emergency admission, long stay", "", _EVENT, None, "", _COLLECTION),
    ("NEL_SHORT", "Emergency admission, short stay", "", _EVENT, None, "", _COLLECTION),
    ("EXCESS", "Excess bed day", "", "excess_day", None, "", _COLLECTION),
    (UnitCost.SPREAD, "How far a unit cost may lie off where no source gives a range", "",
     UnitCost.PERCENT, "20.00", "", _ASSUMED),
    ("EL", "Planned admission", EventType.ELECTIVE_ADMISSION, _EVENT, None, "", _COLLECTION),
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
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> UnitCost:
    """A new version, in force from a day. An older version is never changed: runs rest on it."""
    if UnitCost.objects.filter(code=code, effective_from=effective_from).exists():
        raise RuleBroken(
            _("There is a figure from that day already. Choose another day."),
            field="effective_from",
        )
    if not source.strip():
        raise RuleBroken(_("Say where the figure comes from."), field="source")
    _check_range(low, amount, high)
    return UnitCost.objects.create(
        code=code,
        label=label,
        event_type=event_type,
        unit=unit,
        amount=amount,
        low=low,
        high=high,
        price_year=price_year,
        source=source.strip(),
        effective_from=effective_from,
    )


def _check_range(low: Decimal | None, amount: Decimal, high: Decimal | None) -> None:
    if (low is None) != (high is None):
        raise RuleBroken(
            _("Give both ends of the range, or neither."), field="low" if low is None else "high"
        )
    if low is not None and high is not None and not low <= amount <= high:
        raise RuleBroken(
            _("The range must hold the figure itself."), field="low" if low > amount else "high"
        )


def set_cost_spread(*, percent: int, source: str, effective_from: dt.date) -> UnitCost:
    """How far costs may lie off where their source gives no range: a new version of it."""
    first = UnitCost.objects.filter(code=UnitCost.SPREAD).order_by("effective_from").first()
    if first is None:
        load_reference_costs()
        first = UnitCost.objects.get(code=UnitCost.SPREAD)
    return set_unit_cost(
        code=UnitCost.SPREAD,
        label=first.label,
        event_type="",
        amount=Decimal(percent),
        price_year="",
        source=source,
        effective_from=effective_from,
        unit=UnitCost.PERCENT,
    )
