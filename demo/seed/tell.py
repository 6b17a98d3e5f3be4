"""The whole demo, in order: places, directory, money, lives, activity, today, evaluation."""

import datetime as dt
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from accounts import services as accounts
from cases.models import Case, Placement
from cases.services import alerts, journeys
from core import clock
from core.errors import DomainError
from demo.seed import (
    activity,
    arriving,
    buying,
    directory,
    evaluating,
    feeds,
    measuring,
    money,
    placements,
    places,
    reporting,
    supplying,
)
from demo.seed.places import World
from demo.seed.processes import how_many, side_by_side
from demo.seed.quiet import one_piece, quiet, remembering, spare_exceptions
from demo.seed.stories import help as helping
from demo.seed.stories import lives
from demo.seed.stories.cast import Actor, actors
from outcomes.services import measures
from referrals.models import Referral
from residents.models import Resident

RESIDENTS, SEED = 400, 2024
INSTRUMENTS = ("swemwbs",)
TOLD_AGAIN = 5


@dataclass
class Story:
    """What to tell: for which day, how many people, with which dice."""

    today: dt.date
    seed: int = SEED
    residents: int = RESIDENTS
    jobs: int = 0
    say: Callable[[str], None] = lambda words: None

    def tell(self) -> str:
        """Fill the service; returns one line that sums it up."""
        self.now = clock.now()
        spare_exceptions()
        with quiet():
            self.say("programmes, hospitals, providers, funds")
            world = self._world()
            self.say(f"{self.residents} residents")
            self._lives(world)
            self.say("the fund, hospital activity")
            with transaction.atomic():
                self._afterwards(world)
            self.say("evaluations")
            reporting.judge(world, now=self.now)
            evaluating.build(world, now=self.now, jobs=self.jobs)
            self.say("reports")
            reporting.build(world, now=self.now, jobs=self.jobs)
        with transaction.atomic():
            self._today(world)
        return self._summary()

    def _world(self) -> World:
        with transaction.atomic():
            world = places.build(self.today)
            directory.build(world)
            feeds.build(world)
            money.build(world)
            for each in INSTRUMENTS:
                for programme in world.programmes.values():
                    _register(world, programme, each)
        _who_answers(world)
        return world

    def _lives(self, world: World) -> None:
        cast = actors(world, count=self.residents, seed=self.seed, now=self.now)
        parts = how_many(self.jobs)
        side_by_side([partial(_tell, cast[number::parts]) for number in range(parts)], jobs=parts)

    def _afterwards(self, world: World) -> None:
        groups = Actor(world, 0, places.MAIN, "groups", Random(self.seed), self.now)
        months = min(14, (self.today - world.main.starts_on).days // 30)
        helping.buy_for_groups(groups, months=months)
        buying.build(world, now=self.now)
        supplying.build(world, now=self.now)
        activity.build(world, seed=self.seed, now=self.now)
        directory.unsettle(world)
        money.finish(world, now=self.now)

    def _today(self, world: World) -> None:
        """What the service itself does on the day, with its mails: alerts, an invitation."""
        evaluating.ask(world, now=self.now)
        arriving.build(world, now=self.now)
        alerts.watch_first_weeks(at=self.now)
        journeys.escalate_unsettled(at=self.now)
        placements.build(world, now=self.now)
        measuring.build(world, now=self.now)
        buying.send_out(world, now=self.now)
        supplying.send_out(world, now=self.now)
        accounts.invite(
            by=world.admin,
            at=self.now,
            email=f"nia.howells@{places.DOMAIN}",
            name="Nia Howells",
            organisation=world.main.lead_provider,
            role="link_worker",
            programme=world.main,
        )

    def _summary(self) -> str:
        return (
            f"demo made: {Resident.objects.count()} residents, {Referral.objects.count()} "
            f"referrals, {Case.objects.count()} cases, {Placement.objects.count()} placements"
        )


def _register(world: World, programme, instrument: str) -> None:
    measures.register_instrument(
        programme,
        instrument=instrument,
        licence="Demonstration only",
        registered_on=programme.starts_on,
        by=world.admin,
        at=world.began_at,
    )


def _who_answers(world: World) -> None:
    """Which providers may be asked, and who of them signs in."""
    left_out = {directory.WAITING, directory.LAPSED, directory.PAUSED}
    world.able = {each.pk for name, each in world.providers.items() if name not in left_out}
    by_body = {
        each.organisation_id: each.user
        for user in world.people.values()
        for each in user.memberships.filter(role="provider").select_related("user")
    }
    world.answering = {
        each.pk: by_body[each.organisation_id]
        for each in world.providers.values()
        if each.organisation_id in by_body
    }


def _tell(cast: list[Actor]) -> None:
    for actor in cast:
        try:
            _whole(actor)
        except DomainError as refusal:
            raise RuntimeError(
                f"story {actor.number} ({actor.programme}, {actor.fate}): {refusal}"
            ) from refusal


def _whole(actor: Actor) -> None:
    """Tell one story as one piece.

    A story holds the accounts of all its purchases until it ends, so two that are told at once may
    wait for each other. PostgreSQL ends one of them; that one is told again, with the same dice.
    """
    for _again in range(TOLD_AGAIN):
        played = replace(actor, rng=copy(actor.rng))
        try:
            with one_piece(), remembering():
                return lives.tell(played)
        except OperationalError as fault:
            if not isinstance(fault.__cause__, DeadlockDetected):
                raise
            met = fault
    raise met
