"""The parts of which every instrument is made."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DECLINED = "declined"
"""In place of an answer: they would rather not say. A skipped question is None; one that was never
reached does not stand among the answers at all."""

Answer = int | str | None
Answers = Mapping[str, Answer]
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

    def words(self, value: Answer) -> Any:
        """What an answer says: its words, skipped, or rather not say."""
        if value is None:
            return gettext_lazy("Skipped")
        if value == DECLINED:
            return gettext_lazy("Rather not say")
        return dict(self.choices)[int(value)]


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


def unchanged(total: int) -> Decimal:
    """The sum of the answers is the score."""
    return Decimal(total)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One figure of an instrument. Two scales of an instrument are never added together.

    `items` are the questions whose answers are added for it, all of them needed; `conversion`
    takes their sum to the score. A scale without questions is `entered`: its owner's form or
    program works it out, and only the figure is kept.
    """

    key: str
    name: Any
    lowest: Decimal
    highest: Decimal
    higher_is_better: bool
    items: tuple[str, ...] = ()
    conversion: Callable[[int], Decimal] = unchanged
    bands: tuple[Band, ...] = ()
    bands_source: str = ""
    thresholds: tuple[Threshold, ...] = ()
    averaged: bool = True
    places: int = 0
    required: bool = True

    @property
    def is_entered(self) -> bool:
        """Whether the figure itself is typed, since no question is asked here."""
        return not self.items

    def worked_out(self, answers: Answers) -> Decimal | None:
        """The score, or None while a question that it needs has no answer."""
        given = [answers.get(key) for key in self.items]
        if not given or any(value is None or value == DECLINED for value in given):
            return None
        return self.conversion(sum(int(value or 0) for value in given))

    def band(self, score: Decimal) -> Band | None:
        """The band in which a score lies; scores between two bands belong to the lower one."""
        found = [band for band in self.bands if band.lowest <= score]
        return max(found, key=lambda band: band.lowest) if found else None

    def improvement(self, first: Decimal, last: Decimal) -> Decimal:
        """How far `last` is better than `first`: above zero is better whatever the direction."""
        return last - first if self.higher_is_better else first - last

    def reached(self, change: Decimal) -> Threshold | None:
        """The largest of the thresholds that a change, either way, has reached."""
        found = [each for each in self.thresholds if abs(change) >= each.size]
        return max(found, key=lambda each: each.size) if found else None

    @property
    def direction(self) -> Any:
        """In words: which way is better."""
        if self.higher_is_better:
            return gettext_lazy("A higher figure is better.")
        return gettext_lazy("A lower figure is better.")


class LicenceState(StrEnum):
    """What must be done before an instrument may be used."""

    FREE = "free"
    REGISTRATION = "registration"
    LICENCE = "licence"


LICENCE_WORDS = {
    LicenceState.FREE: gettext_lazy("Free to use"),
    LicenceState.REGISTRATION: gettext_lazy("Registration needed"),
    LicenceState.LICENCE: gettext_lazy("Licence needed"),
}


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Whether the questions may be used at once, and the line that must stand on every copy."""

    state: LicenceState
    words: Any
    copyright_line: str
    source: str

    @property
    def free(self) -> bool:
        """Whether nothing need be registered first."""
        return self.state == LicenceState.FREE


@dataclass(frozen=True, kw_only=True)
class Definition:
    """An instrument in one version, with its exact scoring.

    `by_resident`: whether residents may answer it by themselves; else somebody who knows them
    judges it. `missing` says what becomes of the score when a question has no answer. An answer
    above 0 to one of `alarms` needs somebody the same day.
    """

    key: str
    version: str
    name: Any
    short_name: str
    introduction: Any
    scales: tuple[Scale, ...]
    licence: Licence
    citation: str
    missing: Any
    items: tuple[Item, ...] = ()
    by_resident: bool = True
    alarms: tuple[str, ...] = ()
    has_support: bool = False

    def item(self, key: str) -> Item:
        return next(item for item in self.items if item.key == key)

    def scale(self, key: str) -> Scale:
        return next(scale for scale in self.scales if scale.key == key)

    @property
    def is_entered(self) -> bool:
        """Whether only figures are kept, because the questions may not be shipped."""
        return not self.items

    def check(self, answers: Answers) -> None:
        """Refuse unknown questions and answers that are not offered."""
        known = {item.key for item in self.items}
        for key in answers:
            if key not in known:
                raise AnswerOutOfRangeError(
                    _("This is not a question of %(name)s.") % self._named(), item=key
                )
        for item in self.items:
            value = answers.get(item.key)
            if value is None or value == DECLINED:
                continue
            if not isinstance(value, int) or isinstance(value, bool) or value not in item.values:
                raise AnswerOutOfRangeError(_("Choose one of the answers offered."), item=item.key)

    def possible_scores(self, answers: Answers) -> Scores:
        """The scores that the answers allow; nothing is filled in for those left out."""
        self.check(answers)
        found = {scale.key: scale.worked_out(answers) for scale in self.scales}
        return {key: score for key, score in found.items() if score is not None}

    def score(self, answers: Answers) -> Scores:
        """All scores. Raises ScoringError when an answer that one needs is missing."""
        self.check(answers)
        for item in self.items:
            if item.required and answers.get(item.key) in (None, DECLINED):
                raise AnswerMissingError(
                    _("Choose an answer. %(name)s has no score while one is missing.")
                    % self._named(),
                    item=item.key,
                )
        return self.possible_scores(answers)

    def check_entered(self, scores: Mapping[str, Decimal | None]) -> Scores:
        """Figures worked out elsewhere, each within its scale."""
        found = {key: value for key, value in scores.items() if value is not None}
        for scale in self.scales:
            value = found.get(scale.key)
            if value is None and scale.required:
                raise AnswerMissingError(_("Enter the figure"), item=scale.key)
            if value is not None and not scale.lowest <= value <= scale.highest:
                raise AnswerOutOfRangeError(
                    _("Enter a figure from %(low)s to %(high)s")
                    % {"low": scale.lowest, "high": scale.highest},
                    item=scale.key,
                )
        return {key: Decimal(value) for key, value in found.items()}

    def is_alarming(self, answers: Answers) -> bool:
        """Whether an answer needs somebody today."""
        return any(
            isinstance(answers.get(key), int) and int(answers[key] or 0) > 0 for key in self.alarms
        )

    def limits(self) -> dict[str, Any]:
        """What the database holds answers and scores to."""
        return {
            "answers": {item.key: sorted(item.values) for item in self.items},
            "scores": {s.key: [str(s.lowest), str(s.highest)] for s in self.scales},
        }

    def fingerprint(self) -> str:
        """A digest of everything that decides a score: it may not change within a version."""
        rules = [
            {"key": s.key, "items": s.items, "up": s.higher_is_better, "table": _table(self, s)}
            for s in self.scales
        ]
        asked = [[item.key, str(item.text), [v for v, _w in item.choices]] for item in self.items]
        told = json.dumps([asked, rules, self.limits()], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def _named(self) -> dict[str, str]:
        return {"name": self.short_name}


def _table(instrument: Definition, scale: Scale) -> list[str]:
    """The score for each possible sum of a scale."""
    if scale.is_entered:
        return []
    asked = [instrument.item(key).values for key in scale.items]
    sums = range(sum(map(min, asked)), sum(map(max, asked)) + 1)
    return [str(scale.conversion(total)) for total in sums]
