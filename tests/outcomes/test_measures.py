"""Asking scales: what is refused, what is kept, what alarms, and the resident's own pages."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases import services as cases
from cases.models import CaseEvent
from core import clock, links
from core.errors import NotAllowedNow, RuleBroken
from core.models import Mail, PartnerLink
from outcomes.instruments import DECLINED, definition
from outcomes.models import InstrumentRegistration, Measure, Sheet
from outcomes.services import measures
from outcomes.services.measures.points import Standing, completeness
from tests.factories.outcomes import MeasureFactory, SheetFactory
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.strangers import OTHER, OWN, SAME, assert_scope

ALL = ["swemwbs", "ons4", "ucla3", "phq9", "gad7", "barthel", "cfs", "mycaw", "areas7", "lsns6"]
ONS4 = {"satisfied": 4, "worthwhile": 5, "happy": 0, "anxious": 7}
PHQ9 = {item.key: 0 for item in definition("phq9").items if item.required}
DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy(policy={"instrument_codes": ALL})


@pytest.fixture
def case(client, programme):
    """Someone who came home 45 days ago; their worker is signed in."""
    found = case_of(programme)
    day = clock.today() - 45 * DAY
    found = cases.came_home(found, by=found.worker, at=clock.start_of(day), home_on=day)
    client.force_login(found.worker)
    return found


def url(name, case, *more):
    return reverse(f"outcomes:{name}", args=[case.reference, *more])


def recorded(case, instrument="ons4", answers=None, **given):
    """One scale kept by the worker."""
    given = {"occasion": "baseline", "taken_on": clock.today(), **given}
    return measures.record(
        case, by=case.worker, at=clock.now(), instrument=instrument,
        answers=ONS4 if answers is None and instrument == "ons4" else answers, **given,
    )  # fmt: skip


def licensed(programme, instrument, **given):
    given = {"registered_on": dt.date(2026, 1, 1), **given}
    return measures.register_instrument(
        programme, instrument=instrument, licence="Ref 123", by=None, at=clock.now(), **given
    )


def posted(**change):
    today = clock.today()
    return {
        "occasion": "baseline", "taken_on_0": today.day, "taken_on_1": today.month,
        "taken_on_2": today.year, "mode": "interview", "because": "",
        **{key: str(value) for key, value in ONS4.items()},
    } | change  # fmt: skip


# -- keeping answers --------------------------------------------------------------------------


def test_measure__is_kept_with_its_scores(client, case):
    assert client.get(url("record", case, "ons4")).status_code == 200
    client.post(url("record", case, "ons4"), posted())
    kept = Measure.objects.get()
    assert kept.scores == {"satisfied": "4", "worthwhile": "5", "happy": "0", "anxious": "7"}
    assert (kept.mode, kept.result, kept.version) == ("interview", "answered", "1")
    page = client.get(url("measures", case)).content.decode()
    assert "Anxious yesterday" in page
    assert "Crown copyright" in page


def test_measure__with_an_answer_missing_says_which(client, case):
    page = client.post(url("record", case, "ons4"), posted(happy="")).content.decode()
    assert "Choose an answer" in page
    assert not Measure.objects.exists()


def test_skipped_declined_and_never_asked_are_three_things(client, case):
    client.post(url("record", case, "ons4"), posted(happy="skipped", anxious=DECLINED))
    kept = Measure.objects.get()
    assert kept.answers == {"satisfied": 4, "worthwhile": 5, "happy": None, "anxious": DECLINED}
    assert kept.scores == {"satisfied": "4", "worthwhile": "5"}
    assert kept.result == "incomplete"
    with pytest.raises(RuleBroken, match="skipped"):
        recorded(case, answers={"satisfied": 4}, occasion="week_6")


def test_nothing_is_filled_in_for_an_answer_left_out(case):
    kept = recorded(case, "phq9", PHQ9 | {"tired": None})
    assert (kept.scores, kept.result) == ({}, "incomplete")


def test_measure__a_second_one_needs_a_reason_and_the_first_stays(client, case):
    client.post(url("record", case, "ons4"), posted())
    page = client.post(url("record", case, "ons4"), posted(happy="6")).content.decode()
    assert "Say why a new one takes its place" in page
    assert Measure.objects.get().scores["happy"] == "0"
    client.post(url("record", case, "ons4"), posted(happy="6", because="Ticked the wrong line"))
    in_force = Measure.objects.in_force().get()
    assert (in_force.scores["happy"], in_force.because) == ("6", "Ticked the wrong line")
    assert Measure.objects.get(replaced_by=in_force).scores["happy"] == "0"


def test_declined_scale__is_kept_without_figures_and_is_not_missing(client, case):
    client.post(url("decline_measure", case, "gad7"), {**posted(), "words": "Not today"})
    kept = Measure.objects.get()
    assert (kept.result, kept.answers, kept.scores, kept.words) == ("declined", {}, {}, "Not today")
    assert "gad7" not in {
        each.key
        for _c, each, point, standing in measures.standings(case.programme, [case],
                                                            today=clock.today())
        if point.occasion == "baseline" and standing in (Standing.LATE, Standing.MISSED)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [({"occasion": "week_7"}, "when in the plan"), ({"taken_on": dt.date(2099, 1, 1)}, "future"),
     ({"answers": ONS4 | {"happy": 11}}, "offered"), ({"answers": ONS4 | {"x": 1}}, "question"),
     ({"answers": ONS4 | {"happy": "5"}}, "offered"), ({"instrument": "eq5d5l"}, "does not use")],
)  # fmt: skip
def test_what_is_refused(case, given, words):
    with pytest.raises(RuleBroken, match=words):
        recorded(case, **given)
    assert not Measure.objects.exists()


def test_before_home__only_a_baseline(programme):
    waiting = case_of(programme)
    recorded(waiting)
    with pytest.raises(RuleBroken, match="before they are home"):
        recorded(waiting, occasion="week_6")


def test_entered_figures__are_kept_without_any_question(client, case, programme):
    licensed(programme, "mycaw")
    page = client.get(url("record", case, "mycaw")).content.decode()
    assert "registered mark" in page
    answers = {"concern_1": "5", "concern_2": "", "wellbeing": "3"}
    client.post(url("record", case, "mycaw"), {**posted(), **answers})
    kept = Measure.objects.get()
    assert (kept.scores, kept.mode) == ({"concern_1": "5", "wellbeing": "3"}, "entered")
    assert kept.licence == "Ref 123"
    with pytest.raises(RuleBroken, match="from 0 to 6"):
        recorded(case, "mycaw", scores={"concern_1": Decimal(7), "wellbeing": Decimal(1)},
                 occasion="week_6")  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [{"scores": {"satisfied": "11"}}, {"scores": {"sum": "5"}}, {"answers": {"happy": 11}},
     {"answers": {"other": 1}}, {"answers": {"happy": "5"}}, {"answers": {"happy": [5]}},
     {"version": "99"}, {"result": "declined"}, {"mode": "guessed"}],
)  # fmt: skip
def test_the_database_holds_answers_and_scores_to_the_scale(case, wrong):
    kept = recorded(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=kept.pk).update(**wrong)


def test_the_database_lets_one_measure_stand_for_a_point(case):
    kept = recorded(case)
    kept.pk = None
    kept.reference = "CBQ-ZZZZZZ"
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_measure__of_a_case_one_does_not_see_is_not_found(client, case):
    client.force_login(someone("link_worker", programme=programme_with_policy()))
    sheet = handed(case)
    for name in ("record", "decline_measure", "hand_over", "send_link"):
        assert client.get(url(name, case, "ons4")).status_code == 404
    assert client.get(url("measures", case)).status_code == 404
    assert client.post(reverse("outcomes:take_back", args=[sheet.reference])).status_code == 404
    assert Sheet.objects.get().status == "open"


def test_scope_of_measures_and_sheets():
    for made in (MeasureFactory(), SheetFactory()):
        stranger = someone("link_worker", programme=programme_with_policy())
        assert type(made).objects.visible_to(made.case.worker).exists()
        assert not type(made).objects.visible_to(stranger).exists()


# -- licences ---------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["swemwbs", "cfs", "lsns6", "mycaw"])
def test_unregistered__is_not_asked_in_any_way(client, case, key):
    with pytest.raises(RuleBroken, match="not registered"):
        recorded(case, key, {})
    with pytest.raises(RuleBroken, match="not registered"):
        handed(case, key)
    assert client.get(url("record", case, key)).status_code == 404
    assert "is not registered for" in client.get(url("measures", case)).content.decode()


def test_registered__is_asked_and_keeps_its_reference(client, case, programme):
    licensed(programme, "swemwbs")
    page = client.get(url("record", case, "swemwbs")).content.decode()
    assert "all rights reserved" in page
    kept = recorded(case, "swemwbs", {i.key: 3 for i in definition("swemwbs").items})
    assert (kept.scores, kept.licence) == ({"raw": "21", "metric": "19.25"}, "Ref 123")


def test_expired__is_refused_in_words_and_what_was_answered_stays(client, case, programme):
    kept = recorded(case)
    licensed(programme, "lsns6", until=clock.today() - DAY)
    with pytest.raises(RuleBroken, match="ran out on"):
        recorded(case, "lsns6", {})
    assert "ran out on" in client.get(url("measures", case)).content.decode()
    licensed(programme, "lsns6", registered_on=clock.today(), until=clock.today())
    assert recorded(case, "lsns6", {i.key: 1 for i in definition("lsns6").items}).pk != kept.pk


def test_registration__is_made_and_ended_by_a_manager(client, programme):
    manager = someone("manager", programme=programme)
    client.force_login(manager)
    args = [programme.slug, "swemwbs"]
    form = {"licence": "", "registered_on_0": 1, "registered_on_1": 1, "registered_on_2": 2026}
    page = client.post(reverse("outcomes:register_instrument", args=args), form).content.decode()
    assert "Enter the reference" in page
    client.post(reverse("outcomes:register_instrument", args=args), form | {"licence": "W-77"})
    kept = InstrumentRegistration.objects.get()
    assert (kept.licence, kept.recorded_by, kept.until) == ("W-77", manager, None)
    page = client.get(reverse("outcomes:instruments", args=[programme.slug])).content.decode()
    assert "W-77" in page
    assert "Patient Activation Measure® (PAM®) © Insignia Health LLC" in page
    client.post(reverse("outcomes:end_registration", args=args), {"reason": "Too dear"})
    kept.refresh_from_db()
    assert (kept.ended_by, kept.end_reason) == (manager, "Too dear")
    assert "swemwbs" not in {e.key for e in measures.offered(programme, on=clock.today())}


@pytest.mark.parametrize("role", ["link_worker", "finance", "analyst"])
def test_registration__is_not_anybodys(client, programme, role):
    client.force_login(someone(role, programme=programme))
    args = [programme.slug, "swemwbs"]
    assert client.get(reverse("outcomes:register_instrument", args=args)).status_code == 403
    assert client.get(reverse("outcomes:instruments", args=args[:1])).status_code == 403


def test_registration__of_another_programme_is_not_found(client, programme):
    client.force_login(someone("manager", programme=programme_with_policy()))
    args = [programme.slug, "swemwbs"]
    assert client.get(reverse("outcomes:register_instrument", args=args)).status_code == 404


def test_what_is_asked__is_a_new_version_of_the_rules(client, programme):
    client.force_login(someone("manager", programme=programme))
    begin = clock.today() + DAY
    client.post(reverse("outcomes:choose_instruments", args=[programme.slug]), {
        "instrument_codes": ["phq9", "gad7"], "measure_points": ["baseline", "week_12"],
        "measure_days_before": "3", "measure_days_after": "5", "reason": "Fewer questions",
        "effective_from_0": begin.day, "effective_from_1": begin.month,
        "effective_from_2": begin.year,
    })  # fmt: skip
    newest = programme.policies.order_by("-effective_from").first()
    assert newest.instrument_codes == ["phq9", "gad7"]
    assert (newest.measure_points, newest.measure_days_after) == (["baseline", "week_12"], 5)
    assert programme.policy_on(clock.today()).instrument_codes == ALL


def test_scope_of_registrations():
    def make(world, owner):
        return licensed(world.programme, "swemwbs")

    assert_scope(make, {"manager": {OWN, SAME}, "administrator": {OWN, SAME, OTHER}})


# -- an answer that needs somebody ------------------------------------------------------------


def alarms(case):
    return list(case.resident.alerts.filter(kind="risk_score", ended_at__isnull=True))


def test_ninth_question_above_nothing__alarms_in_the_same_transaction(client, case):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        recorded(case, "phq9", PHQ9 | {"hurt": 1})
        raise ZeroDivisionError
    assert not alarms(case)
    recorded(case, "phq9", PHQ9 | {"hurt": 1})
    alert = alarms(case)[0]
    assert clock.day_of(alert.due_at) >= clock.today()
    mail = Mail.objects.filter(template="measure_alarm", to=case.worker.email).get()
    assert case.resident.family_name not in mail.text + mail.subject + mail.html
    page = client.get(url("measures", case)).content.decode()
    for words in ("Ring them now", "116 123", "NHS 111, option 2", "999"):
        assert words in page
    assert "an answer about self-harm" in client.get(reverse("cases:today")).content.decode()


def test_ninth_question__is_told_to_those_who_lead(case, programme):
    lead = someone("team_lead", programme=programme)
    recorded(case, "phq9", PHQ9 | {"hurt": 3})
    assert Mail.objects.filter(template="measure_alarm", to=lead.email).count() == 1


@pytest.mark.parametrize("answer", [0, None, DECLINED])
def test_ninth_question_without_such_an_answer__alarms_nobody(case, answer):
    recorded(case, "phq9", PHQ9 | {"hurt": answer})
    assert not alarms(case)


# -- the resident answers ---------------------------------------------------------------------


def handed(case, instrument="ons4", **given):
    return measures.hand_over(
        case, by=case.worker, at=clock.now(), instrument=instrument,
        **({"occasion": "week_6"} | given),
    )  # fmt: skip


def sent(case, instrument="ons4", **given):
    sheet = measures.send_link(
        case, by=case.worker, at=clock.now(), instrument=instrument, occasion="week_6",
        to="doreen@example.org", **given,
    )  # fmt: skip
    return sheet, links.path(PartnerLink.objects.get(target=sheet.reference))


def answer_all(client, address, answers):
    """Each question in its order; None presses skip."""
    for number, value in enumerate(answers):
        data = {"_act": "skip"} if value is None else {"_act": "answer", "answer": str(value)}
        client.post(f"{address}?q={number}", data)
    return client.post(f"{address}?q={len(answers)}", {"_act": "finish"})


def test_tablet__signs_the_worker_out_and_shows_the_questions_only(client, case):
    gone = client.post(url("hand_over", case, "ons4"), {"occasion": "week_6"})
    assert gone.url == reverse("outcomes:answer")
    page = client.get(gone.url).content.decode()
    assert "How satisfied" in page or "how satisfied" in page
    assert case.resident.family_name not in page
    assert case.reference not in page
    for inside in (url("measures", case), reverse("cases:today"), case.get_absolute_url()):
        assert client.get(inside).status_code == 302
        assert "login" in client.get(inside).url
    thanks = answer_all(client, gone.url, [7, None, DECLINED, 2])
    assert "login" in client.get(thanks.url).content.decode()
    kept = Measure.objects.get()
    assert kept.answers == {"satisfied": 7, "worthwhile": None, "happy": DECLINED, "anxious": 2}
    assert (kept.mode, kept.result, kept.recorded_by) == ("tablet", "incomplete", case.worker)
    assert client.get(gone.url).status_code == 410


def test_tablet__keeps_each_answer_at_once(client, case):
    client.post(url("hand_over", case, "ons4"), {"occasion": "week_6"})
    client.post(reverse("outcomes:answer") + "?q=0", {"_act": "answer", "answer": "9"})
    assert Sheet.objects.get().answers == {"satisfied": 9}
    assert "Question 2 of 4" in client.get(reverse("outcomes:answer")).content.decode()
    page = client.post(reverse("outcomes:answer") + "?q=1", {"_act": "answer"}).content.decode()
    assert "Skip this question" in page
    assert Sheet.objects.get().answers == {"satisfied": 9}


@pytest.mark.parametrize("bad", ["11", "-1", "x", "9" * 400])
def test_tablet__refuses_an_answer_that_is_not_offered(client, case, bad):
    client.post(url("hand_over", case, "ons4"), {"occasion": "week_6"})
    response = client.post(reverse("outcomes:answer") + "?q=0", {"_act": "answer", "answer": bad})
    assert response.status_code == 200
    assert Sheet.objects.get().answers == {}


@pytest.mark.parametrize("query", ["?q=99", "?q=-1", "?q=x", "?q=" + "9" * 50, "?q=²", ""])
def test_tablet__any_address_shows_a_page(client, case, query):
    client.post(url("hand_over", case, "ons4"), {"occasion": "week_6"})
    assert client.get(reverse("outcomes:answer") + query).status_code == 200


def test_tablet__cannot_finish_before_every_question_was_seen(client, case):
    client.post(url("hand_over", case, "ons4"), {"occasion": "week_6"})
    page = client.post(reverse("outcomes:answer") + "?q=4", {"_act": "finish"}).content.decode()
    assert "not seen yet" in page
    assert not Measure.objects.exists()


def test_tablet__runs_out_after_two_hours(client, case):
    client.post(url("hand_over", case, "ons4"), {"occasion": "week_6"})
    sheet = Sheet.objects.get()
    with pytest.raises(NotAllowedNow):
        measures.keep_answer(sheet, at=clock.now() + dt.timedelta(hours=3), item="happy", answer=1)
    Sheet.objects.update(asked_at=clock.now() - DAY, expires_at=clock.now())
    assert client.get(reverse("outcomes:answer")).status_code == 410
    assert handed(case).pk != sheet.pk
    assert Sheet.objects.get(pk=sheet.pk).status == "taken_back"


def test_tablet__without_a_sheet_shows_nothing(client):
    assert client.get(reverse("outcomes:answer")).status_code == 410
    assert client.post(reverse("outcomes:answer"), {"_act": "finish"}).status_code == 410


def test_large_print__stays_for_all_that_follows(client, case):
    client.post(url("hand_over", case, "ons4"), {"occasion": "week_6", "large_print": "on"})
    assert "app-answering--large" in client.get(reverse("outcomes:answer")).content.decode()
    client.post(reverse("outcomes:answer") + "?q=0", {"_act": "smaller"})
    assert "app-answering--large" not in client.get(reverse("outcomes:answer")).content.decode()


def test_while_it_lies_with_the_resident__nobody_else_answers_it(client, case):
    sheet = handed(case)
    with pytest.raises(RuleBroken, match="Take it back first"):
        recorded(case, occasion="week_6")
    with pytest.raises(RuleBroken, match="Take it back first"):
        handed(case)
    client.post(reverse("outcomes:take_back", args=[sheet.reference]))
    assert recorded(case, occasion="week_6")
    with pytest.raises(RuleBroken, match="Say why"):
        handed(case)


@pytest.mark.parametrize("key", ["barthel", "mycaw"])
def test_what_others_judge__is_not_handed_over(client, case, programme, key):
    licensed(programme, key)
    with pytest.raises(RuleBroken, match="not they themselves"):
        handed(case, key)
    assert client.get(url("hand_over", case, key)).status_code == 404


def test_ninth_question_on_the_tablet__alarms_though_nothing_is_finished(client, case):
    client.post(url("hand_over", case, "phq9"), {"occasion": "week_6"})
    client.post(reverse("outcomes:answer") + "?q=8", {"_act": "answer", "answer": "2"})
    assert len(alarms(case)) == 1
    answer_all(client, reverse("outcomes:answer"), [0] * 8 + [2, 0])
    assert Measure.objects.get().scores["total"] == "2"
    assert len(alarms(case)) == 1


def test_link__shows_the_questions_and_nothing_else(case):
    _sheet, address = sent(case)
    mail = Mail.objects.get(template="measure_asked")
    assert address in mail.text
    assert case.resident.family_name not in mail.text
    page = Client().get(address)
    assert "how satisfied" in page.content.decode()
    assert case.resident.family_name not in page.content.decode()
    assert case.reference not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert Sheet.objects.get().answers == {}


def test_link__is_good_once(case):
    _sheet, address = sent(case, "phq9")
    thanks = answer_all(Client(), address, [0] * 8 + [1, None]).content.decode()
    assert "116 123" in thanks
    kept = Measure.objects.get()
    assert (kept.mode, kept.scores, kept.result) == ("link", {"total": "1"}, "answered")
    assert len(alarms(case)) == 1
    assert PartnerLink.objects.get().answered_at is not None
    again = Client().post(f"{address}?q=0", {"_act": "answer", "answer": "0"})
    assert again.status_code == 409
    assert "We have your answers" in Client().get(address).content.decode()
    assert Measure.objects.count() == 1


def test_link__tampered_run_out_or_taken_back_opens_nothing(case):
    sheet, address = sent(case)
    assert Client().get(address.replace(".", ".x", 1)).status_code == 404
    measures.take_back(sheet, by=case.worker, at=clock.now())
    assert Client().get(address).status_code == 410
    _other, address = sent(case)
    PartnerLink.objects.filter(revoked_at__isnull=True).update(
        issued_at=clock.now() - DAY, expires_at=clock.now()
    )
    assert Client().get(address).status_code == 410
    assert Client().post(f"{address}?q=0", {"_act": "answer", "answer": "1"}).status_code == 410


def test_link__declined_is_kept_and_uses_it_up(case):
    _sheet, address = sent(case)
    Client().post(f"{address}?q=0", {"_act": "decline"})
    assert Measure.objects.get().result == "declined"
    assert Sheet.objects.get().status == "declined"


def test_the_timeline_says_what_was_asked(client, case):
    handed(case)
    assert CaseEvent.objects.filter(case=case, verb="hand_over_measure").exists()
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Scale handed over on the tablet" in page


# -- due, done, missing -----------------------------------------------------------------------


def test_points__lie_where_the_rules_say(case):
    found = {each.occasion: each for each in measures.points_of(case, case.policy)}
    home = case.home_on
    assert found["week_6"].due_on == home + 42 * DAY
    assert found["week_6"].opens_on == home + 35 * DAY
    assert found["week_6"].closes_on == home + 56 * DAY
    assert found["week_12"].due_on == home + 84 * DAY
    assert found["month_3"].due_on == home + 175 * DAY


def standing(case, occasion, *, on, key="ons4"):
    return next(
        each
        for _c, instrument, point, each in measures.standings(case.programme, [case], today=on)
        if instrument.key == key and point.occasion == occasion
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [(34, Standing.COMING), (35, Standing.DUE), (42, Standing.DUE), (43, Standing.LATE),
     (56, Standing.LATE), (57, Standing.MISSED)],
)  # fmt: skip
def test_standing__at_the_edges_of_the_window(case, day, expected):
    assert standing(case, "week_6", on=case.home_on + day * DAY) == expected


def test_completeness__counts_due_done_and_missing(client, case, programme):
    recorded(case, occasion="week_6")
    found = completeness(programme, type(case).objects.all(), today=clock.today())
    tally = found["ons4", "week_6"]
    assert (tally.due, tally.done, tally.missing) == (1, 1, [])
    assert found["gad7", "week_6"].missing == [case.reference]
    assert found["ons4", "month_3"].due == 0
    page = client.get(reverse("outcomes:completeness", args=[programme.slug])).content.decode()
    assert "100%" in page
    missing = reverse("outcomes:who_is_missing", args=[programme.slug, "gad7", "week_6"])
    assert missing in page
    assert case.resident.full_name in client.get(missing).content.decode()


def test_completeness__of_cases_one_does_not_see_counts_nothing(client, case, programme):
    client.force_login(someone("link_worker", programme=programme))
    page = client.get(reverse("outcomes:completeness", args=[programme.slug])).content.decode()
    assert "Nobody is home yet" in page
    missing = reverse("outcomes:who_is_missing", args=[programme.slug, "gad7", "week_6"])
    assert case.resident.full_name not in client.get(missing).content.decode()


def test_who_is_missing__of_no_such_scale_or_point_is_not_found(client, case, programme):
    for key, occasion in (("gad7", "week_7"), ("other", "week_6")):
        address = reverse("outcomes:who_is_missing", args=[programme.slug, key, occasion])
        assert client.get(address).status_code == 404


def test_today__names_what_is_due(client, case):
    page = client.get(reverse("cases:today")).content.decode()
    assert "Ask ONS4" in page or "SWEMWBS, ONS4" in page


def test_before_closing__an_answer_at_the_start_asks_for_one_at_the_end(case):
    assert not any("ONS4" in each for each in cases.missing_before_close(case))
    recorded(case)
    assert any("ONS4" in each for each in cases.missing_before_close(case))
    recorded(case, occasion="week_12")
    assert not any("ONS4" in each for each in cases.missing_before_close(case))


def test_change__is_told_in_words_against_what_counts(client, case, programme):
    licensed(programme, "swemwbs")
    for occasion, value in (("baseline", 2), ("week_6", 3)):
        answers = {i.key: value for i in definition("swemwbs").items}
        recorded(case, "swemwbs", answers, occasion=occasion)
    page = client.get(url("measures", case)).content.decode()
    assert "better than at first, which is at least 2.87 points" in page


def test_pages__ask_the_database_a_constant_number_of_times(client, case, programme, max_queries):
    for instrument in ("ons4",):
        for occasion in ("baseline", "week_6"):
            recorded(case, instrument, occasion=occasion)
    client.get(url("measures", case))
    with max_queries(45):
        client.get(url("measures", case))
    with max_queries(20):
        client.get(reverse("outcomes:completeness", args=[programme.slug]))


# -- two at once ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_fillings_at_once__one_is_kept_and_the_other_refused():
    case = case_of(programme_with_policy(policy={"instrument_codes": ["ons4"]}))
    gate, refused = threading.Barrier(2), []

    def fill(happy):
        try:
            gate.wait(timeout=10)
            recorded(case, answers=ONS4 | {"happy": happy})
        except RuleBroken as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=fill, args=[happy]) for happy in (1, 9)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    assert len(refused) == 1
    assert Measure.objects.in_force().count() == Measure.objects.count() == 1
