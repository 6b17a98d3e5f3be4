"""Hospital events, spread over the residents."""

import datetime as dt
from collections.abc import Iterator

from demo.scale.county import County, Table
from demo.scale.lives import SPAN
from demo.seed import people
from outcomes.models import ActivityImport, HospitalEvent


def tables(county: County) -> Iterator[Table]:
    """One import's events, when any were asked for."""
    count = county.sizes.events
    if not count:
        return
    batch = ActivityImport.objects.create(
        programme=county.world.main,
        kind=ActivityImport.Kind.ACTIVITY,
        source="scale",
        read=count,
        stored=count,
        imported_at=county.now,
        imported_by=county.world.people["analyst"],
    )
    columns = (
        *("source", "event_id", "nhs_number", "event_type", "occurred_on", "ended_on"),
        *("admission_method", "conveyed", "batch_id"),
    )
    yield HospitalEvent, columns, _event_rows(county, count, batch.pk)


def _event_rows(county: County, count: int, batch: int) -> Iterator[tuple]:
    rng, today = county.rng, county.world.today
    days = [(today - dt.timedelta(days=n)).isoformat() for n in range(SPAN)]
    kinds = ("ae_attendance",) * 5 + ("gp_contact",) * 4 + ("ambulance_incident",) * 2
    kinds += ("emergency_admission",) * 2
    whole = len(county.lives)
    numbers = [people.nhs_number(n) for n in range(whole)]
    for n in range(count):
        kind = kinds[int(rng.random() * 13)]
        back = int(rng.random() * SPAN)
        stay = kind == "emergency_admission"
        yield (
            *("scale", f"S{n}", numbers[n % whole], kind, days[back]),
            days[max(0, back - n % 9)] if stay else None,
            "21" if stay else "",
            True if kind == "ambulance_incident" else None,
            batch,
        )
