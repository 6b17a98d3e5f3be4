"""Freeze what a run rests on, from one snapshot; put the counted parts together to its cut.

Frozen are the parameters, the facts, who is on the roster in which part, and which files of
activity there were. The events themselves are never changed, so they can be counted later, part
by part, on any worker, and give what they would have given at that moment.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.db import connection, transaction

from outcomes.evaluation.cut import COLUMNS, Cut
from outcomes.extraction import equity, people, prices
from outcomes.extraction import facts as facts_about
from outcomes.extraction import money as money_about
from outcomes.extraction import reports as reports_about
from outcomes.extraction.activity import Months
from outcomes.extraction.scales import judgements, measures
from outcomes.models import ActivityImport
from outcomes.prices import prices_of

DAYS_A_YEAR = Decimal("365.25")


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction in which every query sees the records as they were at its start.

    Within a transaction that somebody else opened, that one's isolation holds.
    """
    with transaction.atomic():
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SET LOCAL work_mem = '128MB'")
        yield


@dataclass(frozen=True)
class Frozen:
    """What was frozen: `since`, the first month told; `files`, the imports there were."""

    parameters: dict[str, Any]
    facts: dict[str, Any]
    since: dt.date | None
    files: list[int]
    parts: list[tuple[int, bytes]]


def freeze(run, *, size_of: Callable[[int], int]) -> Frozen:
    """Freeze `run` as the records are now, its people in parts of as many as `size_of` all says."""
    total = people.draw_up(
        programme=run.programme_id,
        cohort=run.cohort_id,
        comparison=run.comparison_id,
        as_of=run.as_of,
        days=run.window_days,
    )
    period = people.period()
    files = ActivityImport.objects.filter(kind=ActivityImport.Kind.ACTIVITY).order_by("pk")
    return Frozen(
        parameters=_parameters(run) | {"running_cost": _running_cost(run, period)},
        facts=_facts(run, period),
        since=_two_years_before(period[0]) if period else None,
        files=list(files.values_list("pk", flat=True)),
        parts=list(people.parts_of(total, size=size_of(total))),
    )


def joined(parameters: dict[str, Any], facts: dict[str, Any], pieces: list) -> Cut:
    """The cut from its parts in order, each the rows and the events by month."""
    months: Months = {}
    for _rows, found in pieces:
        for stream, told in found.items():
            summed = months.setdefault(stream, {})
            for month, number in told.items():
                summed[month] = summed.get(month, 0) + number
    rows = "".join(rows for rows, _found in pieces)
    return Cut(parameters, f"{','.join(COLUMNS)}\n{rows}", facts | {"months": months})


def _two_years_before(day: dt.date) -> dt.date:
    """The first of the month, two years earlier."""
    return day.replace(year=day.year - 2, day=1)


def _parameters(run) -> dict[str, Any]:
    policy = run.programme.policy_on(run.as_of)
    chosen = prices_of(run)
    return run.parameters | {
        "programme": run.programme.slug,
        "as_of": run.as_of.isoformat(),
        "window_days": run.window_days,
        "cohort": run.cohort.name if run.cohort else None,
        "comparison": run.comparison.name if run.comparison else None,
        "policy_from": policy.effective_from.isoformat() if policy else None,
        "unit_costs": prices.unit_costs(on=run.as_of, chosen=chosen),
        "values": prices.values(on=run.as_of),
        "price_index": prices.price_index(on=run.as_of),
        **({"prices": chosen.frozen()} if chosen else {}),
    }


def _running_cost(run, period: tuple[dt.date, dt.date] | None) -> str | None:
    """The yearly cost of staff and overheads over the time in which these people were followed."""
    policy = run.programme.policy_on(run.as_of)
    yearly = getattr(policy, "staff_cost_per_year", None)
    if yearly is None or period is None:
        return None
    last = min(run.as_of, period[1] + dt.timedelta(days=run.window_days - 1))
    days = (last - period[0]).days + 1
    return str((yearly * days / DAYS_A_YEAR).quantize(Decimal("0.01")))


def _facts(run, period: tuple[dt.date, dt.date] | None) -> dict[str, Any]:
    """What belongs to everyone; what is known of the service's own cases only without a list."""
    known = {age: number for age, number in people.ages().items() if age >= 0}
    ages = np.repeat(list(known), list(known.values())) if known else np.array([], dtype=int)
    found = {
        "programme": facts_about.programme(run.programme),
        "period": {
            "from": period[0].isoformat() if period else None,
            "to": period[1].isoformat() if period else None,
        },
        **facts_about.on_record(as_of=run.as_of),
        "age_bands": facts_about.age_bands(ages) if known else [],
    }
    return found if run.cohort_id else found | _own_facts(run)


def _own_facts(run) -> dict[str, Any]:
    given = {"programme": run.programme, "as_of": run.as_of}
    of_people = ("referred", "how_soon", "needs", "barriers", "delay_days", "weeks")
    of_money = ("placements", "providers", "funding", "spends")
    found = {name: getattr(facts_about, name)(**given) for name in of_people}
    found |= {name: getattr(money_about, name)(**given) for name in of_money}
    return found | {
        "gaps": money_about.gaps(run.programme),
        "measures": measures(run.programme, as_of=run.as_of),
        "judgements": judgements(run.programme, as_of=run.as_of),
        "reach": equity.reach(**given),
        "wards": people.wards_of(programme=run.programme_id),
        "reports": reports_about.facts(**given),
    }
