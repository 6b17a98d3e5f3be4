"""The parts of which every instrument is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

Answers = Mapping[str, int | None]
Scores = dict[str, Decimal]


class ScoringError(ValueError):
    """The answers cannot be scored. The message is fit for the screen; `item` is the question."""

    def __init__(self, message: str, *, item: str):
        super().__init__(message)
        self.item = item


class AnswerMissingError(ScoringError):
    """A question that the score needs was left out. Nothing is ever filled in for the resident."""


class AnswerOutOfRangeError(ScoringError):
    """An answer that the question does not offer."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question. `choices` are (value, words) in the order in which they are shown."""

    key: str
    text: Any
    choices: tuple[tuple[int, Any], ...]
    required: bool = True

    @property
    def values(self) -> frozenset[int]:
        return frozenset(value for value, _words in self.choices)


@dataclass(frozen=True, kw_only=True)
class Band:
    """A named stretch of a scale, both ends included."""

    lowest: Decimal
    highest: Decimal
    words: Any


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """The smallest change that counts, always shown with what it rests on."""

    size: Decimal
    words: Any
    source: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One figure of an instrument. Two scales of an instrument are never added together."""

    key: str
    name: Any
    lowest: Decimal
    highest: Decimal
    higher_is_better: bool
    bands: tuple[Band, ...] = ()
    bands_source: str = ""
    thresholds: tuple[Threshold, ...] = ()
    averaged: bool = True
    places: int = 0

    def band(self, score: Decimal) -> Band | None:
        """The band in which a score lies; scores between two bands belong to the lower one."""
        found = [band for band in self.bands if band.lowest <= score]
        return max(found, key=lambda band: band.lowest) if found else None

    def improvement(self, first: Decimal, last: Decimal) -> Decimal:
        """How far `last` is better than `first`: above zero is better whatever the direction."""
        return last - first if self.higher_is_better else first - last


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Whether the questions may be used at once, and the line that must stand on every copy."""

    free: bool
    words: Any
    copyright_line: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """An instrument in one version, with its exact scoring."""

    key: str
    version: str
    name: Any
    short_name: str
    introduction: Any
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    licence: Licence
    citation: str
    scoring: Callable[[Answers], Scores] = field(repr=False)

    def item(self, key: str) -> Item:
        return next(item for item in self.items if item.key == key)

    def scale(self, key: str) -> Scale:
        return next(scale for scale in self.scales if scale.key == key)

    def check(self, answers: Answers) -> None:
        """Refuse unknown questions, answers that are not offered, and needed ones left out."""
        known = {item.key for item in self.items}
        for key in answers:
            if key not in known:
                raise AnswerOutOfRangeError(
                    _("This is not a question of %(name)s.") % self._named(), item=key
                )
        for item in self.items:
            value = answers.get(item.key)
            if value is None and item.required:
                raise AnswerMissingError(
                    _("Choose an answer. %(name)s has no score while one is missing.")
                    % self._named(),
                    item=item.key,
                )
            if value is not None and (isinstance(value, bool) or value not in item.values):
                raise AnswerOutOfRangeError(_("Choose one of the answers offered."), item=item.key)

    def score(self, answers: Answers) -> Scores:
        """The scores by scale key. Raises ScoringError when the answers do not allow one."""
        self.check(answers)
        return self.scoring(answers)

    def _named(self) -> dict[str, str]:
        return {"name": self.short_name}
