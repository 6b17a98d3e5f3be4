"""Going home: barriers cleared, a lift, and the door that opens."""

import datetime as dt
from decimal import Decimal

from cases import services as cases
from cases.models import Case
from cases.models.journey import SETTLED_CHECKS
from cases.services import journeys
from core import clock
from demo.seed.stories.cast import Actor
from referrals import services as referrals
from residents import services as residents
from residents.models import ConsentKind

WRONG = {
    "warm": "Heating trips the fuse",
    "food": "Nothing but tea and biscuits",
    "falls": "Loose rug on the top stair",
    "medicines": "Tablets of two months in one drawer",
}


def agree(actor: Actor, case: Case) -> None:
    """What they agreed to at the first talk: to share with who helps, and to be counted."""
    told = {"by": case.worker or actor.lead, "at": actor.soon(1)}
    if actor.chance(0.86):
        residents.record_consent(case.resident, **told, kind=ConsentKind.SHARING)
    decision = "given" if actor.chance(0.93) else "refused"
    residents.record_consent(case.resident, **told, kind=ConsentKind.EVALUATION, decision=decision)
    if actor.chance(0.45):
        residents.add_key_contact(
            case.resident,
            **told,
            name=f"{actor.rng.choice(('Pat', 'Sue', 'Mark', 'Amrit', 'Julie'))} "
            f"{case.resident.family_name}",
            relation=actor.rng.choice(("Daughter", "Son", "Neighbour", "Sister", "Friend")),
            phone=f"07700900{actor.rng.randint(0, 999):03d}",
            may_share=actor.rng.choice(("yes", "emergency", "no")),
        )


def clear_barriers(actor: Actor, case: Case, *, all_of_them: bool) -> None:
    """Each barrier is dealt with before they go."""
    for barrier in case.referral.barriers.filter(resolved_at__isnull=True).order_by("pk"):
        if all_of_them or actor.chance(0.5):
            referrals.resolve_barrier(
                barrier,
                by=case.worker or actor.lead,
                at=actor.soon(1.5),
                words="Seen to by telephone.",
            )


def journey(actor: Actor, case: Case, on: dt.date, *, until: str = "settled") -> None:
    """A volunteer takes them home. `until` says how far it has come."""
    worker = case.worker
    pick_up = clock.start_of(on) + dt.timedelta(hours=actor.rng.choice((10, 11, 13, 14)))
    at = min(actor.soon(0.5), pick_up)
    made = journeys.request(
        case,
        by=worker,
        at=at,
        pick_up_at=pick_up,
        pick_up_from=str(case.referral.ward or "Home of a friend")[:160],
        needs=actor.rng.choice(("", "", "Walking frame", "Wheelchair", "Home oxygen")),
    )
    driver = actor.world.drivers[actor.number % len(actor.world.drivers)]
    steps = (
        ("offered", lambda each, at: journeys.offer(each, by=worker, at=at, driver=driver)),
        ("accepted", lambda each, at: journeys.accept(each, by=driver.user, at=at)),
        ("collected", lambda each, at: journeys.collect(each, by=driver.user, at=at)),
        ("home", lambda each, at: journeys.arrive(each, by=driver.user, at=at)),
    )
    if until == "requested":
        return
    for status, step in steps:
        if status in ("collected", "home"):
            at = actor.at(on, pick_up.hour + (0.2 if status == "collected" else 0.9))
        made = step(made, at)
        if until == status:
            return
    _settle(actor, made, driver)


def _settle(actor: Actor, made, driver) -> None:
    if actor.chance(0.06):
        words = "Very cold in there, and they could not tell me what day it is."
        made = journeys.raise_concern(made, by=driver.user, at=actor.soon(0.2), words=words)
        actor.soon(0.6)
    wrong = {}
    if actor.chance(0.22):
        name = actor.rng.choice(sorted(WRONG))
        wrong = {name: WRONG[name]}
    journeys.settle(
        made,
        by=driver.user,
        at=actor.soon(0.4),
        checks={name: "no" if name in wrong else "yes" for name in SETTLED_CHECKS},
        wrong=wrong,
        miles=Decimal(actor.rng.randint(30, 190)) / 10,
    )


def come_home(actor: Actor, case: Case, on: dt.date) -> Case:
    """Day 0."""
    at = actor.at(on, 16)
    return cases.came_home(case, by=case.worker or actor.lead, at=at, home_on=on)
