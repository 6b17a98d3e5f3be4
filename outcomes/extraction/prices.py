"""What things cost on the day of the cut, with year and source, and how prices rose since."""

import datetime as dt
from typing import Any

from outcomes.models import PriceIndex, UnitCost
from outcomes.prices import Prices


def unit_costs(*, on: dt.date, chosen: Prices | None = None) -> dict[str, dict[str, Any]]:
    """For each stream the cost in force on the day; streams without one are left out.

    With `chosen`, each in the prices of that year where the index leads there.
    """
    rows = (
        UnitCost.objects.filter(effective_from__lte=on, amount__isnull=False, unit="event")
        .exclude(event_type="")
        .order_by("event_type", "-effective_from", "code")
        .distinct("event_type")
    )
    found: dict[str, dict[str, Any]] = {
        each.event_type: {
            "code": each.code,
            "label": each.label,
            "amount": str(each.amount),
            "price_year": each.price_year,
            "source": each.source,
            "effective_from": each.effective_from.isoformat(),
            **({"low": str(each.low), "high": str(each.high)} if each.low else {}),
        }
        for each in rows
    }
    if chosen is None:
        return found
    return {event_type: chosen.applied(price) for event_type, price in found.items()}


def values(*, on: dt.date) -> dict[str, dict[str, str]]:
    """Costs and values that are not of one event of a stream: a bed day, a conveyed call-out, a
    point of life satisfaction. By code; those without a source are not there to be used.
    """
    rows = (
        UnitCost.objects.filter(effective_from__lte=on, amount__isnull=False)
        .exclude(unit="event")
        .order_by("code", "-effective_from")
        .distinct("code")
    )
    return {
        each.code: {
            "unit": each.unit,
            "event_type": each.event_type,
            "label": each.label,
            "amount": str(each.amount),
            "price_year": each.price_year,
            "source": each.source,
        }
        for each in rows
    }


def price_index(*, on: dt.date) -> dict[str, Any] | None:
    """The latest edition on record, up to the financial year of the day; None when there is none.

    Where several indices are kept, the one whose name comes first: a programme keeps one.
    """
    last = PriceIndex.objects.order_by("name", "-edition").first()
    if last is None:
        return None
    this_year = on.year if on.month > 3 else on.year - 1
    rows = PriceIndex.objects.filter(name=last.name, edition=last.edition).order_by("year")
    rates = {each.year: str(each.percent) for each in rows if int(each.year[:4]) <= this_year}
    return {
        "name": last.name,
        "edition": last.edition,
        "source": last.source,
        "rates": rates,
        "target": max(rates, default=None),
    }
