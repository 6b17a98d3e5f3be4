"""Between which prices the value of a change is tried: the source's own range, else an assumed one.

Nothing is invented: where the source of a unit cost gives a lowest and a highest figure, those are
taken. Where it gives none, the cut holds how far it is assumed to lie off, as it stood on the day
of the cut, and what that rests on; the figures say which cost has which.
"""

from decimal import Decimal
from typing import Any

from outcomes.evaluation.cut import Cut

CASES = ("cautious", "central", "hopeful")
ASSUMED = Decimal("0.2")
"""Of cuts frozen before the assumption was a dated row."""
SPREAD = "SPREAD"


def assumed(cut: Cut) -> Decimal:
    """The share by which a cost without a range of its own is taken lower and higher."""
    row = (cut.parameters.get("values") or {}).get(SPREAD)
    return (Decimal(row["amount"]) / 100).normalize() if row else ASSUMED


def are_told(cut: Cut) -> bool:
    """Whether the cut is of a time when ranges were kept at all."""
    ranges = any(has_range(price) for price in cut.parameters["unit_costs"].values())
    return ranges or SPREAD in (cut.parameters.get("values") or {})


def rests_on(cut: Cut) -> str:
    """What the assumption rests on, in the words of whoever set it."""
    row = (cut.parameters.get("values") or {}).get(SPREAD)
    return row["source"] if row else ""


def factors(cut: Cut, price: dict[str, Any]) -> dict[str, Decimal]:
    """By which each case multiplies a unit cost."""
    if has_range(price):
        middle = Decimal(price.get("was", price)["amount"])
        return {
            "cautious": Decimal(price["low"]) / middle,
            "central": Decimal(1),
            "hopeful": Decimal(price["high"]) / middle,
        }
    share = assumed(cut)
    return {"cautious": 1 - share, "central": Decimal(1), "hopeful": 1 + share}


def has_range(price: dict[str, Any]) -> bool:
    """Whether the source gives a lowest and a highest figure."""
    return bool(price.get("low") and price.get("high"))
