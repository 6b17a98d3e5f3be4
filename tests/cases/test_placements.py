"""Placements: the life, places that cannot be oversold, papers, consent, and who sees what."""

import datetime as dt

import pytest

from cases.lifecycle import HOLDS_A_PLACE, PLACEMENT_LIFE, PlacementStatus
from cases.models import Placement
from cases.services import came_home
from cases.services import placements as services
from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import Mail
from providers.services import pause, pause_service, record_papers, set_capacity
from residents.models import ConsentKind
from residents.services import record_consent, withdraw_consent
from tests.factories.placements import PlacementFactory, case_of, reach
from tests.factories.programmes import someone
from tests.factories.providers import ProviderFactory, ServiceFactory, papers

pytestmark = pytest.mark.django_db


def act(verb, placement, at):
    """Do `verb` with answers that are right."""
    by = someone("provider", organisation=placement.service.provider.organisation)
    answers = {
        "decline": {"reason": "full"},
        "record_session": {"held_on": clock.day_of(at), "attended": True},
        "end": {"result": "partly", "report": "Came twice."},
        "give_feedback": {"feedback": 4},
        "cancel": {"words": "Moved away"},
    }
    moment = max(at, placement.expires_at) if verb == "expire" else at
    return getattr(services, verb)(placement, by=by, at=moment, **answers.get(verb, {}))


@pytest.mark.parametrize("verb", PLACEMENT_LIFE.moves)
@pytest.mark.parametrize("status", PlacementStatus.values)
def test_each_verb_is_open_in_exactly_the_statuses_of_the_table(status, verb):
    at = clock.now()
    placement = PlacementFactory(status=status, at=at)
    events = placement.events.count()
    if PLACEMENT_LIFE.allows(status, verb):
        act(verb, placement, at)
        placement.refresh_from_db()
        assert placement.status == PLACEMENT_LIFE.target(status, verb)
        assert placement.events.count() == events + 1
    else:
        with pytest.raises(NotAllowedNow):
            act(verb, placement, at)
        assert placement.events.count() == events


@pytest.mark.parametrize("status", PlacementStatus.values)
def test_a_place_is_held_until_it_is_declined_run_out_ended_or_cancelled(status):
    service = ServiceFactory(places=1)
    PlacementFactory(service=service, status=status)
    service.refresh_from_db()
    assert service.taken == (1 if status in HOLDS_A_PLACE else 0)


def test_offer__tells_the_provider_by_reference_and_nothing_else():
    case = case_of()
    placement = PlacementFactory(case=case, what_to_know="Very hard of hearing")
    mail = Mail.objects.get(to=placement.service.provider.organisation.email)
    said = mail.subject + mail.text + mail.html
    assert placement.reference in said
    for secret in (case.resident.family_name, case.resident.given_name, "hearing", "DY1"):
        assert secret not in said


def test_offer__runs_out_after_hours_while_they_are_in_hospital_and_days_once_home():
    case, at = case_of(), clock.now()
    waiting = PlacementFactory(case=case, at=at)
    assert waiting.expires_at - at == dt.timedelta(hours=case.policy.placement_answer_hours)
    home = came_home(case, by=case.worker, at=at, home_on=clock.day_of(at))
    later = PlacementFactory(case=home, at=at)
    assert later.expires_at - at == dt.timedelta(days=case.policy.placement_expiry_days)


def test_offer__refuses_a_full_service_and_says_until_when():
    service = ServiceFactory(places=1, waiting_days=14)
    PlacementFactory(service=service)
    with pytest.raises(RuleBroken, match="no place free until about"):
        PlacementFactory(service=service)
    assert Placement.objects.filter(service=service).count() == 1


def test_offer__never_refuses_for_places_that_are_not_counted():
    service = ServiceFactory(places=None)
    for _each in range(4):
        PlacementFactory(service=service)
    service.refresh_from_db()
    assert service.taken == 4


@pytest.mark.parametrize("paper", list(papers()))
def test_offer__refuses_a_provider_whose_paper_ran_out_yesterday_and_takes_one_until_today(paper):
    service = ServiceFactory()
    told = {"by": someone("manager", programme=case_of().programme), "at": clock.now()}
    yesterday = clock.today() - dt.timedelta(days=1)
    record_papers(service.provider, **told, **{paper: yesterday})
    service.refresh_from_db()
    with pytest.raises(RuleBroken, match="missing or out of date"):
        PlacementFactory(service=service)
    record_papers(service.provider, **told, **{paper: clock.today()})
    service.refresh_from_db()
    assert PlacementFactory(service=service).status == "offered"


def test_offer__refuses_a_provider_that_nobody_has_approved():
    service = ServiceFactory(provider=ProviderFactory(approved=False))
    with pytest.raises(RuleBroken, match="has not been approved"):
        PlacementFactory(service=service)


def test_offer__refuses_a_paused_provider_and_a_paused_service():
    told = {"by": someone("administrator"), "at": clock.now()}
    service = ServiceFactory()
    pause_service(service, **told)
    service.refresh_from_db()
    with pytest.raises(RuleBroken, match="takes nobody new"):
        PlacementFactory(service=service)
    other = ServiceFactory()
    pause(other.provider, **told)
    other.refresh_from_db()
    with pytest.raises(RuleBroken, match="takes no new work"):
        PlacementFactory(service=other)


def test_offer__refuses_to_share_with_someone_they_did_not_agree_to():
    case = case_of(shares=False)
    with pytest.raises(RuleBroken, match="has not agreed") as refusal:
        PlacementFactory(case=case)
    assert refusal.value.field == "agreed_to_share"
    placement = PlacementFactory(case=case, agreed_to_share=True)
    consent = case.resident.consents.get(kind=ConsentKind.SHARING)
    assert consent.organisation == placement.service.provider.organisation


def test_offer__heeds_a_no_to_this_provider_after_a_yes_to_everyone():
    case, service = case_of(), ServiceFactory()
    record_consent(
        case.resident,
        by=case.worker,
        at=clock.now(),
        kind=ConsentKind.SHARING,
        decision="refused",
        organisation=service.provider.organisation,
    )
    with pytest.raises(RuleBroken, match="has not agreed"):
        PlacementFactory(case=case, service=service)
    assert PlacementFactory(case=case).status == "offered"


def test_offer__warns_at_the_third_open_offer_and_takes_it_on_purpose():
    case = case_of()
    PlacementFactory(case=case)
    PlacementFactory(case=case)
    with pytest.raises(RuleBroken, match="3 offers would wait") as refusal:
        PlacementFactory(case=case)
    assert refusal.value.field == "several_because"
    assert PlacementFactory(case=case, several_because="Each covers one day").status == "offered"


def test_offer__puts_nobody_forward_twice_to_one_service():
    case, service = case_of(), ServiceFactory()
    first = PlacementFactory(case=case, service=service)
    with pytest.raises(RuleBroken, match=first.reference):
        PlacementFactory(case=case, service=service)
    services.decline(first, by=case.worker, at=clock.now(), reason="full")
    assert PlacementFactory(case=case, service=service).status == "offered"


def test_accept__is_refused_once_the_insurance_has_run_out():
    placement = PlacementFactory(status="opened")
    told = {"by": someone("administrator"), "at": clock.now()}
    yesterday = clock.today() - dt.timedelta(days=1)
    record_papers(placement.service.provider, **told, insurance_expires_on=yesterday)
    with pytest.raises(RuleBroken, match="insurance"):
        services.accept(placement, **told)


@pytest.mark.parametrize("verb", ["open_link", "accept"])
def test_nothing_more_is_shared_once_consent_is_withdrawn(verb):
    """What waits for an answer is cancelled in the same breath."""
    placement = PlacementFactory()
    consent = placement.case.resident.consents.get(kind=ConsentKind.SHARING)
    withdraw_consent(consent, by=placement.case.worker, at=clock.now())
    with pytest.raises(NotAllowedNow, match="Cancelled"):
        act(verb, placement, clock.now())


def test_expire_due__lets_run_out_what_nobody_answered_and_nothing_else():
    at = clock.now()
    late = PlacementFactory(at=at - dt.timedelta(days=30))
    fresh = PlacementFactory(at=at)
    taken = PlacementFactory(at=at - dt.timedelta(days=30), status="accepted")
    assert services.expire_due(at=at) == 1
    assert services.expire_due(at=at) == 0
    for placement, status in ((late, "expired"), (fresh, "offered"), (taken, "accepted")):
        placement.refresh_from_db()
        assert placement.status == status


def test_expire__waits_until_the_time_is_over():
    placement = PlacementFactory()
    with pytest.raises(NotAllowedNow, match="still time"):
        services.expire(placement, at=placement.expires_at - dt.timedelta(seconds=1))


def test_set_capacity__never_below_what_is_taken():
    service = ServiceFactory(places=3)
    PlacementFactory(service=service)
    PlacementFactory(service=service)
    told = {"by": someone("administrator"), "at": clock.now()}
    with pytest.raises(RuleBroken, match="2 people hold a place"):
        set_capacity(service, **told, places=1)
    assert set_capacity(service, **told, places=2).places_left == 0


def test_messages__say_which_side_wrote():
    placement = PlacementFactory(status="opened")
    worker = placement.case.worker
    provider = someone("provider", organisation=placement.service.provider.organisation)
    first = services.send_message(placement, by=worker, at=clock.now(), words="Ring twice")
    second = services.send_message(placement, by=provider, at=clock.now(), words="We will")
    assert (first.from_provider, second.from_provider) == (False, True)
    assert Mail.objects.filter(to=worker.email).exists()


def test_reach__is_what_the_life_allows():
    placement = PlacementFactory()
    assert reach(placement, "ended", at=clock.now()).result == "achieved"
