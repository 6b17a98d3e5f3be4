"""The resident on screen: who they are, what matters to them, twelve weeks, what has happened."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.presenters.words import Action, Tag, Words

MATTERS = _("What matters to me")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value: "NHS" "999 000 0026". A phone number's `url` is ``tel:``."""

    label: Words
    value: Words
    url: str = ""
    value_first: bool = False


@dataclass(frozen=True, slots=True)
class IdentityBar:
    """Whose page this is. Tags stand in this order: safeguarding, risk, sharing, needs, others."""

    name: Words
    facts: tuple[Fact, ...] = ()
    tags: tuple[Tag, ...] = ()
    main: Action | None = None
    quiet: Action | None = None


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What matters to the resident, in their own words, with whose words and when.

    `theirs` is False while nobody has asked: sand and the quote mark are for their words alone.
    """

    words: Words
    source: Words
    change: Action | None = None
    title: Words = MATTERS
    theirs: bool = True


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """The card of someone we know already: age, birth date and district only, no address.

    With an open referral `open_title` and `open_words` say who sent it, whose move and when,
    `progress` is the page's main button and `reference` stands beside it.
    """

    name: Words
    about: Words
    open_title: Words = ""
    open_words: Words = ""
    reference: str = ""
    progress: Action | None = None
    not_this_url: str = ""


WEEK_WORDS = {
    "made": _("Made"),
    "missed": _("Missed"),
    "planned": _("Planned"),
    "review": _("Review due"),
    "readmitted": _("Readmitted"),
    "paused": _("Paused"),
}
"""States of a week, worst first when several apply: readmitted, missed, review, paused, made."""


@dataclass(frozen=True, slots=True)
class Week:
    """One of the twelve weeks. `state` is a key of WEEK_WORDS; `small` is its small line."""

    number: int
    state: str
    small: Words = ""
    is_this_week: bool = False
    word: Words = ""

    @property
    def said(self) -> Words:
        """The word of the state, unless another was given."""
        return self.word or WEEK_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Strip:
    """The twelve weeks at home. `sentence` sums them up; `about` stands beside the heading."""

    weeks: tuple[Week, ...]
    sentence: Words = ""
    about: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a caseload: name, tags, what is said on the right, and the strip in small."""

    name: Words
    url: str
    strip: Strip
    tags: tuple[Tag, ...] = ()
    right: Words = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened. `at` is a day or a moment; a day alone draws no time.

    `tone` colours the disc of the icon (wash, good, danger, amber, plum, stone).
    """

    at: dt.datetime | dt.date
    title: Words
    words: Words = ""
    foot: Words = ""
    icon: str = "dot"
    tone: str = "wash"
    url: str = ""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One person who needs someone today: what happened, by when, and one button."""

    name: Words
    url: str
    words: Words
    deadline: Words = ""
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """The red frame, for the first 14 days and nothing lesser."""

    title: Words
    rows: tuple[AlertRow, ...]


@dataclass(frozen=True, slots=True)
class HomeCheck:
    """One question of the settled-home check. `answer` is "yes", "no" or "" (not answered)."""

    name: str
    title: Words
    hint: Words
    icon: str
    answer: str = ""
    wrong: str = ""
