"""The smallest pieces: a word in a colour, a place to go, a thing to do."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise
"""Text fit for the screen, translated or to be translated when drawn."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A status or flag: words first, colour second, an icon never alone.

    `colour`: wash (neutral, under way), good (accepted, made, settled), danger (declined, overdue,
    missed), amber (information needed, review due), plum (readmitted, safeguarding), stone
    (submitted, paused, ended), outline (a barrier or a plain word in a pill).
    """

    text: Words
    colour: str = "wash"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """The way back: one link above the title, in the words of the page it leads to."""

    text: Words
    url: str


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in the header. `count` is drawn in a pill; None draws none, 0 neither."""

    text: Words
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One sub-page of a record or one heap of a list, as a link. `count` 0 is drawn."""

    text: Words
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done from here.

    `kind`: main (the lamp; one a page), second (white with deep border), danger (red: "I am
    worried", or an act that cannot be undone, on its confirm page), link (quiet). `post` draws a
    form with a button instead of a link. `hidden` are words for people who do not see the row the
    button stands in ("for Albert Wassell"), so that no two links say the same.
    """

    text: Words
    url: str
    kind: str = "second"
    icon: str = ""
    hidden: Words = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of news with a symbol: **lead** words [link] after.

    For example tone good, lead "Accepted:", words "Oldcroft Men’s Shed can take", link_text
    "Cyril Haden", after "from Thursday". `hidden` is heard after the link's words, where two
    links on a page would say the same.
    """

    lead: Words
    words: Words = ""
    tone: str = "wash"
    icon: str = "clock"
    link_text: Words = ""
    url: str = ""
    after: Words = ""
    hidden: Words = ""
