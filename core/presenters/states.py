"""What a page says when it is empty, working, failed, offline, saved, or two people wrote."""

import datetime as dt
from dataclasses import dataclass

from core.presenters.words import Action, Words


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing here: what is true, what to do or that it comes by itself, one quiet button."""

    title: Words
    words: Words
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: what is worked on, step x of y, seconds left (None: not known yet).

    `poll_url` gives the fragment anew every two seconds (with htmx; the page's own refresh
    without a script). `words` stand in for "Step x of y" where work is not counted in steps.
    """

    title: Words
    step: int
    steps: int
    share: float
    seconds_left: int | None = None
    poll_url: str = ""
    step_name: Words = ""
    words: Words = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """What failed, what is safe, what happens by itself, and "Try again now"."""

    title: Words
    words: Words
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed one thing: who, when, both kept, two equal buttons."""

    title: Words
    words: Words
    mine: Action
    theirs: Action


@dataclass(frozen=True, slots=True)
class Saved:
    """The saved mark: "Saved 14:02" and what becomes of it ("draft, kept for 7 days")."""

    at: dt.datetime | None
    note: Words = ""
    word: Words = ""


@dataclass(frozen=True, slots=True)
class Offline:
    """What is still on this tablet: "Kept on this tablet: 2 notes waiting to send"."""

    title: Words
    words: Words
    action: Action | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """One step of "What happens next": when, and what."""

    when: Words
    what: Words
