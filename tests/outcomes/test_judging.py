"""Days saved and admissions avoided, as somebody judged: refusals, strangers, replacements."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.models import CaseEvent
from core import clock
from core.errors import RuleBroken
from outcomes.extraction.scales import judgements
from outcomes.models import Judgement
from outcomes.presenters.judging import timeline
from outcomes.services import evaluating
from outcomes.services.judging import judge
from tests.factories.outcomes import JudgementFactory, run
from tests.factories.placements import case_of
from tests.factories.programmes import someone

pytestmark = pytest.mark.django_db

TOLD = {"kind": "days_saved", "days": 10, "evidence": 3, "judged_by": "Coordinator, ward B4",
        "basis": "The package was to begin on the 14th"}  # fmt: skip


def judged(case, **more):
    given = {**TOLD, "judged_on": clock.today(), **more}
    return judge(case, by=case.worker, at=clock.now(), **given)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": None}, "days"),
        ({"days": -1}, "days"),
        ({"days": 366}, "days"),
        ({"kind": "admission_avoided", "days": 2}, "days"),
        ({"evidence": 0}, "evidence"),
        ({"evidence": 7}, "evidence"),
        ({"judged_by": "  "}, "judged_by"),
        ({"basis": ""}, "basis"),
        ({"judged_on": dt.date(2999, 1, 1)}, "judged_on"),
    ],
)
def test_judge__refuses_what_cannot_be(wrong, field):
    case = case_of()
    with pytest.raises(RuleBroken) as refused:
        judged(case, **wrong)
    assert refused.value.field == field
    assert not Judgement.objects.exists()


def test_judge__keeps_who_and_why_and_writes_it_down():
    case = case_of()
    made = judged(case)
    assert (made.days, made.judged_by, made.recorded_by) == (10, TOLD["judged_by"], case.worker)
    assert CaseEvent.objects.filter(case=case, verb="judge").count() == 1


def test_a_later_judgement__takes_the_place_of_the_earlier_which_stays():
    case = case_of()
    judged(case)
    judged(case, days=4, evidence=1)
    judged(case, kind="admission_avoided", days=None)
    assert Judgement.objects.count() == 3
    assert judgements(case.programme, as_of=clock.today()) == [
        {"kind": "admission_avoided", "days": None, "evidence": 3},
        {"kind": "days_saved", "days": 4, "evidence": 1},
    ]


def test_a_judgement__is_never_changed():
    made = JudgementFactory()
    with pytest.raises(Exception, match=r"append_only|permission denied"), transaction.atomic():
        Judgement.objects.filter(pk=made.pk).update(days=90)


def test_the_database__refuses_days_where_none_were_saved():
    case = case_of()
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(case=case, recorded_at=clock.now(), recorded_by=case.worker,
                                 **{**TOLD, "kind": "admission_avoided"},
                                 judged_on=clock.today())  # fmt: skip
    assert connection.connection


def test_page__keeps_and_shows_it(client):
    case = case_of()
    client.force_login(case.worker)
    url = reverse("outcomes:judge", args=[case.reference])
    assert client.get(url).status_code == 200
    today = clock.today()
    answer = client.post(url, {**TOLD, "judged_on_0": today.day, "judged_on_1": today.month,
                               "judged_on_2": today.year})  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:2000]
    shown = client.get(answer["Location"]).content.decode()
    assert TOLD["judged_by"] in shown


def test_page__asks_for_days_where_days_were_saved_and_nowhere_else(client):
    case = case_of()
    client.force_login(case.worker)
    url, today = reverse("outcomes:judge", args=[case.reference]), clock.today()
    day = {"judged_on_0": today.day, "judged_on_1": today.month, "judged_on_2": today.year}
    assert "(optional)" not in client.get(url).text
    refused = client.post(url, {**TOLD, **day, "days": ""})
    assert "Say how many days, from 0 to 365." in refused.text
    assert client.post(url, {**TOLD, **day, "kind": "admission_avoided"}).status_code == 302
    assert Judgement.objects.get().days is None  # what stood in the hidden box counts for nothing


def test_page__is_not_for_who_records_scales_alone(client, monkeypatch):
    from accounts.roles.programme import LinkWorker

    case = case_of()
    client.force_login(case.worker)
    url = reverse("outcomes:judge", args=[case.reference])
    monkeypatch.setattr(LinkWorker, "permissions", LinkWorker.permissions - {"judgements.judge"})
    assert client.get(url).status_code == 403
    shown = client.get(reverse("outcomes:measures", args=[case.reference])).text
    assert url not in shown


def test_timeline__says_who_judged_what_and_why(client):
    case = case_of()
    judged(case)
    judged(case, kind="admission_avoided", days=None)
    client.force_login(case.worker)
    page = client.get(case.get_absolute_url()).text
    assert "Judged: 10 days in hospital saved" in page
    assert "Judged: an admission avoided" in page
    assert TOLD["basis"] in page
    assert "evidence grade 3" in page


def test_timeline__is_quiet_for_who_may_not_see_scales():
    case = case_of()
    judged(case)
    assert timeline(case, someone("finance", programme=case.programme)) == []


def test_page__says_what_is_missing(client):
    case = case_of()
    client.force_login(case.worker)
    answer = client.post(reverse("outcomes:judge", args=[case.reference]), {"kind": "days_saved"})
    assert "Say who judged" in answer.content.decode()
    assert not Judgement.objects.exists()


def test_page__is_hidden_from_the_worker_of_another_programme(client):
    case, other = case_of(), case_of()
    client.force_login(other.worker)
    assert client.get(reverse("outcomes:judge", args=[case.reference])).status_code == 404
    assert not Judgement.objects.visible_to(other.worker).exists()


def test_page__is_not_for_finance(client):
    case = case_of()
    client.force_login(someone("finance", programme=case.programme))
    assert client.get(reverse("outcomes:judge", args=[case.reference])).status_code in (403, 404)


def test_scope__of_judgements_follows_the_case():
    made = JudgementFactory()
    assert list(Judgement.objects.visible_to(made.case.worker)) == [made]


def test_a_judgement__stands_in_the_cut_of_a_run_over_own_cases():
    made = JudgementFactory(judged_on=dt.date(2026, 3, 1))
    found = run(made.case.programme)
    assert found.results["worth"]["judged"]["days"] == 10
    JudgementFactory(case=made.case, days=2, judged_on=dt.date(2026, 3, 2))
    assert evaluating.rebuild(found)["worth"] == found.results["worth"]
