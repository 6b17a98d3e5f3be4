"""The pieces of which a chapter is made. Screen and paper draw the same pieces."""

from dataclasses import dataclass
from typing import ClassVar

from core.presenters.figures import Curve, SlopeChart
from core.presenters.words import Words


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first column names the row, the others stand right. `empty` when no rows."""

    kind: ClassVar[str] = "table"
    caption: Words
    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    note: Words = ""
    empty: Words = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    kind: ClassVar[str] = "text"
    words: Words


@dataclass(frozen=True, slots=True)
class Panel:
    """A paragraph set apart, with a title."""

    kind: ClassVar[str] = "panel"
    title: Words
    words: Words


@dataclass(frozen=True, slots=True)
class Slopes:
    """Charts from before to after, with the same figures as a table."""

    kind: ClassVar[str] = "slopes"
    charts: tuple[SlopeChart, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class CurveBlock:
    """A curve over days, what it says in words, and its table."""

    kind: ClassVar[str] = "curve"
    curve: Curve
    alternative: Words
    table: Table


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: `share` of the longest, from 0 to 1, and the words at its end."""

    label: Words
    share: float
    words: Words

    @property
    def percent(self) -> str:
        """The length as CSS reads it."""
        return f"{100 * self.share:.1f}"


@dataclass(frozen=True, slots=True)
class BarsBlock:
    """Level bars from zero. The words at the ends carry all figures, so no table is needed."""

    kind: ClassVar[str] = "bars"
    title: Words
    rows: tuple[BarRow, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the report, one tab of the page."""

    key: str
    title: Words
    lead: Words
    blocks: tuple

    @property
    def is_short(self) -> bool:
        """A sentence or two: on paper it follows on, since a page of its own would stand empty."""
        return len(self.blocks) <= 2 and all(each.kind in ("text", "panel") for each in self.blocks)


def bars(title: Words, counted: list[tuple[str, int]], numbers, *, note: Words = "") -> BarsBlock:
    """Bars for (label, count) rows; a hidden count gets no length that would give it away."""
    shown = [(label, number, numbers.count(number)) for label, number in counted]
    drawn = [(label, _drawn(number, words, numbers), words) for label, number, words in shown]
    longest = max((length for _label, length, _words in drawn), default=0) or 1
    return BarsBlock(
        title, tuple(BarRow(label, length / longest, words) for label, length, words in drawn), note
    )


def _drawn(number: int, words: str, numbers) -> int:
    if words in ("*", "–"):
        return 0
    return 5 * ((number + 2) // 5) if numbers.publishes else number
