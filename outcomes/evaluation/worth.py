"""What it came to: bed days, days at home, call-outs, days judged saved, pounds per outcome."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

import numpy as np

from outcomes.evaluation.baselines import change_of
from outcomes.evaluation.cut import COHORT, COMPARISON, COUNTED, UNKNOWN, Cut
from outcomes.evaluation.followed import FOLLOWED
from outcomes.statistics import cost, intervals

Found = dict[str, Any]
AT_HOME_DAYS = 90
_DAYS_A_YEAR = Decimal("365.25")
_SATISFIED = "ons4/1/satisfied"


def worth(cut: Cut, found: Found, *, resamples: int) -> Found:
    """Each part is None, or its figures None, where the records do not carry it."""
    return {
        "bed_days": _bed_days(cut, found, resamples=resamples),
        "at_home": _at_home(cut),
        "ambulance": _ambulance(cut),
        "judged": _judged(cut),
        "same_day": _same_day(cut),
        "pounds_for_each": _pounds_for_each(cut, found),
        "social_return": _social_return(cut, found),
    }


def price_of(cut: Cut, unit: str, *, event_type: str = "") -> Found | None:
    """The cost of a unit that is not an event (a bed day), with year and source."""
    rows = (cut.parameters.get("values") or {}).values()
    fits = (each for each in rows if each["unit"] == unit and each["event_type"] == event_type)
    return next(fits, None)


def _bed_days(cut: Cut, found: Found, *, resamples: int) -> Found:
    chosen = cut.where(group=COHORT, status=COUNTED)
    before, after = (cut.columns[f"bed_days_{each}"][chosen] for each in ("before", "after"))
    price, days = price_of(cut, "bed_day"), found["bed_days"]
    return {
        **change_of(before, after, seed=cut.seed + 400, resamples=resamples),
        "each": float(np.mean(before - after)) if len(before) else None,
        "price": price,
        "worth": str(cost.avoided(days["before"], days["after"], Decimal(price["amount"])))
        if price
        else None,
    }


def _at_home(cut: Cut) -> list[Found]:
    """Days alive and out of hospital in the first 90, for each group."""
    days, usable = cut.columns["home_days_90"], np.isin(cut.columns["status"], FOLLOWED)
    found = []
    for group in (COHORT, COMPARISON):
        known = days[cut.where(group=group) & usable & (days != UNKNOWN)]
        if len(known):
            spread = float(known.std(ddof=1) / np.sqrt(len(known))) if len(known) > 1 else 0.0
            reach, mean = intervals.Z95 * spread, float(known.mean())
            ends = {"ci_low": mean - reach, "ci_high": min(float(AT_HOME_DAYS), mean + reach)}
            all_days = int(np.count_nonzero(known == AT_HOME_DAYS))
            found.append({"group": group, "people": len(known), "mean": mean, **ends,
                          "every_day": all_days})  # fmt: skip
    return found


def _ambulance(cut: Cut) -> Found | None:
    """Call-outs by whether people were taken to hospital, each at its own price where loaded."""
    chosen = cut.where(group=COHORT, status=COUNTED)
    everything, conveyed = (
        [int(cut.columns[f"{name}_{each}"][chosen].sum()) for each in ("before", "after")]
        for name in ("ambulance_incident", "conveyed")
    )
    if not any(conveyed):
        return None
    seen = [whole - part for whole, part in zip(everything, conveyed, strict=True)]
    taken_price = price_of(cut, "conveyed", event_type="ambulance_incident")
    seen_price = cut.parameters["unit_costs"].get("ambulance_incident")
    avoided = None
    if taken_price and seen_price:
        avoided = cost.avoided(*conveyed, Decimal(taken_price["amount"])) + cost.avoided(
            *seen, Decimal(seen_price["amount"])
        )
    return {
        "conveyed": conveyed,
        "not_conveyed": seen,
        "conveyed_price": taken_price,
        "not_conveyed_price": seen_price,
        "cost_avoided": None if avoided is None else str(avoided),
    }


def _judged(cut: Cut) -> Found | None:
    """Days saved and admissions avoided that somebody judged, by how well it is evidenced."""
    rows = cut.facts.get("judgements")
    if not rows:
        return None
    days = [each["days"] for each in rows if each["kind"] == "days_saved"]
    price = price_of(cut, "bed_day")
    total = sum(days)
    return {
        "referrals": len(days),
        "days": total,
        "mean": float(np.mean(days)) if days else None,
        "median": float(np.median(days)) if days else None,
        "quartiles": [float(each) for each in np.percentile(days, (25, 75))] if days else None,
        "worth": str(cost.bed_days_saved(total, Decimal(price["amount"]))) if price else None,
        "admissions_avoided": sum(each["kind"] == "admission_avoided" for each in rows),
        "by_grade": {
            str(grade): sum(each["evidence"] == grade for each in rows) for grade in range(1, 7)
        },
    }


def _same_day(cut: Cut) -> Found | None:
    spends = cut.facts.get("spends") or {}
    if not spends.get("approved"):
        return None
    return asdict(intervals.share(spends["same_day"], spends["approved"]))


def whole_cost(cut: Cut) -> Decimal | None:
    """Everything paid for the programme's people, and the running cost; None when neither is on
    record."""
    bought = (cut.facts.get("funding") or {}).get("purchases") or []
    running = cut.parameters.get("running_cost")
    if running is None and not bought:
        return None
    return cost.pennies(Decimal(running or 0) + sum(Decimal(each["paid"]) for each in bought))


def _pounds_for_each(cut: Cut, found: Found) -> list[Found]:
    """The cost of the whole service over what it came to. Outcomes overlap: never add them."""
    whole, weeks = whole_cost(cut), cut.facts.get("weeks") or {}
    if whole is None:
        return []
    numbers = [
        ("home", weeks.get("home", 0)),
        ("completed", weeks.get("completed", 0)),
        ("achieved", weeks.get("achieved", 0)),
        *((each["scale"], each["improved"][0]["count"])
          for each in found["wellbeing"] if each["improved"]),
        ("judged_days", (_judged(cut) or {}).get("days", 0)),
    ]  # fmt: skip
    return [
        {"what": what, "number": number, "each": str(cost.pennies(whole / number))}
        for what, number in numbers
        if number
    ]


def _social_return(cut: Cut, found: Found) -> Found | None:
    """Life satisfaction gained by those who answered twice, as a range; never one figure.

    Low: the lower end of the change at the lower value of a point; high: the upper at the upper.
    It lasts as long as the window and no longer, and nobody compared is taken off.
    """
    values = [each for each in (cut.parameters.get("values") or {}).values()
              if each["unit"] == "life_satisfaction"]  # fmt: skip
    answered = next((each for each in found["wellbeing"] if each["scale"] == _SATISFIED), None)
    whole = whole_cost(cut)
    if len(values) < 2 or not whole or not answered or answered["ci_low"] is None:
        return None
    amounts = sorted(Decimal(each["amount"]) for each in values)
    years = Decimal(answered["pairs"]) * cut.parameters["window_days"] / _DAYS_A_YEAR
    ends = [Decimal(str(answered[end])) * years for end in ("ci_low", "ci_high")]
    worths = [end * amount for end in ends for amount in amounts]
    value = cost.SocialValue(
        outcome=_SATISFIED,
        low=cost.pennies(min(worths)),
        high=cost.pennies(max(worths)),
        source="; ".join(dict.fromkeys(each["source"] for each in values)),
    )
    if value.low == value.high:
        return None
    told = cost.social_return([value], cost=whole)
    return {
        "low": str(told.low),
        "high": str(told.high),
        "people": answered["pairs"],
        "change": answered["change"],
        "price_year": values[0]["price_year"],
        "values": [str(each) for each in amounts],
        "sources": list(told.sources),
    }
