"""What a report is before it becomes a page or a file."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from core.presenters.figures import Grade
from core.presenters.words import Words
from outcomes.presenters.blocks import Chapter
from outcomes.presenters.report import Report


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A resident's words, as they agreed to have them told."""

    kind: ClassVar[str] = "story"
    words: Words
    told_as: Words


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a page or a file shows. `evaluation` is the annual report's own shape."""

    kind: str
    reference: str
    title: Words
    programme: Words
    audience: Words
    period: Words
    as_of: dt.date
    claim: Words
    chapters: tuple[Chapter, ...]
    made_by: Words
    paid_by: Words
    rule: Words
    run: str
    fingerprint: str
    mark: Words = ""
    grade: Grade | None = None
    evaluation: Report | None = None

    @property
    def subtitle(self) -> str:
        """For whom and about which while, in one line."""
        return " · ".join(str(each) for each in (self.audience, self.period) if each)


def stories_chapter(blocks: tuple[StoryBlock, ...]) -> tuple[Chapter, ...]:
    """The chapter of stories, when there are any."""
    if not blocks:
        return ()
    lead = _("Told with the agreement of the people whose stories they are. Names are changed.")
    return (Chapter("stories", _("In their own words"), lead, blocks),)


def not_for_passing_on() -> str:
    """What stands on everything that shows true figures."""
    return _("Not for passing on: true figures")
