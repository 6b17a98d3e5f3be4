"""The checks of an activity file once more, one cell after another and without any haste.

Written apart from outcomes.activity.columns and .rows, to hold them to what they should say.
"""

import datetime as dt

from outcomes.activity import checks
from outcomes.activity.checks import Refused
from outcomes.activity.reading import COLUMNS
from outcomes.activity.rows import CHOICES


def check(rows, *, today: dt.date, people: dict[str, dt.date | None]):
    """What is stored of numbered rows, and (row, column) of those that are refused."""
    stored, refused, seen = [], [], set()
    for number, row in rows:
        cells, wrong = _cells(row, today)
        wrong = wrong or _dates(cells)
        if not wrong and cells[0] in seen:
            wrong = "event_id"
        if not wrong:
            seen.add(cells[0])
            wrong = _person(cells, people)
        if wrong:
            refused.append((number, wrong))
        else:
            stored.append(tuple(cells))
    return stored, refused


def _cells(row, today):
    day = checks.date_until(today)
    asked = (
        *(checks.event_id, checks.nhs_number, checks.one_of(*CHOICES["event_type"]), day, day),
        *(checks.admission_method, checks.one_of(*CHOICES["conveyed"])),
        checks.one_of(*CHOICES["avoidable"]),
    )
    cells = [each(cell) for each, cell in zip(asked, row, strict=True)]
    names = [name for name, cell in zip(COLUMNS, cells, strict=True) if isinstance(cell, Refused)]
    return cells, names[0] if names else ""


def _dates(cells) -> str:
    if not cells[3]:
        return "occurred_on"
    return "ended_on" if cells[4] and cells[4] < cells[3] else ""


def _person(cells, people) -> str:
    if cells[1] not in people:
        return "nhs_number"
    born = people[cells[1]]
    return "occurred_on" if born and cells[3] < born.isoformat() else ""
