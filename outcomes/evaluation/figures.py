"""All figures of an evaluation from its cut. Plain JSON comes out; nothing is rounded for show."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import numpy as np

from outcomes.evaluation.baselines import two_baselines
from outcomes.evaluation.checks import checks
from outcomes.evaluation.comparison import compared
from outcomes.evaluation.cut import (
    COHORT,
    COMPARISON,
    COUNTED,
    FIRST_ENGINE,
    LEFT_OUT,
    STREAMS,
    UNKNOWN,
    Cut,
)
from outcomes.evaluation.design import grade
from outcomes.evaluation.followed import FOLLOWED, rates
from outcomes.evaluation.matched import matched
from outcomes.evaluation.months import by_month
from outcomes.evaluation.units import funnels
from outcomes.evaluation.waiting import waiting
from outcomes.evaluation.wellbeing import at_points, measured
from outcomes.evaluation.worth import worth
from outcomes.statistics import cost, delays, intervals
from outcomes.statistics.bootstrap import RESAMPLES
from outcomes.statistics.change import paired_percent_change
from outcomes.statistics.regression_to_mean import expected_change
from outcomes.statistics.survival import kaplan_meier

MANY_PEOPLE = 50_000
RESAMPLES_OF_MANY = 1_999

Figures = dict[str, Any]


def figures(cut: Cut, *, progress=None) -> Figures:
    """Everything that screens, JSON, CSV and PDF show. `progress(done, of)` is told each step."""
    tell = progress or (lambda done, of: None)
    steps = _FIRST_STEPS if cut.engine == FIRST_ENGINE else _STEPS
    found: Figures = {"fingerprint": cut.fingerprint, "seed": cut.seed}
    for done, (name, step) in enumerate(steps, start=1):
        found[name] = step(cut, found)
        tell(done, len(steps))
    return json.loads(json.dumps(found))


def _baselines(cut: Cut, found: Figures) -> list[Figures]:
    return two_baselines(cut, resamples=_resamples(found))


def _rates(cut: Cut, _found: Figures) -> Figures:
    return rates(cut)


def _waiting(cut: Cut, _found: Figures) -> Figures | None:
    return waiting(cut)


def _worth(cut: Cut, found: Figures) -> Figures:
    return worth(cut, found, resamples=_resamples(found))


def _checks(cut: Cut, found: Figures) -> Figures:
    return checks(cut, found, resamples=_resamples(found))


def _months(cut: Cut, _found: Figures) -> list[Figures]:
    return by_month(cut)


def _units(cut: Cut, _found: Figures) -> Figures:
    return funnels(cut)


def _points(cut: Cut, _found: Figures) -> list[Figures]:
    return at_points(cut)


def _resamples(found: Figures) -> int:
    return resamples_for(found["cohort"]["complete_follow_up"])


def resamples_for(people: int) -> int:
    """9,999; for very many people, whose interval is steady long before, 1,999."""
    return RESAMPLES_OF_MANY if people > MANY_PEOPLE else RESAMPLES


def _cohort(cut: Cut, _found: Figures) -> Figures:
    everyone = cut.where(group=COHORT)
    counted = int(np.count_nonzero(cut.where(group=COHORT, status=COUNTED)))
    days = counted * cut.parameters["window_days"]
    left_out = {
        status: int(np.count_nonzero(cut.where(group=COHORT, status=status)))
        for status in LEFT_OUT
        if status != "moved" or cut.engine > FIRST_ENGINE
    }
    ages = cut.columns["age"][cut.where(group=COHORT, status=COUNTED)]
    known = ages[ages >= 0]
    return {
        "people": int(np.count_nonzero(everyone)),
        "complete_follow_up": counted,
        "person_days_before": days,
        "person_days_after": days,
        "left_out": left_out,
        "mean_age": float(known.mean()) if len(known) else None,
    }


def _streams(cut: Cut, found: Figures) -> list[Figures]:
    return [_stream(cut, name, number) for number, name in enumerate(STREAMS)]


def _stream(cut: Cut, name: str, number: int) -> Figures:
    chosen = cut.where(group=COHORT, status=COUNTED)
    earlier, before, after = (
        cut.columns[f"{name}_{window}"][chosen] for window in ("earlier", "before", "after")
    )
    resamples = resamples_for(len(before))
    change = paired_percent_change(before, after, seed=cut.seed + number, resamples=resamples)
    expected = expected_change(
        earlier,
        before,
        cut.reaches_back(name)[chosen],
        seed=cut.seed + 100 + number,
        resamples=resamples,
    )
    return {
        "event_type": name,
        **asdict(change),
        **_costed(cut.parameters["unit_costs"].get(name), change.before, change.after),
        "expected": asdict(expected),
        "apart": told_apart(change, expected),
        "people_with_event": int(np.count_nonzero(before + after)),
    }


def told_apart(change, expected) -> str:
    """Whether interval and range stand apart: "beyond", "short", or "cannot_tell"."""
    if None in (change.ci_low, change.ci_high, expected.low, expected.high):
        return "cannot_tell"
    if change.ci_high < expected.low:
        return "beyond"
    return "short" if change.ci_low > expected.high else "cannot_tell"


def _costed(price: Figures | None, before: int, after: int) -> Figures:
    if not price:
        return {"unit_cost": None, "price_year": None, "cost_avoided": None}
    return {
        "unit_cost": price["amount"],
        "price_year": price["price_year"],
        "cost_avoided": str(cost.avoided(before, after, Decimal(price["amount"]))),
    }


def _bed_days(cut: Cut, _found: Figures) -> Figures:
    chosen = cut.where(group=COHORT, status=COUNTED)
    return {
        window: int(cut.columns[f"bed_days_{window}"][chosen].sum())
        for window in ("before", "after")
    }


def _readmission(cut: Cut, _found: Figures) -> Figures:
    chosen = cut.where(group=COHORT, status=COUNTED) & (cut.columns["readmitted_30"] != UNKNOWN)
    share = intervals.share(int(cut.columns["readmitted_30"][chosen].sum()), int(chosen.sum()))
    return {
        "index_discharges": share.of,
        "within_30_days": share.count,
        "percent": share.percent,
        "ci_low": share.ci_low,
        "ci_high": share.ci_high,
    }


def _survival(cut: Cut, _found: Figures) -> Figures:
    usable = np.isin(cut.columns["status"], _seen(cut))
    chosen = cut.where(group=COHORT) & usable & (cut.columns["days_to_readmission"] != UNKNOWN)
    found = kaplan_meier(
        cut.columns["days_to_readmission"][chosen], cut.columns["readmission_seen"][chosen]
    )
    return asdict(found)


def _seen(cut: Cut) -> tuple[str, ...]:
    """Whose time until a readmission counts. Engine 1 left out those who died meanwhile."""
    return FOLLOWED if cut.engine > FIRST_ENGINE else (COUNTED, "not_long_enough")


def _comparison(cut: Cut, found: Figures) -> Figures | None:
    if not cut.parameters.get("comparison"):
        return None
    people = int(np.count_nonzero(cut.where(group=COMPARISON)))
    return {
        "name": cut.parameters["comparison"],
        "people": people,
        **compared(cut, resamples=resamples_for(people)),
        **({"matched": matched(cut)} if cut.engine > FIRST_ENGINE else {}),
    }


def _money(cut: Cut, found: Figures) -> Figures:
    avoided = [Decimal(s["cost_avoided"]) for s in found["streams"] if s["cost_avoided"]]
    total = sum(avoided, Decimal("0.00")) if avoided else None
    spent = _programme_cost(cut, found)
    net = None if total is None or spent is None else total - spent
    return {
        "cost_avoided_total": None if total is None else str(cost.pennies(total)),
        "programme_cost": None if spent is None else str(spent),
        "net": None if net is None else str(cost.pennies(net)),
        "spent_per_person": _each(spent, found["cohort"]["complete_follow_up"]),
        "needed_a_spend": _needed_a_spend(cut),
    }


def _each(amount: Decimal | None, people: int) -> str | None:
    return str(cost.pennies(amount / people)) if amount is not None and people else None


def _programme_cost(cut: Cut, found: Figures) -> Decimal | None:
    """Things bought for the people counted, and their share of staff and other costs.

    None when neither a payment nor a yearly cost of staff is on record: no cost known is not a
    cost of nothing.
    """
    chosen = cut.where(group=COHORT, status=COUNTED)
    bought = Decimal(int(cut.columns["spent_pence"][chosen].sum())) / 100
    running = cut.parameters.get("running_cost")
    if running is None and bought == 0:
        return None
    people = found["cohort"]["people"]
    shared = Decimal(running or 0) * int(chosen.sum()) / people if people else Decimal(0)
    return cost.pennies(bought + shared)


def _needed_a_spend(cut: Cut) -> Figures:
    spends = cut.facts.get("spends") or {}
    return asdict(intervals.share(spends.get("referrals_with_spend", 0), spends.get("accepted", 0)))


def _delays(cut: Cut, _found: Figures) -> Figures:
    return asdict(delays.summarise(cut.facts.get("delay_days") or []))


_FIRST_STEPS = (
    ("cohort", _cohort),
    ("streams", _streams),
    ("bed_days", _bed_days),
    ("readmission", _readmission),
    ("survival", _survival),
    ("comparison", _comparison),
    ("money", _money),
    ("wellbeing", measured),
    ("delays", _delays),
    ("design", grade),
)
_STEPS = (
    *_FIRST_STEPS,
    ("two_baselines", _baselines),
    ("rates", _rates),
    ("waiting", _waiting),
    ("worth", _worth),
    ("months", _months),
    ("units", _units),
    ("points", _points),
    ("checks", _checks),
)
