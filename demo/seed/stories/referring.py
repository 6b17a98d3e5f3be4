"""Somebody asks for help: the referral, and what the team decides."""

import datetime as dt

from cases import services as cases
from cases.models import Case
from core.errors import RuleBroken
from demo.seed import people
from demo.seed.quiet import undoable
from demo.seed.stories.cast import Actor
from referrals import services
from referrals.models import Referral
from residents.models import RiskKind

# weight, source, whose sign-in, which ward
_MAIN_DOORS = (
    (34, "ward", "ward", "russells-hall/Ward B4"), (20, "ward", "ward.c3", "russells-hall/Ward C3"),
    (12, "ward", "ward.frailty", "russells-hall/Frailty unit"),
    (12, "emergency", "ward.ed", "russells-hall/Emergency department"),
    (9, "crew", "crew", "ambulance/Crew desk"), (7, "ward", "ward.newcross", "new-cross/Ward A7"),
    (6, "gp", "gp", "practice/Reception"),
)  # fmt: skip
DOORS = {
    "community-bridge": _MAIN_DOORS,
    "high-intensity-user": (
        (5, "emergency", "ward.ed", "russells-hall/Emergency department"),
        (3, "crew", "crew", "ambulance/Crew desk"), (2, "gp", "gp", "practice/Reception"),
    ),
    "pivot": ((1, "ward", "ward.withybush", "withybush/Ward 8"),),
    "district-direct": ((1, "ward", "ward.norfolk", "norfolk/Elsing ward"),),
    "wolverhampton": ((1, "gp", "gp", "practice/Reception"),),
}  # fmt: skip
REASONS = (
    "Fit to leave since yesterday. Lives alone and the flat has had no heating for a month.",
    "Came in after a fall in the kitchen. Afraid to be alone the first nights.",
    "Daughter lives in Leeds and cannot come before the weekend. Nobody to fetch them.",
    "Key is with a neighbour who is away. Carers cannot get in.",
    "Third time in the emergency department this month. Says the evenings are the worst.",
    "Bed is upstairs and the stairs are too much yet.",
    "Nothing in the fridge, no money until Friday.",
    "Husband was the driver and died in spring. Misses appointments since.",
    "The living room is full to the ceiling; the crew could not get the chair through.",
    "Would go home today if somebody helped with settling in.",
)
RISKS = (
    (RiskKind.NONE_KNOWN, ""), (RiskKind.NONE_KNOWN, ""), (RiskKind.NONE_KNOWN, ""),
    (RiskKind.NOT_ASKED, ""), (RiskKind.FALLS, "Two falls since August"),
    (RiskKind.ANIMALS, "A large dog, friendly if you ring first"),
    (RiskKind.OXYGEN, "Home oxygen, and the grandson smokes"),
    (RiskKind.INFECTION, "Ask the ward before the first visit"),
)  # fmt: skip
DAY = dt.timedelta(days=1)


def refer(actor: Actor, *, sent_on: dt.date, hour: float, home_on: dt.date) -> Referral:
    """The referral, from whichever door they came through."""
    rng, world = actor.rng, actor.world
    doors = DOORS[actor.programme]
    _weight, source, key, ward_key = rng.choices(doors, [each[0] for each in doors])[0]
    ward, by = world.wards[ward_key], world.people[key]
    at = actor.at(sent_on, hour)
    return services.refer(
        by=by,
        at=at,
        programme=world.programmes[actor.programme],
        source=source,
        organisation=ward.site.organisation,
        site=ward.site,
        ward=ward,
        referrer_name=by.name,
        referrer_phone="01134960111",
        person=people.resident(rng, actor.number, programme=actor.programme, today=world.today),
        risks=(rng.choice(RISKS),),
        urgency=rng.choices(("routine", "urgent", "same_day"), (64, 27, 9))[0],
        send=actor.fate != "draft",
        **_about(actor, source, sent_on, home_on),
    )


def _about(actor: Actor, source: str, sent_on: dt.date, home_on: dt.date) -> dict:
    rng = actor.rng
    codes = actor.world.programmes[actor.programme].policy_on(sent_on).barrier_codes
    unknown = actor.chance(0.08)
    told = {
        "reason": rng.choice(REASONS),
        "barriers": () if unknown else rng.sample(codes[:9], rng.choice((1, 1, 2, 2, 3))),
        "barriers_unknown": unknown,
        "needs_journey": actor.chance(0.4),
        "needs_home_visit": actor.chance(0.3),
    }
    if source in ("ward", "emergency"):
        ready = min(sent_on + dt.timedelta(days=rng.choice((-1, 0, 0, 1, 2))), home_on)
        told |= {
            "bay": f"{rng.choice('ABCD')}{rng.randint(1, 6)}",
            "admitted_on": sent_on - dt.timedelta(days=rng.randint(2, 16)),
            "ready_on": ready,
            "expected_home_on": max(ready, sent_on) + dt.timedelta(days=rng.randint(1, 3)),
            "pathway": rng.choice((0, 0, 1)),
            "meets_criteria_to_reside": False,
        }
    return told


def decide(actor: Actor, referral: Referral) -> Case | None:
    """What the team decides; the case, when there is one."""
    if actor.fate in ("waiting", "draft"):
        return None
    hours = actor.rng.uniform(0.7, 9) if actor.chance(0.84) else actor.rng.uniform(20, 44)
    told = {"by": actor.lead, "at": actor.soon(hours)}
    if actor.fate in _ENDS:
        _ENDS[actor.fate](actor, referral, told)
        return None
    if actor.chance(0.1):
        referral = _ask_and_answer(actor, referral)
        told["at"] = actor.soon(2)
    return _open(actor, referral, told)


def _ask_and_answer(actor: Actor, referral: Referral) -> Referral:
    told = {"by": actor.lead, "at": actor.last}
    words = "Which telephone number reaches them, and who holds a key?"
    services.ask_for_information(referral, **told, words=words)
    return services.answer(
        referral, by=referral.made_by, at=actor.soon(3), words="The daughter has one. 07700 900123."
    )


def _open(actor: Actor, referral: Referral, told: dict) -> Case:
    rng = actor.rng
    tier = rng.choices(("light", "medium", "intensive"), (84, 13, 3))[0]
    weight = rng.choices((1, 2, 3), (66, 26, 8))[0]
    case = cases.open_case(referral, **told, weight=weight, risk_tier=tier, words=_WELCOME)
    return case if actor.fate == "unallocated" else _allocate(actor, case, told)


_WELCOME = "We will ring the ward today."


def _allocate(actor: Actor, case: Case, told: dict) -> Case:
    """To whoever has room, beginning with somebody by turns."""
    team = actor.world.workers[actor.programme]
    first = actor.number % len(team)
    for worker in team[first:] + team[:first]:
        try:
            with undoable():
                return cases.allocate(case, **told, worker=worker)
        except RuleBroken:
            continue
    return case


def _asked(actor, referral, told):
    services.ask_for_information(referral, **told, words="Does anybody hold a key to the flat?")


def _declined(actor, referral, told):
    reason, words = actor.rng.choice((
        ("out_of_area", "Lives in Sandwell: their team is on 0113 496 0177."),
        ("medical", "What holds them here is an assessment. Ask again when that is done."),
        ("did_not_agree", "They told us on the telephone that they would rather not."),
        ("not_eligible", "Going to a care home, where the home itself helps."),
    ))  # fmt: skip
    services.decline(referral, **told, reason=reason, words=words)


def _withdrawn(actor, referral, told):
    words = "A son took them to his house."
    services.withdraw(referral, by=referral.made_by, at=told["at"], words=words)


def _duplicate(actor, referral, told):
    """The ward sent it again next morning, for somebody whom the crew had referred."""
    services.decline(referral, **told, reason="other", words="Withdrawn by telephone.")
    again = services.refer(
        by=actor.world.people["crew"],
        at=actor.soon(5),
        programme=referral.programme,
        source="crew",
        organisation=actor.world.wards["ambulance/Crew desk"].site.organisation,
        resident=referral.resident,
        reason="Back at home, same worries.",
        barriers=("alone",),
    )
    services.mark_duplicate(
        again, by=actor.lead, at=actor.soon(2), duplicate_of=referral, words="Same request."
    )


def _redirected(actor, referral, told):
    other = actor.world.programmes["high-intensity-user"]
    words = "Eleven attendances since spring: the other team knows how."
    services.redirect(referral, **told, words=words, programme=other)
    _answered_there(actor, referral, other)


def _answered_there(actor, referral, other):
    """The other team decides a day later; nobody waits for months."""
    services.decline(
        referral.led_to,
        by=actor.world.leads[other.slug],
        at=actor.soon(20),
        reason="did_not_agree",
        words="We met at home. They would rather not for now and have our number.",
    )


_ENDS = {
    "asked": _asked,
    "declined": _declined,
    "withdrawn": _withdrawn,
    "duplicate": _duplicate,
    "redirected": _redirected,
}
