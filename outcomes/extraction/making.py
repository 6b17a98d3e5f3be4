"""Take the cut: parameters, unit costs, person rows and facts, all from one snapshot."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import numpy as np
from django.db import connection, transaction

from outcomes.evaluation.cut import COHORT, COMPARISON, COUNTED, Cut
from outcomes.extraction import facts as facts_about
from outcomes.extraction import money as money_about
from outcomes.extraction import prices
from outcomes.extraction import reports as reports_about
from outcomes.extraction.people import header, months_of, rows_of, wards_of
from outcomes.extraction.scales import measures
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


def take(run) -> Cut:
    """The cut of `run`, from the records as they are now."""
    given = {"programme": run.programme_id, "as_of": run.as_of, "days": run.window_days}
    people = rows_of(cohort=run.cohort_id, group=COHORT, **given)
    if run.comparison_id:
        people += rows_of(cohort=run.comparison_id, group=COMPARISON, **given)
    bare = Cut(_parameters(run), f"{header()}\n{people}")
    return Cut(bare.parameters | _running_cost(run, bare), bare.people, _facts(run, bare))


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


def _period(cut: Cut) -> tuple[dt.date, dt.date] | None:
    """First and last first day of support of the people counted."""
    chosen = cut.columns["index_on"][cut.where(group=COHORT, status=COUNTED)]
    if not len(chosen):
        return None
    return dt.date.fromisoformat(str(min(chosen))), dt.date.fromisoformat(str(max(chosen)))


def _running_cost(run, cut: Cut) -> dict[str, str | None]:
    """The yearly cost of staff and overheads over the time in which these people were followed."""
    policy, period = run.programme.policy_on(run.as_of), _period(cut)
    yearly = getattr(policy, "staff_cost_per_year", None)
    if yearly is None or period is None:
        return {"running_cost": None}
    last = min(run.as_of, period[1] + dt.timedelta(days=run.window_days - 1))
    days = (last - period[0]).days + 1
    return {"running_cost": str((yearly * days / DAYS_A_YEAR).quantize(Decimal("0.01")))}


def _facts(run, cut: Cut) -> dict[str, Any]:
    """What belongs to everyone; what is known of the service's own cases only without a list."""
    period = _period(cut)
    ages = cut.columns["age"][cut.where(group=COHORT)]
    found = {
        "programme": facts_about.programme(run.programme),
        "period": {
            "from": period[0].isoformat() if period else None,
            "to": period[1].isoformat() if period else None,
        },
        "coverage": facts_about.coverage(),
        "sources": facts_about.sources(as_of=run.as_of),
        "age_bands": facts_about.age_bands(ages) if np.any(ages >= 0) else [],
        "months": months_of(
            programme=run.programme_id,
            cohort=run.cohort_id,
            as_of=run.as_of,
            days=run.window_days,
        ),
    }
    return found if run.cohort_id else found | _own_facts(run)


def _own_facts(run) -> dict[str, Any]:
    given = {"programme": run.programme, "as_of": run.as_of}
    of_people = ("referred", "needs", "barriers", "delay_days", "weeks")
    of_money = ("placements", "providers", "funding", "spends")
    found = {name: getattr(facts_about, name)(**given) for name in of_people}
    found |= {name: getattr(money_about, name)(**given) for name in of_money}
    return found | {
        "gaps": money_about.gaps(run.programme),
        "measures": measures(run.programme, as_of=run.as_of),
        "wards": wards_of(programme=run.programme_id),
        "reports": reports_about.facts(**given),
    }
