"""Does it hold? The same figures with shorter and longer windows, and with other prices.

Prices: cautious, central and hopeful. Central takes unit costs as they are, brought to one year's
prices where an index is on record, less the optimism correction of the evidence grade; cautious
and hopeful take each cost's range (`price_ranges`), and a grade worse and better. What is valued is
only what lies beyond the change to expect anyway: that of matched people, else the expected fall.
Where neither is known there is only a range from nothing to the raw change.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np

from outcomes.evaluation import price_ranges
from outcomes.evaluation.baselines import change_of
from outcomes.evaluation.cut import COHORT, COUNTED, MAIN_STREAMS, Cut
from outcomes.evaluation.price_ranges import CASES
from outcomes.statistics import cost

Found = dict[str, Any]
EFFECT = {"A": 1, "B": 2, "C": 3, "D": 5, "E": 6}
"""Design grade to grade of evidence (1 best to 6) of the effect."""


def checks(cut: Cut, found: Found, *, resamples: int) -> Found:
    """`windows`, `prices`, and whether each conclusion holds in all."""
    windows, prices = _windows(cut, found, resamples=resamples), _prices(cut, found)
    return {
        "windows": windows,
        "windows_hold": _hold([each["verdict"] for each in windows if each["asked"]]),
        "prices": prices,
        "prices_hold": _prices_hold(prices),
    }


def _hold(verdicts: list[list[str]]) -> bool | None:
    """Whether every stream has one verdict in all its windows; None with nothing to compare."""
    several = [each for each in verdicts if len(each) > 1]
    return all(len(set(each)) == 1 for each in several) if several else None


def _windows(cut: Cut, found: Found, *, resamples: int) -> list[Found]:
    days = cut.parameters["window_days"]
    used = {each["event_type"] for each in found["streams"] if each["before"]}
    told = []
    for number, name in enumerate(MAIN_STREAMS):
        if name not in used:
            continue
        rows = [
            _window(cut, pair, days=length, seed=cut.seed + 500 + 3 * number + place,
                    resamples=resamples)
            for place, (length, pair) in enumerate(_pairs(cut, name, days))
        ]  # fmt: skip
        known = [row for row in rows if row["people"] > 1 and row["percent"] is not None]
        verdict = [row["verdict"] for row in known]
        told.append({"event_type": name, "rows": known, "verdict": verdict, "asked": True})
    return told


def _pairs(cut: Cut, name: str, days: int):
    """(days, before and after) of the shorter, the asked-for and the longer window.

    The longer one takes those who were followed twice as long and whose records reach back.
    """
    counted = cut.where(group=COHORT, status=COUNTED)

    def column(window, chosen):
        return cut.columns[f"{name}_{window}"][chosen]

    long = counted & (cut.columns["followed_days"] >= 2 * days) & cut.reaches_back(name)
    yield days // 2, (column("shorter_before", counted), column("shorter_after", counted))
    yield days, (column("before", counted), column("after", counted))
    yield (
        2 * days,
        (column("earlier", long) + column("before", long),
         column("after", long) + column("later", long)),
    )  # fmt: skip


def _window(cut: Cut, pair, *, days: int, seed: int, resamples: int) -> Found:
    before, after = pair
    change = change_of(before, after, seed=seed, resamples=resamples)
    return {
        "days": days,
        "people": len(before),
        "before": int(np.sum(before)),
        "after": int(np.sum(after)),
        **change,
        "verdict": verdict(change["ci_low"], change["ci_high"]),
    }


def verdict(low: float | None, high: float | None) -> str:
    """ "fell", "rose", or "cannot_tell" when the interval holds no change too."""
    if low is None or high is None:
        return "cannot_tell"
    return "fell" if high < 0 else "rose" if low > 0 else "cannot_tell"


def _prices(cut: Cut, found: Found) -> Found | None:
    lines, notes = _lines(cut, found)
    people, grade = found["cohort"]["complete_follow_up"], evidence(cut, found)
    if not lines or not people:
        return None
    grades = {"cautious": min(6, grade + 1), "central": grade, "hopeful": max(1, grade - 1)}
    values = {
        case: cost.benefit(_priced(cut, lines, case), people=people,
                           assumptions=cost.Assumptions(grade=grades[case]))
        for case in CASES
    }  # fmt: skip
    spent = found["money"]["programme_cost"]
    return {
        "grade": grade,
        "counterfactual": notes["counterfactual"],
        "prices_of": notes["prices_of"],
        "index": notes["index"],
        "not_uplifted": notes["not_uplifted"],
        "cases": [_case(cut, lines, name, values[name], spent) for name in CASES],
        "switching_value": _switching(values["central"], spent),
        **_ranges(cut, lines),
    }


def _ranges(cut: Cut, lines: list[cost.Line]) -> Found:
    """Nothing for a cut of before: it gives the figures that it gave."""
    if not price_ranges.are_told(cut):
        return {}
    return {
        "ranges": [_range(cut, line) for line in lines],
        "rests_on": price_ranges.rests_on(cut),
    }


def _priced(cut: Cut, lines: list[cost.Line], case: str) -> list[cost.Line]:
    """The lines at the prices of one case."""
    return [replace(line, unit_cost=line.unit_cost * _factors(cut, line)[case]) for line in lines]


def _factors(cut: Cut, line: cost.Line) -> dict[str, Decimal]:
    return price_ranges.factors(cut, cut.parameters["unit_costs"][line.event])


def _range(cut: Cut, line: cost.Line) -> Found:
    """Between which prices one stream was tried, and whether its source gives them."""
    factors = _factors(cut, line)
    return {
        "event_type": line.event,
        "low": str(cost.pennies(line.unit_cost * factors["cautious"])),
        "central": str(cost.pennies(line.unit_cost)),
        "high": str(cost.pennies(line.unit_cost * factors["hopeful"])),
        "sourced": price_ranges.has_range(cut.parameters["unit_costs"][line.event]),
    }


def evidence(cut: Cut, found: Found) -> int:
    """Grade 1 to 6: the agency's own people, the effect by design, counts within five per cent."""
    return cost.Evidence(
        population=1, effect=EFFECT[found["design"]["grade"]], age=1, error=2
    ).grade


def _lines(cut: Cut, found: Found) -> tuple[list[cost.Line], Found]:
    """One line for each stream with a price and a change to expect anyway."""
    index, people = _index(cut), found["cohort"]["complete_follow_up"]
    notes = {"counterfactual": "", "not_uplifted": [], **_chosen(cut)}
    lines = []
    for number, stream in enumerate(found["streams"]):
        would_be, how = counterfactual(found, number)
        price = cut.parameters["unit_costs"].get(stream["event_type"])
        if not price or would_be is None or not people:
            continue
        amount, year = _uplifted(index, cut, price, notes, stream["event_type"])
        notes["counterfactual"] = how
        lines.append(
            cost.Line(
                stream["event_type"],
                Decimal(str(would_be)) / people,
                Decimal(stream["after"]) / people,
                amount,
                year,
                price["source"],
            )
        )
    return lines, notes


def counterfactual(found: Found, number: int) -> tuple[float | None, str]:
    """How many events would have come anyway, and from where that is known."""
    stream, compared = found["streams"][number], found["comparison"]
    alike = (compared or {}).get("matched") or {}
    if alike.get("possible"):
        theirs = alike["streams"][number]
        if theirs["others_before"]:
            ratio = theirs["others_after"] / theirs["others_before"]
            return stream["before"] * ratio, "matched"
        return None, "matched"
    percent = stream["expected"]["percent"]
    if compared or percent is None:
        return None, ""
    return stream["before"] * (1 + percent / 100), "expected"


def _chosen(cut: Cut) -> Found:
    """The year in which all prices of the evaluation were asked for, where one was."""
    asked = cut.parameters.get("prices")
    if not asked:
        return {"prices_of": None, "index": None}
    return {"prices_of": asked["year"], "index": f"{asked['index']}, {asked['edition']}"}


def _index(cut: Cut) -> cost.PriceIndex | None:
    """None too where the evaluation's own prices are in one year already."""
    told = cut.parameters.get("price_index")
    if not told or not told["rates"] or cut.parameters.get("prices"):
        return None
    rates = {year: Decimal(percent) for year, percent in told["rates"].items()}
    return cost.PriceIndex(told["name"], told["edition"], told["source"], rates)


def _uplifted(index, cut: Cut, price: Found, notes: Found, name: str) -> tuple[Decimal, str]:
    """The price in the index's last year; as it stands where the index does not reach."""
    amount, year = Decimal(price["amount"]), price["price_year"]
    if index is None:
        return amount, year
    target = cut.parameters["price_index"]["target"]
    try:
        found = index.uplifted(amount, source=year, target=target)
    except KeyError:
        notes["not_uplifted"].append(name)
        return amount, year
    notes |= {"prices_of": target, "index": f"{index.name}, {index.version}"}
    return found.amount, target


def _case(cut: Cut, lines, name: str, value: cost.Benefit, spent: str | None) -> Found:
    """`cost_factor`: of all costs alike, None where sources give ranges of their own."""
    total, factors = value.total(), {_factors(cut, line)[name] for line in lines}
    net = None if spent is None else cost.pennies(total - Decimal(spent))
    return {
        "case": name,
        "grade": value.assumptions.grade,
        "cost_factor": str(factors.pop()) if len(factors) == 1 else None,
        "correction": str(cost.BENEFIT_CORRECTION[value.assumptions.grade]),
        "benefit": str(total),
        "net": None if net is None else str(net),
    }


def _switching(central: cost.Benefit, spent: str | None) -> float | None:
    if spent is None or Decimal(spent) <= 0:
        return None
    found = cost.switching_value(central.total(), Decimal(spent))
    return None if found is None else float(found)


def _prices_hold(prices: Found | None) -> bool | None:
    nets = [Decimal(each["net"]) for each in (prices or {}).get("cases", []) if each["net"]]
    if not nets:
        return None
    return len({net > 0 for net in nets}) == 1
