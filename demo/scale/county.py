"""The place where the many live: wards and workers enough, and the keys already given out."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from accounts import services as accounts
from core import clock
from demo.scale.lives import Life, life
from demo.seed.places import MAIN, World, sign_in

WARDS, WORKERS = 24, 60

Table = tuple[Any, Iterable[str], Iterable[tuple]]  # a model, its columns, its rows


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each."""

    residents: int
    events: int
    seed: int


class County:
    """One programme's people and places, kept while its tables are written one after another."""

    def __init__(self, world: World, sizes: Sizes):
        self.world, self.sizes = world, sizes
        self.rng, self.now = Random(sizes.seed), clock.now()
        self.policy = world.main.policy_on(world.today)
        self.wards = [world.wards[f"scale/{n}"] for n in range(WARDS)]
        self.nurses = [world.people[f"scale.ward/{n}"] for n in range(WARDS)]
        self.workers, self.lead = world.workers[MAIN], world.people["teamlead"]
        told = {"now": self.now, "wards": WARDS, "workers": len(self.workers)}
        self.lives = [life(self.rng, n, **told) for n in range(sizes.residents)]
        self.residents: Sequence[int] = ()  # keys, in the order of the lives
        self.referrals: Sequence[int] = ()
        self.cases: dict[int, int] = {}  # number of a life → key

    @property
    def cased(self) -> list[Life]:
        """The lives that became cases."""
        return [each for each in self.lives if each.case]

    def decided_at(self, each: Life) -> dt.datetime:
        """When the referral was answered."""
        return min(each.sent_at + dt.timedelta(hours=2 + each.number % 20), self.now)


def staff(world: World) -> None:
    """Wards and workers enough for so many people."""
    told = {"by": world.admin, "at": world.began_at}
    site, programme = world.sites["russells-hall"], world.main
    for number in range(WARDS):
        ward = accounts.add_ward(site, **told, name=f"Scale ward {number + 1}", kind="ward")
        user = sign_in(f"scale.ward.{number + 1}", f"Nurse {number + 1}")
        accounts.add_membership(
            user,
            **told,
            organisation=site.organisation,
            role="ward_referrer",
            site=site,
            ward=ward,
        )
        world.wards[f"scale/{number}"], world.people[f"scale.ward/{number}"] = ward, user
    for number in range(WORKERS):
        user = sign_in(f"scale.worker.{number + 1}", f"Worker {number + 1}")
        accounts.add_membership(
            user,
            **told,
            organisation=programme.lead_provider,
            role="link_worker",
            programme=programme,
            capacity=30,
            starts_on=programme.starts_on,
        )
        world.workers[MAIN].append(user)
