"""Evaluations of hand-worked people: counts, windows, intervals, bed days, readmissions, money."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from core.errors import NotAllowedNow, RuleBroken
from outcomes.evaluation.contract import ADDED_KEYS, as_csv, as_json
from outcomes.evaluation.cut import Cut
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationRun, HospitalEvent
from outcomes.services import costs, evaluating, parts, runs
from outcomes.tasks import run_evaluation
from residents.services import record_consent, withdraw_consent
from tests.factories.outcomes import INDEX, TODAY, activity, cohort, event, person, run
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.residents import ResidentFactory, nhs_number

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)


def day(offset):
    return INDEX + dt.timedelta(days=offset)


@pytest.fixture
def programme():
    costs.load_reference_costs()
    return programme_with_policy(slug="community-bridge", policy={"staff_cost_per_year": None})


def evaluated(programme, events_by_person, *, window_days=180, as_of=TODAY, **given):
    """A run over people described by lists of (kind, first day, last day) offsets from index."""
    numbers = [nhs_number() for _each in events_by_person]
    named = cohort(programme, [person(number) for number in numbers])
    rows = [
        event(number, kind, day(start), until="" if end is None else day(end))
        for number, events in zip(numbers, events_by_person, strict=True)
        for kind, start, end in events
    ]
    activity(programme, rows)
    return run(programme, cohort=named, window_days=window_days, as_of=as_of, **given)


def stream(found, kind):
    return next(each for each in found.results["streams"] if each["event_type"] == kind)


def contract(found):
    return as_json(evaluating.frozen(found), found.results)


def test_counts__before_after_and_change_are_the_plain_sums(programme):
    found = evaluated(programme, [
        [("ae_attendance", -10, None)] * 4 + [("ae_attendance", 5, None)],
        [("ae_attendance", -90, None)] * 2 + [("ae_attendance", 100, None)],
        [],
    ])  # fmt: skip
    ae = stream(found, "ae_attendance")
    assert (ae["before"], ae["after"]) == (6, 2)
    assert ae["percent"] == pytest.approx(-66.6667, abs=1e-4)
    assert contract(found)["cohort"] == {
        "people": 3, "complete_follow_up": 3, "person_days_before": 540,
        "person_days_after": 540,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("offset", "counted"),
    [(-31, (0, 0)), (-30, (1, 0)), (-1, (1, 0)), (0, (0, 1)), (29, (0, 1)), (30, (0, 0))],
)
def test_windows__take_the_days_before_and_the_days_from_the_first_day(programme, offset, counted):
    found = evaluated(programme, [[("gp_contact", offset, None)]], window_days=30)
    gp = stream(found, "gp_contact")
    assert (gp["before"], gp["after"]) == counted


@pytest.mark.parametrize(("as_of", "complete"), [(day(28), 0), (day(29), 1)])
def test_follow_up__is_complete_on_the_last_day_of_the_window(programme, as_of, complete):
    found = evaluated(programme, [[("gp_contact", -2, None)]], window_days=30, as_of=as_of)
    assert found.results["cohort"]["complete_follow_up"] == complete
    assert found.results["cohort"]["left_out"]["not_long_enough"] == 1 - complete
    assert stream(found, "gp_contact")["before"] == complete


def test_bed_days__are_last_less_first_day_and_one_at_least_for_an_emergency(programme):
    found = evaluated(programme, [[
        ("emergency_admission", -20, -14), ("emergency_admission", -5, -5),
        ("elective_admission", -3, -3), ("elective_admission", -2, 0),
        ("emergency_admission", 4, None), ("emergency_admission", 10, 12),
    ]])  # fmt: skip
    assert found.results["bed_days"] == {"before": 6 + 1 + 0 + 2, "after": 1 + 2}


@pytest.mark.parametrize(("gap", "readmitted"), [(0, 1), (29, 1), (30, 0)])
def test_readmission__counts_a_gap_of_0_to_29_days(programme, gap, readmitted):
    stay, back = ("emergency_admission", -6, -2), ("emergency_admission", -2 + gap, 5 + gap)
    found = evaluated(programme, [[stay, back if gap > 2 else ("emergency_admission", -2, 9)]])
    readmission = contract(found)["readmission"]
    assert (readmission["index_discharges"], readmission["within_30_days"]) == (1, readmitted)


def test_readmission__is_not_counted_for_planned_admissions(programme):
    found = evaluated(programme, [[("emergency_admission", -6, 0), ("elective_admission", 4, 6)]])
    assert found.results["readmission"]["within_30_days"] == 0


def test_readmission__needs_a_discharge(programme):
    found = evaluated(programme, [[("emergency_admission", 3, 5)]])
    assert found.results["readmission"]["index_discharges"] == 0
    assert found.results["readmission"]["percent"] is None


def test_money__is_before_less_after_times_the_dated_unit_cost(programme):
    costs.set_unit_cost(code="LOCAL", label="Admission", event_type="emergency_admission",
                        amount=Decimal("1700.00"), price_year="2018/19", source="Agreed locally",
                        effective_from=dt.date(2024, 1, 1))  # fmt: skip
    found = evaluated(programme, [
        [("ae_attendance", -9, None)] * 5 + [("emergency_admission", -9, -7)] * 2
        + [("ae_attendance", 9, None)] * 2
    ])  # fmt: skip
    told = contract(found)
    ae, admission = told["streams"][0], told["streams"][1]
    assert (ae["unit_cost"], ae["price_year"], ae["cost_avoided"]) == (
        "114.00", "2023/24", "342.00",
    )  # fmt: skip
    assert admission["cost_avoided"] == "3400.00"
    assert told["cost_avoided_total"] == "3742.00"
    assert told["programme_cost"] is None
    assert told["net"] is None


def test_money__never_changes_a_run_that_was_made_with_an_older_cost(programme):
    found = evaluated(programme, [[("ae_attendance", -9, None)]])
    costs.set_unit_cost(code="AE_BASIC", label="A&E", event_type="ae_attendance",
                        amount=Decimal("200.00"), price_year="2024/25", source="Newer",
                        effective_from=dt.date(2024, 6, 1))  # fmt: skip
    assert evaluating.rebuild(found)["streams"][0]["cost_avoided"] == "114.00"
    again = run(programme, cohort=found.cohort)
    assert contract(again)["streams"][0]["cost_avoided"] == "200.00"


def test_staff_cost__is_shared_by_the_days_and_people_counted():
    programme = programme_with_policy(policy={"staff_cost_per_year": Decimal("36525.00")})
    costs.load_reference_costs()
    found = evaluated(programme, [[("ae_attendance", -9, None)], []], window_days=100)
    assert contract(found)["programme_cost"] == "10000.00"
    assert contract(found)["net"] == "-9886.00"
    assert found.results["money"]["spent_per_person"] == "5000.00"


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [(100, 67, -33), (100, 59, -41), (100, 25, -75), (100, 22, -78), (100, 34, -66)],
)
def test_the_five_documents__figures_come_out_of_records(programme, before, after, percent):
    found = evaluated(programme, [
        [("ae_attendance", -20 - n % 100, None) for n in range(before)]
        + [("ae_attendance", n % 100, None) for n in range(after)]
    ])  # fmt: skip
    assert stream(found, "ae_attendance")["percent"] == pytest.approx(percent)


def grown(programme, *, people=24, **given):
    """People chosen at their worst: 2 earlier, 6 before, 3 after, with a little spread."""
    events = [
        [("ae_attendance", -300, None)] * (1 + n % 3)
        + [("ae_attendance", -50, None)] * (5 + n % 3)
        + [("ae_attendance", 50, None)] * (2 + n % 3)
        + ([("gp_contact", -360, None)] if n == 0 else [])
        for n in range(people)
    ]
    first = nhs_number()
    cohort(programme, [person(first)], name="Somebody else")
    activity(programme, [event(first, "ae_attendance", day(-400))], source="Long ago")
    return evaluated(programme, events, **given)


def test_expected_fall__is_read_from_the_window_before_the_one_before(programme):
    found = grown(programme)
    ae = stream(found, "ae_attendance")
    assert ae["expected"]["method"] == "earlier_window"
    assert ae["expected"]["percent"] == pytest.approx(-66.6667, abs=1e-3)
    assert ae["percent"] == pytest.approx(-50)
    assert ae["apart"] == "short"
    assert found.design_grade == "D"


def test_grade__is_e_where_the_expected_fall_is_not_known(programme):
    found = evaluated(programme, [[("ae_attendance", -9, None)], []])
    assert found.design_grade == "E"
    assert contract(found)["regression_to_mean"]["ae_attendance"] == {
        "expected_change_percent": None, "ci_low": None, "ci_high": None, "method": "unknown",
        "people": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("alike", "grade"), [(True, "B"), (False, "C")])
def test_grade__with_a_comparison_rests_on_how_alike_people_were(programme, alike, grade):
    others = [nhs_number() for _n in range(24)]
    compared = cohort(programme, [person(n) for n in others], name="Others", comparison=True)
    activity(
        programme,
        [
            event(number, "ae_attendance", day(-50))
            for place, number in enumerate(others)
            for _each in range(5 + place % 3 if alike else 1)
        ]
        + [event(number, "ae_attendance", day(50)) for number in others for _each in range(5)],
    )
    found = grown(programme, comparison=compared)  # fmt: skip
    assert found.design_grade == grade
    told = contract(found)["comparison"]
    assert (told["people"], told["complete_follow_up"]) == (24, 24)
    ratio = told["streams"][0]["ratio_of_rate_ratios"]["ratio"]
    mine, theirs = 72 / 144, 120 / (144 if alike else 24)
    assert ratio == pytest.approx(mine / theirs)


def test_interval__is_the_same_in_every_run_of_the_same_records(programme):
    first = grown(programme)
    second = run(programme, cohort=first.cohort)
    assert first.reference != second.reference
    assert first.fingerprint == second.fingerprint
    assert first.results == second.results
    ae = stream(first, "ae_attendance")
    assert ae["ci_low"] < ae["percent"] < ae["ci_high"]


def test_frozen_cut__gives_the_same_figures_after_the_records_changed(programme):
    found = grown(programme)
    activity(programme, [event(nhs, "ae_attendance", day(3)) for nhs in
                         found.cohort.people.values_list("nhs_number", flat=True)])  # fmt: skip
    assert evaluating.rebuild(found) == found.results
    later = run(programme, cohort=found.cohort)
    assert later.fingerprint != found.fingerprint
    assert HospitalEvent.objects.count() > found.cut.rows


def test_fingerprint__does_not_depend_on_the_order_or_names_of_rows():
    header, one, two = "a,b", "X-1,5", "X-2,6"
    first = Cut({}, "\n".join((header, one, two)) + "\n")
    second = Cut({}, "\n".join((header, "Y-9,6", "Y-3,5")) + "\n")
    assert first.fingerprint == second.fingerprint
    assert Cut({"days": 1}, first.people).fingerprint != first.fingerprint
    assert Cut.unpacked(first.packed()) == first


def own_case(programme, *, home_on=INDEX, answer="given", number=None, **known):
    """A case of the service itself, home on a day, with an answer about being counted."""
    known.setdefault("nhs_number", number or nhs_number())
    resident = ResidentFactory(**known)
    case = case_of(programme, resident=resident)
    type(case).objects.filter(pk=case.pk).update(
        home_on=home_on, plan_ends_on=home_on + dt.timedelta(days=84), status="active"
    )
    if answer:
        decision = "refused" if answer == "refused" else "given"
        consent = record_consent(resident, by=case.worker, at=NOW, kind="evaluation",
                                 decision=decision)  # fmt: skip
        if answer == "withdrawn":
            withdraw_consent(consent, by=case.worker, at=NOW)
    return case


@pytest.mark.parametrize(
    ("answer", "why"),
    [("given", None), ("withdrawn", "withdrew"), ("refused", "refused"), (None, "not_asked")],
)
def test_consent__decides_who_of_the_own_cases_is_counted(programme, answer, why):
    case = own_case(programme, answer=answer)
    activity(programme, [event(case.resident.nhs_number, "ae_attendance", day(-4))])
    found = run(programme)
    cohort_found = found.results["cohort"]
    assert (cohort_found["people"], cohort_found["complete_follow_up"]) == (1, int(why is None))
    assert stream(found, "ae_attendance")["before"] == int(why is None)
    if why:
        assert cohort_found["left_out"][why] == 1


def test_own_cases__leave_out_who_died_and_who_opted_out(programme):
    own_case(programme, number=nhs_number())
    died, opted = own_case(programme), own_case(programme)
    people = type(died.resident).objects
    people.filter(pk=died.resident_id).update(died_on=day(20))
    people.filter(pk=opted.resident_id).update(national_opt_out_on=day(-900))
    left_out = run(programme).results["cohort"]["left_out"]
    assert (left_out["died"], left_out["opted_out"]) == (1, 1)


def test_a_withdrawal__holds_for_people_of_a_list_too(programme):
    case = own_case(programme, answer="withdrawn")
    named = cohort(programme, [person(case.resident.nhs_number), person()])
    found = run(programme, cohort=named)
    assert found.results["cohort"]["left_out"]["withdrew"] == 1
    assert found.results["cohort"]["complete_follow_up"] == 1


def test_own_cases__count_nobody_of_another_programme(programme):
    own_case(programme_with_policy())
    assert run(programme).results["cohort"]["people"] == 0


def test_ask_for__refuses_a_future_cut_off_a_silly_window_and_a_foreign_list(programme):
    other = cohort(programme_with_policy(), [person()])
    mine = cohort(programme, [person()], name="K", comparison=True)
    given = {"by": None, "at": NOW, "background": False}
    with pytest.raises(RuleBroken, match="future"):
        runs.ask_for(programme, as_of=dt.date(2026, 5, 1), window_days=90, **given)
    with pytest.raises(RuleBroken, match="window"):
        runs.ask_for(programme, as_of=TODAY, window_days=0, **given)
    with pytest.raises(RuleBroken, match="another programme"):
        runs.ask_for(programme, as_of=TODAY, window_days=90, cohort=other, **given)
    with pytest.raises(RuleBroken, match="not supported"):
        runs.ask_for(programme, as_of=TODAY, window_days=90, cohort=mine, **given)


def test_a_worker_killed_in_the_middle__leaves_a_run_that_ends_with_the_same_figures(
    programme, monkeypatch
):
    whole = grown(programme)
    asked = run(programme, cohort=whole.cohort, evaluated=False)

    def killed(*_args, **_named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(evaluating, "as_pdf", killed)
        with pytest.raises(KeyboardInterrupt):
            evaluating.evaluate(asked)
    asked.refresh_from_db()
    assert asked.status == RunStatus.RUNNING
    assert asked.cut.rows == whole.cut.rows
    activity(programme, [event(whole.cohort.people.first().nhs_number, "ae_attendance", day(3))])
    run_evaluation(asked.reference)
    asked.refresh_from_db()
    assert asked.status == RunStatus.READY
    assert asked.fingerprint == whole.fingerprint
    assert asked.results == whole.results
    run_evaluation(asked.reference)
    assert EvaluationRun.objects.get(pk=asked.pk).events.filter(verb="finish").count() == 1


def test_a_run_that_breaks__says_so_and_can_be_run_again(programme, monkeypatch):
    found = grown(programme)
    asked = run(programme, cohort=found.cohort, evaluated=False)
    with monkeypatch.context() as patch:
        patch.setattr(evaluating, "as_pdf", lambda _report: 1 / 0)
        run_evaluation(asked.reference)
    asked.refresh_from_db()
    assert (asked.status, asked.fail_reason) == (RunStatus.FAILED, "ZeroDivisionError")
    runs.queue(asked, by=None, at=NOW)
    run_evaluation(asked.reference)
    asked.refresh_from_db()
    assert asked.status == RunStatus.READY


def test_a_cancelled_run__stops_and_stays_cancelled(programme, monkeypatch):
    found = grown(programme)
    asked = run(programme, cohort=found.cohort, evaluated=False)
    by = someone("manager", programme=programme)
    work = parts.count_part

    def cancelled_meanwhile(this, number):
        runs.cancel(this, by=by, at=NOW)
        return work(this, number)

    monkeypatch.setattr(parts, "count_part", cancelled_meanwhile)
    evaluating.evaluate(asked)
    asked.refresh_from_db()
    assert asked.status == RunStatus.CANCELLED
    with pytest.raises(NotAllowedNow):
        runs.publish(asked, by=by, at=NOW)


def test_stale_runs__are_taken_up_again(programme):
    named = cohort(programme, [person()])
    asked = run(programme, cohort=named, evaluated=False)
    soon, late = NOW + dt.timedelta(minutes=5), NOW + dt.timedelta(minutes=11)
    assert evaluating.take_up_stale(at=soon) == 0
    assert evaluating.take_up_stale(at=late) == 1
    assert evaluating.take_up_stale(at=late) == 0
    assert asked.status == RunStatus.QUEUED


def test_csv__has_one_row_for_each_stream(programme):
    found = grown(programme)
    lines = as_csv(evaluating.frozen(found), found.results).splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("programme,as_of,window_days,people,design_grade,fingerprint")


def test_command__writes_the_contract_and_the_pdf(programme, tmp_path, capsys, real_pdf):
    named = cohort(programme, [person()])
    call_command("evaluate", "--programme", programme.slug, "--as-of", "2026-03-31",
                 "--window-days", "180", "--cohort", named.name, "--json", str(tmp_path / "o.json"),
                 "--pdf", str(tmp_path / "o.pdf"))  # fmt: skip
    told = json.loads((tmp_path / "o.json").read_text())
    assert set(told) == {
        "programme", "as_of", "window_days", "design_grade", "fingerprint", "cohort", "streams",
        "cost_avoided_total", "programme_cost", "net", "bed_days", "readmission",
        "regression_to_mean", "comparison", *ADDED_KEYS,
    }  # fmt: skip
    assert set(told["streams"][0]) == {
        "event_type", "before", "after", "change_percent", "ci_low", "ci_high", "unit_cost",
        "price_year", "cost_avoided",
    }  # fmt: skip
    assert told["streams"][0]["change_percent"] is None
    assert (tmp_path / "o.pdf").read_bytes().startswith(b"%PDF")
    assert told["fingerprint"] in capsys.readouterr().out.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "wrong", [{"--cohort": "Nobody"}, {"--window-days": "0"}, {"--programme": "nowhere"}]
)
def test_command__that_fails_writes_nothing(programme, tmp_path, wrong):
    given = {"--programme": programme.slug, "--as-of": "2026-03-31", "--window-days": "90",
             "--json": str(tmp_path / "o.json")} | wrong  # fmt: skip
    with pytest.raises(CommandError):
        call_command("evaluate", *[part for pair in given.items() for part in pair])
    assert not (tmp_path / "o.json").exists()
    assert not EvaluationRun.objects.exists()


@pytest.mark.parametrize("option", ["--json", "--pdf"])
@pytest.mark.parametrize(
    ("where", "words"), [("", "is a folder"), ("no/such/o.pdf", "There is no folder")]
)
def test_command__asks_where_it_writes_before_it_works(programme, tmp_path, option, where, words):
    given = {"--programme": programme.slug, "--as-of": "2026-03-31", "--window-days": "90",
             "--json": str(tmp_path / "o.json")} | {option: str(tmp_path / where)}  # fmt: skip
    with pytest.raises(CommandError, match=words):
        call_command("evaluate", *[part for pair in given.items() for part in pair])
    assert not EvaluationRun.objects.exists()
