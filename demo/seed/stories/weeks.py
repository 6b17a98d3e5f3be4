"""Twelve weeks at home: contacts, goals, measures, stays in hospital, reviews, the end."""

import datetime as dt

from cases import services as cases
from cases.models import Case
from demo.seed.stories.cast import Actor
from outcomes.services import measures

SAID = (
    "Ate, slept, went out for the paper.", "Low today. Talked about old times.",
    "Kettle works, heating works, worried about the stairs.", "Neighbour comes in every morning.",
    "Wants to try the lunch club on Tuesday.", "Managed the bus for the first time since June.",
    "Asked about attendance allowance; form begun together.", "Well. Will ring on Friday.",
    "Tablets were muddled; chemist does a weekly box now.", "Laughed a lot. Garden is tidy.",
)  # fmt: skip
MATTERS = (
    "My own bed, and my cat on it.", "To get to the shops without asking anybody.",
    "That my daughter stops worrying.", "To sing again on Fridays.", "To be warm in the evening.",
    "Not to go back in there.", "Somebody to talk to after the news.", "My garden.",
)  # fmt: skip
GOALS = (
    ("I want to walk to the corner shop", "physical_activity"),
    ("I want to see somebody twice a week", "loneliness"),
    ("I want to stop being afraid of the stairs", "confidence"),
    ("I want to know that the bills are paid", "money"),
    ("I want to cook for myself again", "food"),
    ("I want to ring my sister with a picture", "digital"),
)
TASKS = (
    "Ring the housing officer about the boiler", "Send for the blue badge form",
    "Ask the chemist for a weekly box", "Take the photograph of the key safe",
    "Find out when the lunch club has room",
)  # fmt: skip
CAUSES = ("Chest infection", "Fall in the bathroom", "Short of breath", "Dizzy and confused")
ENDS = (
    (44, "goals_achieved"), (27, "partly_achieved"), (16, "plan_ended"), (4, "not_contactable"),
    (4, "care_home"), (3, "transferred"), (2, "died"),
)  # fmt: skip
DAY = dt.timedelta(days=1)


def live(actor: Actor, case: Case) -> Case:
    """Everything from day 0 until today or the end of the plan."""
    worker = case.worker or actor.lead
    stay_after = _stay_after(actor, case)
    fine = actor.rng.gauss(0, 1)  # how they feel, which all their answers share
    goals: list = []
    silent = actor.fate == "early" and actor.number % 5 == 0
    waiting = [] if silent else _planned(case)
    while waiting:
        planned = waiting.pop(0)
        if not actor.past(planned.due_on):
            break
        number = (planned.due_on - case.home_on).days
        if stay_after is not None and number >= stay_after:
            case, stay_after = _ill(actor, case, planned.due_on), None
            if case.status == "paused":
                return case
            waiting = _planned(case, after=planned.due_on)
            continue
        _contact(actor, case, planned, worker)
        if not goals and number >= 3:
            goals = _first_talk(actor, case, worker, fine)
        _reviews(actor, case, worker, fine, goals)
    return case


def _stay_after(actor: Actor, case: Case) -> int | None:
    """After how many days at home they fall ill; None for most."""
    if actor.fate == "paused":
        return max(2, (actor.world.today - case.home_on).days - 9)
    return actor.rng.randint(12, 60) if actor.is_main and actor.chance(0.13) else None


def _planned(case: Case, after: dt.date | None = None) -> list:
    """What is planned still, in order."""
    rows = case.planned.filter(status="planned").order_by("due_on", "pk")
    return list(rows.filter(due_on__gt=after) if after else rows)


def _contact(actor: Actor, case: Case, planned, worker) -> None:
    at = actor.at(planned.due_on, actor.rng.randint(9, 15))
    if actor.chance(0.11):
        outcome = actor.rng.choice(("no_answer", "no_answer", "not_in", "cancelled"))
        cases.add_contact(case, by=worker, at=at, mode="call", outcome=outcome, words="")
        if actor.chance(0.7) and actor.past(planned.due_on + DAY):
            again = actor.at(planned.due_on + DAY, 11)
            words = actor.rng.choice(SAID)
            cases.add_contact(case, by=worker, at=again, mode="call", words=words, minutes=12)
        return
    volunteer = actor.chance(0.12)
    cases.add_contact(
        case,
        by=worker,
        at=at,
        mode=planned.mode,
        words=actor.rng.choice(SAID),
        minutes=actor.rng.choice((8, 10, 15, 20, 35, 50)),
        giver_kind="volunteer" if volunteer else "staff",
    )


def _first_talk(actor: Actor, case: Case, worker, fine: float) -> list:
    """What matters, goals, the first scales, a task."""
    rng, told = actor.rng, {"by": worker, "at": actor.soon(0.2)}
    cases.what_matters(case, **told, words=rng.choice(MATTERS))
    found = []
    for words, need in rng.sample(GOALS, rng.choice((1, 1, 2))):
        found.append(
            cases.set_goal(
                case,
                **told,
                words=words,
                need=actor.world.needs[need],
                importance=rng.randint(6, 10),
                confidence=rng.randint(2, 6),
                first_step="Try it together once",
                by_when=case.home_on + dt.timedelta(days=21),
            )
        )
    if actor.chance(0.86):
        _measure(actor, case, worker, "baseline", fine)
    if actor.chance(0.5):
        _task(actor, case, worker)
    return found


def _task(actor: Actor, case: Case, worker) -> None:
    due = case.home_on + dt.timedelta(days=actor.rng.randint(6, 20))
    what = actor.rng.choice(TASKS)
    task = cases.add_task(case, by=worker, at=actor.last, what=what, due_on=due)
    if actor.past(due) and actor.chance(0.8):
        cases.finish_task(task, by=worker, at=actor.soon(2))


def _measure(actor: Actor, case: Case, worker, occasion: str, fine: float) -> None:
    """The programme's scales; they feel a little better each time, some do not."""
    lift = {"baseline": 0.0, "week_6": 0.35}.get(occasion, 0.55)
    level = fine + lift * actor.rng.gauss(1, 0.8)
    rng = actor.rng
    sheets = {
        "swemwbs": {k: _point(rng, 3.0 + 0.6 * level, 1, 5) for k in _SWEMWBS},
        "ons4": {
            **{
                k: _point(rng, 5.6 + 1.4 * level, 0, 10)
                for k in ("satisfied", "worthwhile", "happy")
            },
            "anxious": _point(rng, 4.6 - 1.1 * level, 0, 10),
        },
        "ucla3": {k: _point(rng, 2.1 - 0.4 * level, 1, 3) for k in _UCLA3}
        | {"direct": _point(rng, 3.0 - 0.7 * level, 1, 5)},
    }
    codes = case.policy.instrument_codes
    for key, answers in sheets.items():
        if key not in codes or (key == "ons4" and actor.number % 2):
            continue
        if occasion != "baseline" and not actor.chance(0.93):
            continue
        day = min(actor.world.today, actor.last.date())
        measures.record(
            case,
            by=worker,
            at=actor.last,
            instrument=key,
            occasion=occasion,
            taken_on=day,
            answers=answers,
            because="Asked again at a later review.",
        )


_SWEMWBS = ("optimistic", "useful", "relaxed", "problems", "thinking", "close", "own_mind")
_UCLA3 = ("companionship", "left_out", "isolated")


def _point(rng, middle: float, low: int, high: int) -> int:
    return max(low, min(high, round(rng.gauss(middle, 0.8))))


def _reviews(actor: Actor, case: Case, worker, fine: float, goals: list) -> None:
    """Reviews whose day has come, most of them held."""
    waiting = [each for each in _open_reviews(case) if each.due_on <= actor.last.date()]
    for review in waiting:
        if actor.chance(0.08):
            continue
        occasion = _occasion(case, review)
        if goals and actor.chance(0.88):
            _measure(actor, case, worker, occasion, fine)
        cases.write_review(
            review,
            by=worker,
            at=actor.soon(0.3),
            what_changed=actor.rng.choice(SAID),
            what_next="Goes on with what they have begun.",
            independence=actor.rng.randint(4, 9),
        )
        if occasion == "week_12":
            _goals_end(actor, worker, goals)


def _occasion(case: Case, review) -> str:
    """The point in time at which scales are asked with a review."""
    if review.kind != "follow_up":
        return review.kind
    is_first = (review.due_on - case.plan_ends_on).days < 135
    return "month_3" if is_first else "month_6"


def _open_reviews(case: Case):
    return case.reviews.filter(held_at__isnull=True).order_by("due_on")


def _goals_end(actor: Actor, worker, goals: list) -> None:
    for goal in goals:
        result = actor.rng.choices(("achieved", "partly", "not"), (52, 33, 15))[0]
        cases.review_goal(
            goal, by=worker, at=actor.last, result=result, confidence=actor.rng.randint(4, 10)
        )


def _ill(actor: Actor, case: Case, since: dt.date) -> Case:
    """Back in hospital; most come home again after some nights."""
    worker = case.worker or actor.lead
    since = max(since, case.home_on + DAY)
    cause = actor.rng.choice(CAUSES)
    at = actor.at(since, 12)
    cases.record_stay(case, by=worker, at=at, since=since, cause=cause)
    case.refresh_from_db()
    back = since + dt.timedelta(days=actor.rng.randint(2, 9))
    if case.status != "paused" or actor.fate == "paused" or not actor.past(back):
        return case
    case = cases.resume(case, by=worker, at=actor.at(back, 15), on=back)
    if actor.chance(0.3):
        cases.record_fall(
            case,
            by=worker,
            at=actor.last,
            happened_on=since,
            where="Bathroom",
            injured=actor.chance(0.4),
        )
    return case


def close(actor: Actor, case: Case) -> Case:
    """The twelve weeks are over."""
    worker = case.worker or actor.lead
    reason = actor.rng.choices([each[1] for each in ENDS], [each[0] for each in ENDS])[0]
    day = case.plan_ends_on + dt.timedelta(days=actor.rng.randint(0, 4))
    if day > actor.world.today:
        return case
    homes = {"care_home": "care_home", "died": "other"}
    case = cases.close(
        case,
        by=worker,
        at=actor.at(day, 15),
        reason=reason,
        residence=homes.get(reason, actor.rng.choice(("own_home", "own_home", "sheltered"))),
        words="Twelve weeks, in their own words: it went quicker than the ward.",
        exit_plan="Lunch club on Tuesdays. The neighbour holds the key.",
        missing_because="Could not be asked any more.",
    )
    if actor.fate == "reopened":
        case = cases.reopen(case, by=actor.lead, at=actor.soon(30), reason="Rang us: fell again.")
    return case
