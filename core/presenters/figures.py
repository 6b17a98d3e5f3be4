"""Figures and charts. A figure never stands without how it is counted, nor a change without its
interval; nothing here is red or green."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.presenters.words import Words


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure: label, value, lines of (label, value), and how it is counted.

    `url` opens the list behind it; `counted` are the words of "How this is counted".
    """

    label: Words
    value: Words
    lines: tuple[tuple[Words, Words], ...] = ()
    counted: Words = ""
    url: str = ""
    url_text: Words = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """The design grade A to E with what may and what may not be said. A grade is not a shame."""

    letter: str
    title: Words
    words: Words


@dataclass(frozen=True, slots=True)
class SlopeChart:
    """From before to after, beside what was expected without help.

    `low`, `high`: 95 % interval of `after`. `expected` with `expected_low`, `expected_high`: what
    would have been seen anyway. `difference_words` stand beside the verdict ("68 fewer").
    `unit` names what is counted ("A&E attendances") for the text alternative.
    """

    key: str
    title: Words
    unit: Words
    before: float
    after: float
    low: float | None = None
    high: float | None = None
    expected: float | None = None
    expected_low: float | None = None
    expected_high: float | None = None
    difference_words: Words = ""

    @property
    def beyond(self) -> bool:
        """Whether interval and expected range lie apart; only then may it be called beyond."""
        ends = (self.low, self.high, self.expected_low, self.expected_high)
        if None in ends:
            return False
        return self.high < self.expected_low

    @property
    def verdict(self) -> str:
        """The tag's words under the chart."""
        return _("Beyond the expected fall") if self.beyond else _("Cannot be told apart")


@dataclass(frozen=True, slots=True)
class DotInterval:
    """A change in per cent as a dot with its interval over the expected range, no change at right.

    `floor` is the left end of the drawing, in per cent.
    """

    value: float
    low: float
    high: float
    expected: float | None = None
    expected_low: float | None = None
    expected_high: float | None = None
    floor: float = -75


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: label, value, its words, and the list behind it."""

    label: Words
    value: float
    words: Words
    url: str = ""
    sub: Words = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Level bars from zero, one under another (also the bridge as a funnel)."""

    title: Words
    bars: tuple[Bar, ...]
    counted: Words = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A step curve over days with its band (Kaplan–Meier): `points` are (day, value, low, high).

    Values are shares from 0 to 1; `key` makes ids unique on the page.
    """

    key: str
    title: Words
    points: tuple[tuple[float, float, float, float], ...]
    last_day: float
    x_label: Words
    y_label: Words
    marks: tuple[float, ...] = ()
