"""Asked together, aims and scores, threads, feedback, signposts, and two small verbs of a case."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import PlacementAim, Signpost
from cases.services import placements as services
from cases.services import see_to_alert
from cases.services.signposts import point_on
from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import Mail
from residents.models import Alert
from residents.services import raise_alert
from tests.factories.placements import (
    PlacementFactory,
    PlacementSessionFactory,
    SignpostFactory,
    case_of,
    reach,
)
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import ServiceFactory
from tests.providers.test_pages import signed_in, text

pytestmark = pytest.mark.django_db


def ask(case, count=3, **given):
    """Several services, asked together."""
    told = {"several_because": "She goes home tomorrow", **given}
    offered = [ServiceFactory(places=1) for _each in range(count)]
    return services.offer_to_several(
        case, by=case.worker, at=clock.now(), services=offered, what_to_know="Tea", **told
    )


# -- asked together -------------------------------------------------------------------------


def test_asked_together__the_first_yes_takes_it_and_the_others_are_told():
    first, second, third = ask(case_of())
    reach(second, "accepted", at=clock.now())
    for each in (first, second, third):
        each.refresh_from_db()
        each.service.refresh_from_db()
    assert [each.status for each in (first, second, third)] == [
        "cancelled",
        "accepted",
        "cancelled",
    ]
    assert [each.service.taken for each in (first, second, third)] == [0, 1, 0]
    assert Mail.objects.filter(template="placement_cancelled").count() == 2
    with pytest.raises(NotAllowedNow):
        reach(first, "accepted", at=clock.now())


def test_asked_together__three_ask_for_a_reason_and_two_do_not():
    with pytest.raises(RuleBroken) as refusal:
        ask(case_of(), several_because="")
    assert refusal.value.field == "several_because"
    assert len(ask(case_of(), count=2, several_because="")) == 2


def test_asked_together__all_or_none():
    case, full = case_of(), ServiceFactory(places=0)
    with pytest.raises(RuleBroken):
        services.offer_to_several(
            case,
            by=case.worker,
            at=clock.now(),
            services=[ServiceFactory(), full],
            what_to_know="Tea",
        )
    assert not case.placements.exists()


@pytest.mark.parametrize("count", [0, 1, 6])
def test_asked_together__two_to_five(count):
    with pytest.raises(RuleBroken):
        ask(case_of(), count=count)


def test_asked_together__on_a_page():
    case = case_of()
    one, two = ServiceFactory(), ServiceFactory()
    client = signed_in(case.worker)
    url = reverse("cases:placement_offer_to_several", args=[case.reference])
    assert one.name in text(client.get(url))
    answers = {"what_to_know": "Tea", "services": [one.reference]}
    assert "at least two" in text(client.post(url, answers))
    answers["services"] = [one.reference, two.reference]
    assert client.post(url, answers).status_code == 302
    assert case.placements.count() == 2


def test_an_offer_for_someone_in_hospital__runs_out_in_hours():
    placement = PlacementFactory(case=case_of())
    hours = placement.case.policy.placement_answer_hours
    assert placement.expires_at - placement.offered_at == dt.timedelta(hours=hours)


# -- aims and scores ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("results", "overall", "score"),
    [
        (("achieved", "achieved"), "achieved", 100),
        (("achieved", "not"), "partly", 50),
        (("partly", "not"), "partly", 25),
        (("not", "not"), "not", 0),
    ],
)
def test_end__is_scored_aim_by_aim(results, overall, score):
    placement = PlacementFactory(case=case_of(), aims=["Out of the house", "Somebody to ring"])
    placement = reach(placement, "under_way", at=clock.now())
    scores = {number: (result, "") for number, result in enumerate(results, start=1)}
    told = {"by": placement.offered_by, "at": clock.now(), "report": "Came twice"}
    placement = services.end(placement, **told, scores=scores)
    assert placement.result == overall
    assert placement.events.get(verb="end").data["score"] == score


def test_end__refuses_an_aim_of_which_nothing_is_said():
    placement = PlacementFactory(case=case_of(), aims=["One", "Two"])
    placement = reach(placement, "under_way", at=clock.now())
    told = {"by": placement.offered_by, "at": clock.now(), "report": "Came twice"}
    with pytest.raises(RuleBroken) as refusal:
        services.end(placement, **told, scores={1: ("achieved", "")})
    assert refusal.value.field == "result_2"


def test_every_offer_has_an_aim():
    assert PlacementAim.objects.get(placement=PlacementFactory()).words


# -- sessions -------------------------------------------------------------------------------


def test_record_session__refuses_tomorrow_and_the_day_before_it_began():
    placement = PlacementFactory(status="under_way")
    told = {"placement": placement, "attended": True}
    for days in (1, -1):
        with pytest.raises(RuleBroken):
            day = clock.today() + dt.timedelta(days=days)
            PlacementSessionFactory(held_on=day, **told)


def test_record_session__says_why_not_and_the_database_holds_it():
    placement = PlacementFactory(status="under_way")
    with pytest.raises(RuleBroken):
        PlacementSessionFactory(placement=placement, attended=False)
    session = PlacementSessionFactory(placement=placement, attended=False, why_not="unwell")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(session).objects.update(why_not="")


def test_sessions__are_seen_on_both_sides():
    session = PlacementSessionFactory(attended=False, why_not="unwell", words="A cold")
    placement = session.placement
    provider = someone("provider", organisation=placement.service.provider.organisation)
    for who in (placement.case.worker, provider):
        page = signed_in(who).get(reverse("cases:placement", args=[placement.reference]))
        assert "A cold" in text(page)


# -- feedback, threads ----------------------------------------------------------------------


def test_feedback__is_what_the_resident_says():
    placement = PlacementFactory(case=case_of(), status="ended")
    url = reverse("cases:placement_give_feedback", args=[placement.reference])
    worker = signed_in(placement.case.worker)
    assert "Choose how much" in text(worker.post(url, {}))
    answers = {"feedback": "4", "feedback_words": "Nice lad"}
    assert worker.post(url, answers).status_code == 302
    page = worker.get(reverse("cases:placement", args=[placement.reference]))
    assert "It helped 4 out of 5" in text(page)


def test_feedback__is_not_given_by_the_provider():
    placement = PlacementFactory(status="ended")
    provider = someone("provider", organisation=placement.service.provider.organisation)
    url = reverse("cases:placement_give_feedback", args=[placement.reference])
    assert signed_in(provider).post(url, {"feedback": "5"}).status_code == 403


def test_a_thread__is_done_until_somebody_writes_again():
    placement = PlacementFactory(case=case_of(), status="opened")
    provider = someone("provider", organisation=placement.service.provider.organisation)
    services.send_message(placement, by=provider, at=clock.now(), words="A lift?")
    worker = signed_in(placement.case.worker)
    done = reverse("cases:placement_thread_done", args=[placement.reference])
    assert worker.post(done).status_code == 302
    placement.refresh_from_db()
    assert placement.thread_done_by == placement.case.worker
    services.send_message(placement, by=provider, at=clock.now(), words="And now?")
    placement.refresh_from_db()
    assert placement.thread_done_at is None


def test_messages__stand_on_today_until_they_are_read():
    placement = PlacementFactory(case=case_of(), status="opened")
    provider = someone("provider", organisation=placement.service.provider.organisation)
    services.send_message(placement, by=provider, at=clock.now(), words="A lift?")
    worker = signed_in(placement.case.worker)
    assert "has written about" in text(worker.get(reverse("cases:today")))
    worker.get(reverse("cases:placement", args=[placement.reference]))
    assert "has written about" not in text(worker.get(reverse("cases:today")))


# -- the inbox ------------------------------------------------------------------------------


def test_inbox__counts_its_heaps_and_says_whose_move_it_is():
    service = ServiceFactory(places=None)
    for status in ("offered", "opened", "under_way", "ended", "declined"):
        PlacementFactory(case=case_of(), service=service, status=status)
    client = signed_in(someone("provider", organisation=service.provider.organisation))
    url = reverse("cases:placement_list")
    response = client.get(url)
    tabs = {str(each.text): each.count for each in response.context["tabs"]}
    assert tabs == {"All": 5, "New": 1, "Opened": 1, "Under way": 1, "Ended": 2}
    said = text(client.get(f"{url}?heap=under_way"))
    assert "You: note each session" in said
    assert "You: say yes or no" not in said


def test_directory__says_why_a_service_said_no():
    service = ServiceFactory(places=None)
    for reason in ("full", "full", "too_far"):
        placement = PlacementFactory(case=case_of(), service=service)
        by = someone("provider", organisation=service.provider.organisation)
        services.decline(placement, by=by, at=clock.now(), reason=reason)
    worker = case_of().worker
    page = signed_in(worker).get(reverse("providers:service", args=[service.reference]))
    assert "We are full 2, Too far away 1" in text(page)


# -- signposts ------------------------------------------------------------------------------


def test_point_on__needs_neither_case_nor_name():
    case = case_of()
    client = signed_in(case.worker)
    url = reverse("cases:point_on")
    answers = {"programme": case.programme.pk, "who": "A daughter in Tipley"}
    assert "Say where you pointed them" in text(client.post(url, answers))
    assert client.post(url, {**answers, "elsewhere": "Citizens Advice"}).status_code == 302
    assert "A daughter in Tipley" in text(client.get(reverse("cases:signposts")))


def test_point_on__from_a_case_stands_in_its_timeline():
    case, service = case_of(), ServiceFactory()
    client = signed_in(case.worker)
    url = reverse("cases:case_point_on", args=[case.reference])
    assert client.post(url, {"service": service.pk}).status_code == 302
    made = Signpost.objects.get()
    assert (made.case, made.service) == (case, service)
    assert case.events.filter(verb="point_on").exists()
    assert service.name in text(client.get(reverse("cases:tab", args=[case.reference, "support"])))


def test_signposts__of_another_programme_or_case_are_not_seen():
    mine = SignpostFactory()
    other = someone("link_worker", programme=programme_with_policy())
    assert Signpost.objects.visible_to(mine.by).get() == mine
    assert not Signpost.objects.visible_to(other).exists()
    case = case_of(mine.programme)
    at = clock.now()
    point_on(mine.programme, by=case.worker, at=at, case=case, elsewhere="GP")
    assert Signpost.objects.visible_to(mine.by).count() == 1


def test_signposts__are_for_the_team():
    assert signed_in(someone("provider")).get(reverse("cases:signposts")).status_code == 403


# -- a planned contact not needed, an alert seen to -----------------------------------------


def planned_of(case):
    """A contact that is planned for tomorrow."""
    tomorrow = clock.today() + dt.timedelta(days=1)
    return case.planned.create(due_on=tomorrow, purpose="Settle in")


def test_drop_planned__on_a_page_with_the_reason():
    case = case_of()
    planned = planned_of(case)
    client = signed_in(case.worker)
    url = reverse("cases:drop_planned", args=[case.reference, planned.due_on])
    assert url in text(client.get(reverse("cases:tab", args=[case.reference, "plan"])))
    assert "Settle in" in text(client.get(url))
    assert "Enter the reason" in text(client.post(url, {}))
    assert client.post(url, {"reason": "She is at her sister’s"}).status_code == 302
    planned.refresh_from_db()
    assert planned.status == "dropped"
    assert client.get(url).status_code == 404


def test_drop_planned__of_a_case_one_does_not_see_is_not_found():
    case = case_of()
    planned = planned_of(case)
    url = reverse("cases:drop_planned", args=[case.reference, planned.due_on])
    assert signed_in(case_of().worker).get(url).status_code == 404


def alert_of(case) -> Alert:
    return raise_alert(
        case.resident,
        programme=case.programme,
        kind=Alert.Kind.NOT_REACHED,
        key=case.reference,
        words="Nobody has reached them",
        at=clock.now(),
    )


def test_see_to_alert__on_a_page_with_what_was_done():
    case = case_of()
    alert = alert_of(case)
    client = signed_in(case.worker)
    url = reverse("cases:see_to_alert", args=[case.reference])
    assert url in text(client.get(reverse("cases:detail", args=[case.reference])))
    assert "Choose which alert" in text(client.post(url, {"words": "Rang her"}))
    answers = {"alert": alert.pk, "words": "Her daughter is with her"}
    assert client.post(url, answers).status_code == 302
    alert.refresh_from_db()
    assert alert.ended_by == case.worker
    assert case.events.get(verb="see_to_alert").words == "Her daughter is with her"


def test_see_to_alert__refuses_somebody_elses_and_what_was_seen_to_already():
    case = case_of()
    alert = alert_of(case)
    told = {"at": clock.now(), "words": "Rang"}
    with pytest.raises(RuleBroken):
        see_to_alert(case_of(), by=case.worker, alert=alert, **told)
    see_to_alert(case, by=case.worker, alert=alert, **told)
    with pytest.raises(NotAllowedNow):
        see_to_alert(case, by=case.worker, alert=alert, **told)
