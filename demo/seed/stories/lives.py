"""One resident's story from referral to today."""

import datetime as dt

from cases import services as cases
from cases.models import Case
from demo.seed.stories import help as helping
from demo.seed.stories import home, referring, weeks
from demo.seed.stories.cast import Actor

STILL_IN_HOSPITAL = ("unallocated", "going_home", "never_home")


def tell(actor: Actor) -> Case | None:
    """Tell it; returns the case, where there is one."""
    sent_on, hour, home_on = _when(actor)
    referral = referring.refer(actor, sent_on=sent_on, hour=hour, home_on=home_on)
    case = referring.decide(actor, referral)
    if case is None or case.worker_id is None:
        return case
    home.agree(actor, case)
    if actor.fate in STILL_IN_HOSPITAL:
        return _before_home(actor, case)
    home.clear_barriers(actor, case, all_of_them=True)
    if actor.is_main and actor.chance(0.4):
        home.journey(actor, case, home_on)
    case = home.come_home(actor, case, home_on)
    return _at_home(actor, case)


def _when(actor: Actor) -> tuple[dt.date, float, dt.date]:
    """The day and hour of the referral, and the day they got home."""
    ago = actor.days_ago()
    turn = actor.now - dt.timedelta(days=ago)
    if actor.fate in ("waiting", "asked", "draft", *STILL_IN_HOSPITAL[:2]):
        return turn.date(), turn.hour, turn.date()
    home_on = turn.date()
    return home_on - dt.timedelta(days=actor.rng.choice((1, 2, 2, 3, 4, 6))), 11, home_on


def _before_home(actor: Actor, case: Case) -> Case:
    home.clear_barriers(actor, case, all_of_them=False)
    if actor.fate == "never_home":
        reason = actor.rng.choice(("care_home", "declined", "died"))
        return cases.close(
            case, by=case.worker, at=actor.soon(50), reason=reason, residence="hospital",
            missing_because="",
        )  # fmt: skip
    if actor.is_main:
        _lift(actor, case)
        if actor.chance(0.5):
            helping.buy(actor, case, actor.world.today)
    return case


def _lift(actor: Actor, case: Case) -> None:
    """Today and tomorrow have journeys in every state."""
    states = ("requested", "offered", "accepted", "collected", "home", "settled", "accepted")
    until = states[actor.number % len(states)]
    today = actor.world.today
    driven = until in ("collected", "home", "settled")
    on = today if driven or actor.chance(0.6) else today + dt.timedelta(days=1)
    home.journey(actor, case, on, until=until)


def _at_home(actor: Actor, case: Case) -> Case:
    if actor.is_main and actor.chance(0.45):
        helping.buy(actor, case, case.home_on)
    before = actor.last
    _helped(actor, case)
    actor.last = before
    case = weeks.live(actor, case)
    _worry(actor, case)
    if actor.fate in ("closed", "reopened") and case.status == "active":
        case = weeks.close(actor, case)
    return case


def _helped(actor: Actor, case: Case) -> None:
    """Placements in the first weeks, and one more purchase."""
    start = actor.last
    for _each in range(actor.rng.choice((0, 0, 1, 1, 2))):
        on = case.home_on + dt.timedelta(days=actor.rng.randint(3, 20))
        on = min(on, actor.world.today)
        actor.last = start
        helping.place(actor, case, on)
    if actor.is_main and actor.chance(0.15):
        on = case.home_on + dt.timedelta(days=actor.rng.randint(2, 25))
        if actor.past(on):
            actor.last = start
            helping.buy(actor, case, on)


def _worry(actor: Actor, case: Case) -> None:
    """A safeguarding concern, now and then."""
    if not actor.chance(0.025) or case.status != "active":
        return
    concern = cases.raise_safeguarding(
        case,
        by=case.worker or actor.lead,
        at=actor.last,
        kind=actor.rng.choice(("financial", "self_neglect", "neglect")),
        words="A nephew has the bank card and the fridge was empty again.",
    )
    if actor.fate == "closed":
        cases.concerns.close_concern(
            concern, by=actor.lead, at=actor.soon(20), what_was_done="Raised with the council."
        )
