"""Scales today: an answer that needs somebody, one in part, one declined, one by link, a licence
that has run out."""

import datetime as dt

from cases.models import Case
from demo.seed.places import World
from outcomes.instruments import DECLINED, definition
from outcomes.models import Occasion
from outcomes.services import measures

USED = "high-intensity-user"
_ANSWERS = {
    "worry": {"interest": 2, "down": 2, "sleep": 3, "tired": 2, "appetite": 1, "failure": 2,
              "concentrating": 1, "slow": 0, "hurt": 1, "difficulty": 2},
    "part": {"companionship": 2, "left_out": None, "isolated": DECLINED, "direct": 3},
}  # fmt: skip


def build(world: World, *, now: dt.datetime) -> None:
    """Told of cases that are open at home, the newest first."""
    _licences(world, now=now)
    for programme, tellers in (
        (world.programmes[USED], (_worry, _areas)),
        (world.main, (_in_part, _declined)),
    ):
        rows = Case.objects.filter(programme=programme, status="active")
        rows = rows.select_related("resident", "worker", "programme").order_by("-home_on")
        for case, tell in zip(rows[: len(tellers)], tellers, strict=False):
            tell(case, {"by": case.worker or case.opened_by, "at": now})
    _months_after(world.main, now=now)
    own = Case.objects.filter(
        programme=world.main, status="active", worker=world.people["linkworker"]
    )
    case = own.select_related("resident", "worker", "programme").order_by("home_on").first()
    if case is not None:
        _by_link(case, {"by": case.worker, "at": now})


def _months_after(programme, *, now: dt.datetime) -> None:
    """Some who reached the end were asked again, three and six months later."""
    reached = ("goals_achieved", "partly_achieved", "plan_ended")
    ended = Case.objects.filter(programme=programme, status="closed", close_reason__in=reached)
    rows = ended.select_related("worker", "programme", "opened_by").order_by("plan_ends_on")
    for number, case in enumerate(rows[:16]):
        for occasion, days in (("month_3", 91), ("month_6", 182)):
            day = case.plan_ends_on + dt.timedelta(days=days)
            if day > now.date() or (number + days) % 3 == 0:
                continue
            answers = {"companionship": 1 + number % 2, "left_out": 1, "isolated": 2, "direct": 3}
            measures.record(
                case,
                by=case.worker or case.opened_by,
                at=now,
                instrument="ucla3",
                occasion=occasion,
                taken_on=day,
                answers=answers,
                because="Asked again.",
            )


def _licences(world: World, *, now: dt.datetime) -> None:
    """LSNS-6 was allowed for a year, which is over."""
    measures.register_instrument(
        world.main,
        instrument="lsns6",
        licence="Demonstration only",
        registered_on=world.today - dt.timedelta(days=400),
        until=world.today - dt.timedelta(days=35),
        by=world.people["manager"],
        at=now,
    )


def _record(case, told, instrument: str, answers) -> None:
    measures.record(
        case,
        **told,
        instrument=instrument,
        occasion="baseline",
        taken_on=told["at"].date(),
        answers=answers,
        because="Asked again.",
    )


def _worry(case, told) -> None:
    _record(case, told, "phq9", _ANSWERS["worry"])


def _in_part(case, told) -> None:
    _record(case, told, "ucla3", _ANSWERS["part"])


def _declined(case, told) -> None:
    measures.decline(
        case,
        **told,
        instrument="ons4",
        occasion="baseline",
        taken_on=told["at"].date(),
        words="Not with my daughter in the room.",
        because="Asked again.",
    )


def _areas(case, told) -> None:
    answers = {item.key: 1 + number % 3 for number, item in enumerate(definition("areas7").items)}
    _record(case, told, "areas7", answers)


def _by_link(case, told) -> None:
    """The first free point gets a link that waits for its answer."""
    known = set(case.measures.filter(instrument="ons4").values_list("occasion", flat=True))
    free = next((each for each in Occasion.values if each not in known), None)
    if free is None:
        return
    sheet = measures.send_link(
        case, **told, instrument="ons4", occasion=free, to="resident@example.org"
    )
    measures.keep_answer(sheet, at=told["at"], item="satisfied", answer=6)
