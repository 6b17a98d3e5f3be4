"""The report room: reports placed for each audience, a story, schedules, an extract."""

import datetime as dt
from datetime import timedelta
from functools import partial

from cases.models import Case
from demo.seed.places import World
from demo.seed.processes import side_by_side
from outcomes.models import EvaluationRun
from outcomes.models.report import Kind
from outcomes.periods import latest
from outcomes.services import judging, reports
from outcomes.services.reports import extracts, schedules, stories
from outcomes.services.reports.audiences import year_to
from residents.models import ConsentKind
from residents.services import record_consent

WORDS = (
    "I had not spoken to anybody for a week when I came home. The young woman sat down as if she "
    "had all day. We found out why I was cold, and that was that: a man came about the meter.\n"
    "On Thursdays I go to the singing now. They fetch me, but I walk back."
)


def build(world: World, *, now: dt.datetime, jobs: int = 0) -> None:
    """One report a kind from the published evaluation; the governors' waits to be checked."""
    run = EvaluationRun.objects.filter(programme=world.main, status="published").first()
    told = {"by": world.people["manager"], "at": now}
    story = _story(world, now=now)
    wanted = _wanted(world, run)
    # the annual report is as much work as all others together
    halves = [partial(_make, run, told, story, half) for half in (wanted[:1], wanted[1:])]
    side_by_side(halves, jobs=jobs)
    for report in run.reports.exclude(kind=Kind.GOVERNORS).order_by("pk"):
        reports.publish(report, **told)
    reports.open_room(world.main, **told, is_public=True)
    _readings(run, world)
    _schedules(world, now=now)
    _extract(world, run, now=now)


def _make(run, told: dict, story, wanted) -> None:
    for kind, period, audience in wanted:
        report = reports.write(reports.make(run, **told, kind=kind, period=period, **audience))
        if kind in (Kind.GOVERNORS, Kind.PUBLIC):
            reports.write(stories.place_story(report, **told, story=story))


def _wanted(world: World, run):
    """Kind, while, audience."""
    quarter = latest("quarterly", until=run.as_of)
    funder = world.people["funder"].memberships.get(role="funder").organisation
    ward = world.people["ward"].memberships.get(role="ward_referrer").ward
    return (
        (Kind.ANNUAL, (min(world.main.starts_on, run.as_of), run.as_of), {}),
        (Kind.FUNDER, quarter, {"funder": funder}),
        (Kind.WARD, latest("monthly", until=run.as_of), {"ward": ward}),
        (Kind.GOVERNORS, quarter, {}),
        (Kind.PUBLIC, year_to(run.as_of), {}),
    )


def _story(world: World, *, now: dt.datetime):
    """Somebody whose plan is finished agreed to have their story told in public."""
    over = Case.objects.filter(programme=world.main, status="closed", home_on__isnull=False)
    case = over.exclude(worker=None).select_related("resident", "worker").order_by("-closed_at")[0]
    before = now - timedelta(days=2)
    record_consent(case.resident, by=case.worker, at=before, kind=ConsentKind.STORY,
                   reach="public", how="writing")  # fmt: skip
    return stories.tell(case, by=case.worker, at=now - timedelta(days=1), words=WORDS,
                        told_as="Mrs T, 81")  # fmt: skip


def _readings(run, world: World) -> None:
    """The funder has opened theirs and taken the PDF."""
    report = run.reports.get(kind=Kind.FUNDER)
    for what in ("opened", "pdf"):
        reports.note(report, by=world.people["funder"], what=what)


def _schedules(world: World, *, now: dt.datetime) -> None:
    """Ward feedback in the first days of each month, the rest when their quarter has ended."""
    told = {"by": world.people["manager"], "at": now}
    month, quarter = (
        latest(rhythm, until=world.today)[1] + timedelta(days=4)
        for rhythm in ("monthly", "quarterly")
    )
    for kind, rhythm, last in (
        (Kind.WARD, "monthly", month),
        (Kind.FUNDER, "quarterly", quarter),
        (Kind.GOVERNORS, "quarterly", quarter),
    ):
        due = (
            last if last > world.today else last + timedelta(days=31 if rhythm == "monthly" else 92)
        )
        made = schedules.make_schedule(
            world.main, **told, kind=kind, rhythm=rhythm, due_on=due, publishes=kind == Kind.WARD
        )
    schedules.pause_schedule(made, **told)


def _extract(world: World, run, *, now: dt.datetime) -> None:
    """Asked for by the analyst, confirmed by the manager; governance has not looked at it yet."""
    asked = extracts.ask_for_extract(
        run,
        by=world.people["analyst"],
        at=now - timedelta(hours=5),
        recipient="Tipley University, Institute of Community Health",
        purpose="Independent evaluation of the second year, as agreed with the commissioner.",
        expires_on=world.today + timedelta(days=180),
    )
    extracts.confirm_extract(asked, by=world.people["manager"], at=now - timedelta(hours=2))


def judge(world: World, *, now: dt.datetime) -> None:
    """What colleagues judged while people were in hospital: days saved, an admission avoided.

    Told before the evaluation is run, so that its cut holds them; one was judged again later.
    """
    rows = Case.objects.filter(programme=world.main, home_on__isnull=False).exclude(worker=None)
    cases = rows.select_related("worker").order_by("home_on")[:JUDGED]
    for number, case in enumerate(cases):
        kind, days = ("admission_avoided", None) if number % 5 == 4 else ("days_saved", number % 7)
        told = {"by": case.worker, "at": now, "judged_on": case.home_on}
        judging.judge(case, **told, kind=kind, days=days, evidence=1 + number % 4,
                      judged_by=JUDGES[number % len(JUDGES)],
                      basis=BASES[number % len(BASES)])  # fmt: skip
    judging.judge(cases[0], by=cases[0].worker, at=now, kind="days_saved", days=3, evidence=1,
                  judged_by=JUDGES[0], basis=_LATER, judged_on=world.today)  # fmt: skip


JUDGED = 24
JUDGES = ("Discharge coordinator, Ward B4", "Ward sister, Ward C3", "Frailty consultant")
BASES = (
    "The care package was to begin some days later; keys and food let them go now.",
    "Nobody could have fetched them before the weekend.",
    "The discharge hub had put the date back twice.",
)
_LATER = "The hub’s record now shows the date on which the care package began."
