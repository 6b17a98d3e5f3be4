"""Disclosure control for whatever leaves the service (HES and ECDS rule, from September 2018).

0 stays 0, 1 to 7 become a star, everything else is rounded to the nearest 5. Totals are rounded by
themselves, so rows need not add up, and no second star is needed. Averages and sums of money over
1 to 7 people become a star too, since the people behind them could be worked out. Percentages are
made from rounded parts, in whole numbers. Intervals and other results of a model need no control.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

STAR = "*"
_SMALL = 7


def is_small(people: int) -> bool:
    """1 to 7 people: too few to publish anything about."""
    return 1 <= people <= _SMALL


def rounded(count: int) -> int | None:
    """To the nearest 5; None stands for a star. Whole numbers never tie."""
    if count < 0:
        raise ValueError("people cannot be fewer than none")
    if is_small(count):
        return None
    return 5 * ((count + 2) // 5)


def count(number: int) -> str:
    """A count of people or of what happened to them, fit to publish."""
    safe = rounded(number)
    return STAR if safe is None else f"{safe:,}"


def percentage(part: int, whole: int) -> str:
    """A whole percentage from rounded parts; a star when either part is too small to show."""
    safe_part, safe_whole = rounded(part), rounded(whole)
    if safe_part is None or not safe_whole:
        return STAR if whole else "–"
    return f"{min(100, round(100 * safe_part / safe_whole))}%"


def percent_change(before: int, after: int) -> int | None:
    """Whole percent from rounded parts; None stands for a star."""
    safe_before, safe_after = rounded(before), rounded(after)
    if not safe_before or safe_after is None:
        return None
    return round(100 * (safe_after - safe_before) / safe_before)


def about(value: T | None, people: int, *, words: Callable[[T], str] = str) -> str:
    """A mean, median or other figure about people: a star when they are 1 to 7."""
    if value is None:
        return "–"
    return STAR if is_small(people) else words(value)


def money(amount: Decimal, people: int, *, words: Callable[[Decimal], str]) -> str:
    """Pounds spent on 1 to 7 people tell on them."""
    return about(amount, people, words=words)
