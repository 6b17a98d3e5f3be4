"""A life as a table: which verb leads from which statuses to which.

The table is the single truth. It draws the buttons, guards the services, and docs/lifecycles.md
and the status-by-verb tests are generated from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: `verb` takes a thing from any of `sources` to `target`.

    `target` is None for a verb that leaves the status as it is (extend a plan, add a quote).
    `label` is what the button says.
    """

    verb: str
    sources: frozenset[str]
    target: str | None
    label: Words


def move(verb: str, sources: str | Iterable[str], target: str | None, label: Words) -> Move:
    """A Move from one status or several."""
    names = [sources] if isinstance(sources, str) else sources
    return Move(verb, frozenset(names), target, label)


class Lifecycle:
    """The life of one kind of thing."""

    registry: dict[str, "Lifecycle"] = {}

    def __init__(self, name: str, statuses: type, moves: Iterable[Move], *, field: str = "status"):
        self.name = name
        self.statuses = statuses
        self.field = field
        self.moves = {each.verb: each for each in moves}
        known = set(statuses.values)
        for each in self.moves.values():
            strangers = (each.sources | ({each.target} - {None})) - known
            if strangers:
                raise ValueError(f"{name}.{each.verb} names unknown statuses {sorted(strangers)}")
        Lifecycle.registry[name] = self

    def allows(self, status: str, verb: str) -> bool:
        """Whether `verb` may be done in `status`."""
        return status in self.moves[verb].sources

    def verbs_from(self, status: str) -> list[str]:
        """The verbs that are open in `status`, in the order of the table."""
        return [each.verb for each in self.moves.values() if status in each.sources]

    def target(self, status: str, verb: str) -> str:
        """The status after `verb`."""
        return self.moves[verb].target or status

    def check(self, thing, verb: str) -> None:
        """Raise NotAllowedNow, in words, unless `verb` is open to `thing` as it stands."""
        status = getattr(thing, self.field)
        if not self.allows(status, verb):
            raise NotAllowedNow(
                _("This is already “%(status)s”, so that cannot be done any more.")
                % {"status": self.statuses(status).label}
            )
