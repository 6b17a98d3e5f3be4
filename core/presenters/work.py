"""Work that waits: queues, age against target, room per worker, visits and tasks of the day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.presenters.words import Action, Tag, Words

TARGET_AT = 0.8
"""Where on the age bar the target stands."""
ROOM = 1.2
"""How far the capacity bars run past the highest line, so that too much can be seen."""


@dataclass(frozen=True, slots=True)
class AgeBar:
    """How long something has waited, in hours, against its target in hours."""

    hours: float
    target: float
    near: float = 4

    @property
    def tone(self) -> str:
        """Danger past the target, amber within `near` hours of it, else deep."""
        if self.hours > self.target:
            return "danger"
        return "amber" if self.target - self.hours <= self.near else "deep"

    @property
    def filled(self) -> float:
        """Share of the bar that is filled, at most 1."""
        return min(1.0, max(0.0, self.hours / self.target * TARGET_AT)) if self.target else 1.0

    @property
    def age(self) -> str:
        """As read: 26 h, or 5 days once past three."""
        if self.hours >= 72:
            return _("%(days)d days") % {"days": int(self.hours // 24)}
        return _("%(hours)d h") % {"hours": int(self.hours)}

    @property
    def words(self) -> str:
        """What stands under the bar: 2 h over, 3 h left."""
        gap = abs(self.target - self.hours)
        size = {"size": int(gap // 24) if gap >= 72 else max(1, round(gap))}
        if self.hours > self.target:
            return (_("%(size)d days over") if gap >= 72 else _("%(size)d h over")) % size
        return (_("%(size)d days left") if gap >= 72 else _("%(size)d h left")) % size


def capacity_scale(lines: Iterable[float]) -> float:
    """The common length of all capacity bars on a page: a fifth past the highest line."""
    return max([*lines, 1]) * ROOM


@dataclass(frozen=True, slots=True)
class Capacity:
    """One worker who could take a case: weight now, what this case adds, the line of too much.

    `value` is what the radio sends. `note` says why or when. A full worker cannot be chosen.
    `scale` is `capacity_scale` of all workers drawn together.
    """

    name: Words
    value: str
    now: float
    adds: float
    line: float
    scale: float
    note: Words = ""
    full: bool = False
    chosen: bool = False

    @property
    def words(self) -> str:
        """18 of 30, then 20; a full worker's has no "then"."""
        told = {"now": f"{self.now:g}", "line": f"{self.line:g}", "then": f"{self.then:g}"}
        if self.full or not self.adds:
            return _("%(now)s of %(line)s") % told
        return _("%(now)s of %(line)s, then %(then)s") % told

    @property
    def then(self) -> float:
        """The weight once the case is added."""
        return self.now + self.adds


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One referral in a queue: its age, who, what holds them, whose move.

    `move_who` is set bold and `move_what` under it ("Crew desk", "asked 09:40 for a number").
    """

    age: AgeBar
    name: Words
    url: str
    about: Words
    tags: tuple[Tag, ...] = ()
    barriers: tuple[Tag, ...] = ()
    move_who: Words = ""
    move_what: Words = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One visit, call or task of the day.

    `when` 10:30 and under it `when_note` "in 40 min"; `overdue` sets both red, with the word.
    """

    title: Words
    url: str
    when: Words = ""
    when_note: Words = ""
    words: Words = ""
    icon: str = "phone"
    overdue: bool = False
    action: Action | None = None
    tags: tuple[Tag, ...] = ()
