"""What a drawing shows: plain figures and words. `outcomes.pdf.plots` draws them, on both media."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from core.presenters.words import Words
from outcomes.presenters.blocks import Table


@dataclass(frozen=True, slots=True)
class LovePlot:
    """Rows of (what, difference before matching, after), without their signs; `within`: alike."""

    rows: tuple[tuple[Words, float, float], ...]
    within: float
    before_words: Words
    after_words: Words


@dataclass(frozen=True, slots=True)
class Series:
    """Figures by month with mean and limits. `marks`: "", "improvement", "concern", "neutral".

    `before`: how many points lie before the start; `carried`: where the line before would have led.
    """

    labels: tuple[Words, ...]
    values: tuple[float, ...]
    mean: float
    lower: float
    upper: float
    marks: tuple[str, ...]
    before: int
    start_words: Words
    fitted: tuple[float, ...] = ()
    carried: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """Points of (name, size, share, outside) around `target`; `limits`: (size, four shares)."""

    points: tuple[tuple[Words, float, float, bool], ...]
    target: float
    limits: tuple[tuple[float, float, float, float, float], ...]
    x_label: Words


@dataclass(frozen=True, slots=True)
class Curves:
    """Step curves of (day, share), the first solid, the second dashed, each with its name."""

    lines: tuple[tuple[Words, tuple[tuple[float, float], ...]], ...]
    last_day: float
    marks: tuple[float, ...]
    x_label: Words


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows of (label, value, low, high, words) over one axis with a line at `at`.

    `ratios`: on a logarithmic axis, where half as much lies as far from 1 as twice as much.
    """

    rows: tuple[tuple[Words, float, float, float, Words], ...]
    at: float
    at_words: Words
    ratios: bool = False


Drawn = LovePlot | Series | FunnelPlot | Curves | Intervals


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its title, what it says in words, and its table.

    Without a table of its own it stands beside one that holds the figures of several drawings.
    """

    title: Words
    alternative: Words
    drawn: Drawn
    table: Table | None = None
    note: Words = ""
    kind: ClassVar[str] = "plot"

    @property
    def table_words(self) -> Words:
        """What opens the table; no two on a page are alike."""
        caption = self.table.caption if self.table else ""
        return _("Show as a table: %(caption)s") % {"caption": caption}
