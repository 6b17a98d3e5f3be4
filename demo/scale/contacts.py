"""What the schedules asked for, and a contact for most of it."""

import datetime as dt
from collections.abc import Iterator

from cases.lifecycle import Status as CaseStatus
from cases.models import Contact, PlannedContact
from core import clock
from demo.scale.copying import reserve
from demo.scale.county import County, Table
from demo.scale.lives import Life

_DAYS = (1, 3, 7, 14, 21, 28, 35, 42, 49, 56, 70, 83)
Due = tuple[Life, int, dt.date]  # whose, the day of the plan, the date


def tables(county: County) -> Iterator[Table]:
    """Contacts first: what was planned points to them."""
    keys = reserve(Contact, sum(1 for _each in _past(county)))
    columns = (
        *("id", "case_id", "at", "mode", "outcome", "given_by_id", "organisation_id"),
        *("minutes", "words", "recorded_at", "recorded_by_id"),
    )
    yield Contact, columns, _contact_rows(county, keys)
    planned = ("case_id", "due_on", "mode", "purpose", "status", "contact_id")
    yield PlannedContact, planned, _planned_rows(county, keys)


def _due(county: County) -> Iterator[Due]:
    """All that the schedules ask for, each time in the same order and never held at once."""
    for life in county.cased:
        if life.home_on and life.case != CaseStatus.WAITING_FOR_HOME:
            for day in _DAYS:
                yield life, day, life.home_on + dt.timedelta(days=day)


def _past(county: County) -> Iterator[Due]:
    return (each for each in _due(county) if each[2] < county.world.today)


def _contact_rows(county: County, keys: range) -> Iterator[tuple]:
    cvs = county.world.main.lead_provider_id
    modes = ("call", "call", "visit", "call")
    outcomes = ("made",) * 7 + ("no_answer",)
    starts: dict[dt.date, str] = {}
    for pk, (life, day, on) in zip(keys, _past(county), strict=True):
        at = starts.get(on)
        if at is None:
            moment = clock.start_of(on) + dt.timedelta(hours=10)
            at = starts.setdefault(on, moment.isoformat())
        worker = county.workers[life.worker].pk
        number = life.number + day
        yield (
            *(pk, county.cases[life.number], at, modes[number % 4], outcomes[number % 8]),
            *(worker, cvs, 10 + number % 40, "Well. Ate, slept, will ring on Friday."),
            *(at, worker),
        )


def _planned_rows(county: County, keys: range) -> Iterator[tuple]:
    contacts = iter(keys)
    for life, day, on in _due(county):
        key = next(contacts) if on < county.world.today else None
        made = key is not None and (life.number + day) % 8 != 7
        status = "made" if made else "planned" if key is None else "missed"
        yield (
            *(county.cases[life.number], on, "call", f"Day {day}", status),
            key if made else None,
        )
