"""Who plays which part: one resident's fate, and a clock that only goes forward."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from core import clock
from demo.seed.places import MAIN, World

# Out of a hundred of the main programme, who ends how. What is left is closed.
FATES = (
    ("waiting", 3.2), ("asked", 1.2), ("draft", 0.8), ("declined", 6.5), ("withdrawn", 2.6),
    ("duplicate", 1.4), ("redirected", 1.4), ("unallocated", 1.0), ("going_home", 4.6),
    ("early", 5.6), ("active", 16.0), ("paused", 1.4), ("reopened", 0.8), ("never_home", 2.0),
)  # fmt: skip
OTHERS = (
    ("waiting", 6.0), ("declined", 6.0), ("going_home", 5.0), ("early", 8.0), ("active", 25.0),
)  # fmt: skip
SHARES = (("high-intensity-user", 0.04), ("pivot", 0.08), ("district-direct", 0.08),
          ("wolverhampton", 0.07))  # fmt: skip
# How long ago they came home, or (before home) how long ago they were referred, in days.
AGO = {
    "waiting": (0, 1.4), "asked": (0.3, 2.0), "draft": (0, 1.0), "unallocated": (0.5, 2.0),
    "going_home": (1.0, 4.5), "early": (1, 13), "active": (14, 80), "paused": (12, 60),
    "reopened": (86, 110),
}  # fmt: skip
LONG_AGO = (92, 395)


@dataclass
class Actor:
    """One resident's part: programme, fate, dice of their own, and the time it is for them."""

    world: World
    number: int
    programme: str
    fate: str
    rng: Random
    now: dt.datetime
    last: dt.datetime = field(init=False)

    def __post_init__(self):
        self.last = clock.start_of(self.world.today - dt.timedelta(days=500))

    @property
    def is_main(self) -> bool:
        """Whether the demo dwells on their programme."""
        return self.programme == MAIN

    @property
    def lead(self):
        """Who decides."""
        return self.world.leads[self.programme]

    def at(self, day: dt.date, hour: float = 10) -> dt.datetime:
        """A moment on `day`, never before the last one and never still to come."""
        minute = self.rng.randint(0, 59)
        wished = clock.start_of(day) + dt.timedelta(hours=hour, minutes=minute)
        self.last = min(max(self.last, wished), self.now)
        return self.last

    def soon(self, hours: float) -> dt.datetime:
        """So many hours after the last moment."""
        self.last = min(self.last + dt.timedelta(hours=hours), self.now)
        return self.last

    def past(self, day: dt.date) -> bool:
        """Whether `day` is over, for them and for us."""
        return day < self.world.today

    def chance(self, share: float) -> bool:
        """A throw of their dice."""
        return self.rng.random() < share

    def days_ago(self) -> float:
        """How long ago their story turns (see AGO)."""
        low, high = AGO.get(self.fate, LONG_AGO)
        return self.rng.uniform(low, high)


def actors(world: World, *, count: int, seed: int, now: dt.datetime) -> list[Actor]:
    """The whole cast, the same for the same seed."""
    dealt = _deal(count, Random(seed))
    return [
        Actor(world, number, slug, fate, Random(f"{seed}/{number}"), now)
        for number, (slug, fate) in enumerate(dealt, start=1)
    ]


def _deal(count: int, rng: Random) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for slug, share in SHARES:
        found += [(slug, fate) for fate in _fates(max(2, round(count * share)), OTHERS)]
    main = max(0, count - len(found))
    found += [(MAIN, fate) for fate in _fates(main, FATES)]
    found = found[-count:]
    rng.shuffle(found)
    return found


def _fates(count: int, table) -> list[str]:
    """So many fates in the shares of `table`, each at least once where there is room."""
    found: list[str] = []
    for fate, share in table:
        found += [fate] * max(1, round(count * share / 100))
    found = found[:count]
    return found + ["closed"] * (count - len(found))
