"""The rule for single figures.

0 stays 0, 1 to 7 become a star, everything else is rounded to the nearest 5. Totals are rounded by
themselves, so rows need not add up. Averages and sums of money over 1 to 7 people become a star
too, since the people behind them could be worked out. Percentages are made from rounded parts, in
whole numbers; one decimal is only true to 0.1 when the rounded whole is 4,000 or more. Intervals
and other results of a model need no control.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

STAR = "*"
_SMALL = 7
ENOUGH_FOR_A_DECIMAL = 4_000


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


def percentage(part: int, whole: int, *, decimal: bool = False) -> str:
    """A percentage from rounded parts; a star when either part is too small to show.

    decimal: one decimal where the rounded whole allows it (4,000 or more), else whole numbers.
    """
    if part > whole:
        raise ValueError("a share needs part <= whole")
    safe_part, safe_whole = rounded(part), rounded(whole)
    if safe_part is None or not safe_whole:
        return STAR if whole else "–"
    if decimal and safe_whole >= ENOUGH_FOR_A_DECIMAL:
        tenths = min(1000, _nearest(1000 * safe_part, safe_whole))
        return f"{tenths // 10}.{tenths % 10}%"
    return f"{min(100, _nearest(100 * safe_part, safe_whole))}%"


def percent_change(before: int, after: int) -> int | None:
    """Whole percent from rounded parts; None stands for a star."""
    safe_before, safe_after = rounded(before), rounded(after)
    if not safe_before or safe_after is None:
        return None
    change = safe_after - safe_before
    size = _nearest(100 * abs(change), safe_before)
    return size if change >= 0 else -size


def _nearest(part: int, whole: int) -> int:
    """part / whole to the nearest whole number, halves up."""
    return (2 * part + whole) // (2 * whole)


def mean(value: float | None, people: int, *, places: int = 1) -> str:
    """A mean or median of something about people: a star over 1 to 7 of them."""
    return about(value, people, words=lambda known: f"{known:.{places}f}")


def about(value: T | None, people: int, *, words: Callable[[T], str] = str) -> str:
    """A mean, median or other figure about people: a star when they are 1 to 7."""
    if value is None:
        return "–"
    return STAR if is_small(people) else words(value)


def money(amount: Decimal, people: int, *, words: Callable[[Decimal], str]) -> str:
    """Pounds spent on 1 to 7 people tell on them."""
    return about(amount, people, words=words)
