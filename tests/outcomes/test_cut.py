"""Cuts of older engines still give what they gave; columns and facts are what the records say."""

import datetime as dt
import json
import zlib
from pathlib import Path

import pytest

from cases.models import Case
from core import clock
from outcomes.evaluation import packing
from outcomes.evaluation.cut import COLUMNS, ENGINE, Cut
from outcomes.evaluation.figures import figures
from outcomes.extraction import facts
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.report import report
from outcomes.services import evaluating
from referrals.models import Referral
from residents.models import Resident
from tests.factories.outcomes import INDEX, activity, cohort, event, person, run
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import ResidentFactory, nhs_number

OLDER = Path(__file__).parent / "older"


@pytest.mark.parametrize("engine", range(1, ENGINE))
def test_a_cut_of_an_older_engine__gives_the_same_figures_for_ever(engine):
    cut = Cut.unpacked((OLDER / f"engine_{engine}.cut").read_bytes())
    assert cut.engine == engine
    kept = json.loads((OLDER / f"engine_{engine}.json").read_text())
    assert cut.fingerprint == kept["fingerprint"]
    assert figures(cut) == kept
    assert Cut.unpacked(cut.packed()) == cut


@pytest.mark.parametrize("engine", range(1, ENGINE))
@pytest.mark.parametrize("numbers", [Exact(), Published()])
def test_a_report_of_an_older_engine__is_still_written(numbers, engine):
    cut = Cut.unpacked((OLDER / f"engine_{engine}.cut").read_bytes())
    told = report(cut, json.loads((OLDER / f"engine_{engine}.json").read_text()), numbers)
    assert told.chapters


def column(found, name):
    return found[name].tolist()


@pytest.fixture
def programme(db):
    return programme_with_policy(slug="community-bridge")


def taken(programme, events, *, as_of=dt.date(2026, 3, 31), window_days=100, **resident):
    """The one person's columns of the cut, for events of (kind, first, last, more)."""
    number = nhs_number()
    if resident:
        ResidentFactory(nhs_number=number, **resident)
    rows = [
        event(number, kind, INDEX + dt.timedelta(days=first),
              until="" if last is None else INDEX + dt.timedelta(days=last), **more)
        for kind, first, last, more in events
    ]  # fmt: skip
    named = cohort(programme, [person(number)])
    activity(programme, rows)
    made = run(programme, cohort=named, as_of=as_of, window_days=window_days, evaluated=False)
    return evaluating.frozen(made).columns


def test_other_windows__are_half_as_long_and_the_one_after_the_next(programme):
    days = (-100, -51, -50, -1, 0, 49, 50, 99, 100, 199, 200)
    found = taken(programme, [("ae_attendance", day, None, {}) for day in days])
    windows = ("before", "after", "later", "shorter_before", "shorter_after")
    told = {name: int(found[f"ae_attendance_{name}"][0]) for name in windows}
    assert told == {"before": 4, "after": 4, "later": 2, "shorter_before": 2, "shorter_after": 2}


def test_conveyed__are_counted_apart(programme):
    yes, no = {"conveyed": "yes"}, {"conveyed": "no"}
    found = taken(programme, [
        ("ambulance_incident", -3, None, yes), ("ambulance_incident", -2, None, no),
        ("ambulance_incident", 2, None, yes), ("ambulance_incident", 3, None, yes),
        ("ambulance_incident", 4, None, {}),
    ])  # fmt: skip
    assert (column(found, "conveyed_before"), column(found, "conveyed_after")) == ([1], [2])
    assert column(found, "ambulance_incident_after") == [3]


@pytest.mark.parametrize(
    ("stays", "days"),
    [
        ([], 90),
        ([("emergency_admission", 10, 15)], 85),
        ([("emergency_admission", 10, 15), ("elective_admission", 12, 18)], 82),
        ([("emergency_admission", -5, 3)], 87),
        ([("emergency_admission", 85, 95)], 85),
        ([("emergency_admission", 90, 95)], 90),
        ([("elective_admission", 4, 4)], 90),
        ([("emergency_admission", 4, 4)], 89),
        ([("emergency_admission", -3, 0)], 90),
    ],
)
def test_days_at_home__are_nights_not_in_hospital_counted_once(programme, stays, days):
    found = taken(programme, [(*stay, {}) for stay in stays])
    assert column(found, "home_days_90") == [days]


def test_days_at_home__end_with_death_and_are_unknown_while_too_few_have_gone_by(programme):
    died = INDEX + dt.timedelta(days=40)
    found = taken(programme, [("emergency_admission", 10, 14, {})], died_on=died)
    assert column(found, "home_days_90") == [36]
    Resident.objects.all().update(died_on=None)
    found = taken(programme_with_policy(), [], as_of=INDEX + dt.timedelta(days=88))
    assert column(found, "home_days_90") == [-1]


@pytest.mark.parametrize(
    ("events", "died", "ended_by", "days"),
    [
        ([("emergency_admission", -9, -2)], None, 0, 100),
        ([("emergency_admission", -9, -2), ("emergency_admission", 18, 20)], None, 1, 20),
        ([("emergency_admission", -9, -2)], 28, 2, 30),
        ([("emergency_admission", -9, -2), ("emergency_admission", 28, 28)], 28, 1, 30),
        ([], 28, -1, -1),
    ],
)
def test_ended_by__says_whether_they_came_back_or_died_first(
    programme, events, died, ended_by, days
):
    known = {} if died is None else {"died_on": INDEX + dt.timedelta(days=died)}
    found = taken(programme, [(*each, {}) for each in events], **known)
    assert column(found, "ended_by") == [ended_by]
    assert column(found, "days_to_readmission") == [days]


def test_months__hold_events_of_people_counted_in_whole_months(programme):
    numbers = [nhs_number(), nhs_number()]
    stranger = nhs_number()
    named = cohort(programme, [person(numbers[0]),
                               person(numbers[1], index_on=dt.date(2026, 3, 20))])  # fmt: skip
    days = ("2023-05-31", "2023-06-01", "2025-06-01", "2025-06-30", "2026-02-28", "2026-03-02")
    activity(programme, [event(number, "gp_contact", day)
                         for number in (*numbers, stranger) for day in days])  # fmt: skip
    asked = run(programme, cohort=named, as_of=dt.date(2026, 3, 30), evaluated=False)
    months = evaluating.frozen(asked).facts["months"]
    assert months == {"gp_contact": {"2023-06": 1, "2025-06": 2, "2026-02": 1}}


def test_columns__stand_in_the_header_in_their_order(programme):
    named = cohort(programme, [person()])
    cut = evaluating.frozen(run(programme, cohort=named, evaluated=False))
    assert cut.people.splitlines()[0] == ",".join(COLUMNS)
    assert cut.engine == ENGINE


@pytest.mark.parametrize("texts", [[], ["one"], ["a,1\n" * 5_000, "", "b,2\n" * 9]])
def test_pieces_packed_apart__are_one_ordinary_stream_together(texts):
    pieces = [packing.unpacked(packing.packed(text.encode())) for text in texts]
    assert [piece.text.decode() for piece in pieces] == texts
    assert zlib.decompress(packing.whole(pieces)).decode() == "".join(texts)


def test_a_cut_packed_from_pieces__is_read_like_any_other(programme):
    named = cohort(programme, [person(), person()])
    cut = evaluating.frozen(run(programme, cohort=named, evaluated=False))
    assert Cut.unpacked(cut.packed()) == cut
    rows = cut.people.partition("\n")[2].splitlines(keepends=True)
    pieces = [packing.unpacked(packing.packed(row.encode())) for row in rows]
    assert Cut.unpacked(cut.packed(pieces)) == cut


def test_facts__say_why_declined_how_soon_and_where_people_lived(programme):
    day = clock.today() - dt.timedelta(days=100)
    noon = clock.start_of(day) + dt.timedelta(hours=12)
    for reason in ("out_of_area", "out_of_area", "medical"):
        row = ReferralFactory(programme=programme)
        Referral.objects.filter(pk=row.pk).update(
            status="declined",
            decline_reason=reason,
            submitted_at=noon,
            decided_at=noon,
            decided_by=someone("team_lead", programme=programme),
        )
    for hours, days, lived in ((20, 2, "own_home"), (44, 4, "care_home"), (None, -1, "own_home")):
        referral, case = ReferralFactory(programme=programme), case_of(programme)
        Referral.objects.filter(pk=referral.pk).update(
            status="accepted",
            submitted_at=noon,
            decided_at=noon,
            decided_by=case.worker,
            admitted_on=day - dt.timedelta(days=9),
            discharged_on=day + dt.timedelta(days=days),
        )
        Case.objects.filter(pk=case.pk).update(
            referral=referral,
            opened_at=noon,
            home_on=day + dt.timedelta(days=max(days, 0)),
            plan_ends_on=day + dt.timedelta(days=84),
            first_contact_at=noon + dt.timedelta(hours=hours) if hours else None,
            status="closed",
            closed_at=noon + dt.timedelta(days=50),
            closed_by=case.worker,
            close_reason="goals_achieved",
            residence_at_close=lived,
        )
    told = {"as_of": clock.today()}
    assert facts.referred(programme, **told)["declined_for"] == [
        ["Lives outside our area", 2],
        ["What holds them is medical or social care", 1],
    ]
    assert facts.how_soon(programme, **told) == {
        "reached": 2,
        "median_hours_to_contact": 32.0,
        "left": 2,
        "median_days_to_leaving": 3.0,
    }
    assert facts.weeks(programme, **told)["lived"] == [["Own home", 2], ["Care home", 1]]
    assert facts.how_soon(programme, as_of=day - dt.timedelta(days=1))["left"] == 0
