"""What every report is written from: the run's frozen facts and figures, and a while."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.presenters.figures import Grade
from outcomes.evaluation.cut import Cut
from outcomes.periods import months_in
from outcomes.presenters.blocks import BarRow, BarsBlock
from outcomes.presenters.numbers import DASH, rule_in_words
from outcomes.presenters.report import claim
from outcomes.presenters.reports.counts import Counts
from outcomes.presenters.reports.document import Document, StoryBlock, not_for_passing_on
from outcomes.words import GRADE_TITLES, may_not_say, may_say, too_few

YEAR = 12


@dataclass(frozen=True)
class Subject:
    """One report to be written. `key` names its audience: a funder's slug, a ward's reference."""

    kind: str
    reference: str
    cut: Cut
    found: dict[str, Any]
    first: dt.date
    last: dt.date
    counts: Counts
    run: str
    key: str = ""
    stories: tuple[StoryBlock, ...] = field(default=())

    @property
    def numbers(self):
        """How numbers are written."""
        return self.counts.numbers

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What was frozen for reports."""
        return self.cut.facts["reports"]

    @cached_property
    def months(self) -> list[str]:
        """The months of the while."""
        return months_in(self.first, self.last)

    @cached_property
    def year(self) -> list[str]:
        """The twelve months that end with the while."""
        back = dt.date(self.last.year - 1, self.last.month, 28) + dt.timedelta(days=5)
        return months_in(back, self.last)[-YEAR:]

    @property
    def as_of(self) -> str:
        """The data cut-off, ISO."""
        return self.cut.parameters["as_of"]

    @property
    def period(self) -> str:
        """October 2026, or July 2026 to September 2026."""
        ends = [date_format(day, "F Y") for day in (self.first, self.last)]
        if ends[0] == ends[1]:
            return ends[0]
        return _("%(first)s to %(last)s") % {"first": ends[0], "last": ends[1]}

    def grade(self) -> Grade:
        """The design grade with what may and may not be said."""
        design = self.found["design"]
        few = too_few(self.found["cohort"]["complete_follow_up"])
        words = few or f"{may_say(design)} {may_not_say(design)}"
        return Grade(design["grade"], GRADE_TITLES[design["grade"]], words)

    def claim(self) -> str:
        """What may be claimed, in one plain sentence."""
        return claim(self.found)

    def document(self, *, title, chapters, audience="", claim="", **more) -> Document:
        """The document of this report, with all that is the same for each."""
        programme = self.cut.facts["programme"]
        inside = not self.numbers.publishes
        return Document(
            kind=self.kind,
            reference=self.reference,
            title=title,
            programme=programme["name"],
            audience=audience,
            period=self.period,
            as_of=dt.date.fromisoformat(self.as_of),
            claim=claim,
            chapters=tuple(chapters),
            made_by=programme["lead_provider"],
            paid_by=", ".join(programme["funders"]) or programme["commissioner"],
            rule=_("True figures.") if inside else rule_in_words(),
            run=self.run,
            fingerprint=self.found["fingerprint"],
            mark=not_for_passing_on() if inside else "",
            **more,
        )


def bars_of(title, rows: list[tuple[str, tuple[int, str]]], *, note="") -> BarsBlock:
    """Level bars of (label, count). A hidden count gets no length that would give it away."""
    shown = [(label, words, _length(number, words)) for label, (number, words) in rows]
    longest = max((length for _label, _words, length in shown), default=0) or 1
    return BarsBlock(
        title, tuple(BarRow(label, length / longest, words) for label, words, length in shown), note
    )


def _length(number: int, words: str) -> int:
    """The length follows from the words alone."""
    if words in ("*", DASH):
        return 0
    digits = "".join(each for each in words if each.isdigit())
    return int(digits or 0)
