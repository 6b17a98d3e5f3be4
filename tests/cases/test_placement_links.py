"""A provider without an account: from the mail to the report, and whoever should not get in."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.services import stand_in_for
from cases.models import PlacementMessage
from cases.services import placements as services
from core import clock, links
from core.models import Mail, PartnerLink, PartnerLinkUse
from providers.services import record_papers
from residents.models import ConsentKind, RiskKind
from residents.services import state_risk, withdraw_consent
from tests.factories.placements import PlacementFactory, case_of, reach
from tests.factories.programmes import someone
from tests.factories.providers import ServiceFactory
from tests.providers.test_pages import signed_in, text

pytestmark = pytest.mark.django_db
ME = {"your_name": "Ida Onslow"}


def mail_of(placement, template="placement_offered") -> Mail:
    return Mail.objects.filter(template=template, text__contains=placement.reference).last()


def link_in(mail: Mail) -> str:
    """The path of the link in a mail, as its reader would follow it."""
    return re.search(r"http://[^/\s]+(/by-link/\S+)", mail.text).group(1)


@pytest.fixture
def offered():
    return PlacementFactory(case=case_of())


@pytest.fixture
def opened(offered, client):
    """The address of an offer that was opened by its link."""
    url = link_in(mail_of(offered))
    assert client.post(f"{url}open/", ME).status_code == 302
    offered.refresh_from_db()
    return url


def test_the_mail__carries_the_link_and_nothing_of_the_person(offered):
    mail, resident = mail_of(offered), offered.case.resident
    said = mail.subject + mail.text + mail.html
    assert links.url(PartnerLink.objects.get()) in said
    for secret in (resident.given_name, resident.family_name, "dominoes", resident.district):
        assert secret not in said


def test_a_scanner_that_opens_the_link__neither_opens_nor_answers(offered, client):
    url = link_in(mail_of(offered))
    for step in ("", "open/", "accept/", "decline/", "ask/"):
        client.get(url + step)
    offered.refresh_from_db()
    assert offered.status == "offered"
    assert set(PartnerLinkUse.objects.values_list("what", flat=True)) == {"opened"}


def test_before_opening__no_name_and_no_words(offered, client):
    said = text(client.get(link_in(mail_of(offered))))
    resident = offered.case.resident
    assert resident.district in said
    for secret in (resident.called, resident.family_name, resident.phone, "dominoes"):
        assert secret not in said


def test_opened__first_name_needs_and_risks_and_no_way_to_reach_them(offered, client):
    told = {"by": offered.case.worker, "at": clock.now()}
    state_risk(offered.case.resident, **told, kind=RiskKind.ANIMALS, words="A large dog")
    url = link_in(mail_of(offered))
    client.post(f"{url}open/", ME)
    offered.refresh_from_db()
    said = text(client.get(url))
    resident = offered.case.resident
    assert offered.status == "opened"
    for known in (resident.called, "dominoes", "A large dog"):
        assert known in said
    for secret in (resident.family_name, resident.phone, "4 Foundry Walk", "1944"):
        assert secret not in said


def test_the_sender__sees_that_it_was_opened_and_by_whom(offered, opened):
    event = offered.events.get(verb="open_link")
    assert event.who == f"Ida Onslow, {offered.service.provider.organisation.name}, by link"
    page = signed_in(offered.case.worker).get(reverse("cases:placement", args=[offered.reference]))
    assert "Opened" in text(page)


def test_accept__tells_how_to_reach_them_on_a_page_of_its_own(offered, opened, client):
    answer = client.post(f"{opened}accept/", {**ME, "words": "Gladly"}, follow=True)
    offered.refresh_from_db()
    assert offered.status == "accepted"
    assert offered.answered_by == stand_in_for(offered.service.provider.organisation)
    assert answer.redirect_chain[-1][0] == link_in(mail_of(offered, "placement_taken"))
    said = text(answer)
    for known in (offered.case.resident.family_name, offered.case.resident.phone):
        assert known in said
    assert "4 Foundry Walk" not in said


def test_accept__needs_papers_that_hold_as_for_people_who_sign_in(offered, opened, client):
    manager = someone("manager", programme=offered.case.programme)
    yesterday = clock.today() - dt.timedelta(days=1)
    told = {"by": manager, "at": clock.now(), "insurance_expires_on": yesterday}
    record_papers(offered.service.provider, **told)
    said = text(client.post(f"{opened}accept/", ME))
    offered.refresh_from_db()
    assert offered.status == "opened"
    assert "missing or out of date" in said
    assert PartnerLink.objects.get().answered_at is None


def test_decline__asks_why_and_frees_the_place(offered, opened, client):
    assert "Choose why you cannot take them" in text(client.post(f"{opened}decline/", ME))
    assert client.post(f"{opened}decline/", {**ME, "reason": "too_far"}).status_code == 302
    offered.refresh_from_db()
    offered.service.refresh_from_db()
    assert (offered.status, offered.service.taken) == ("declined", 0)


def test_a_replayed_answer__changes_nothing(offered, opened, client):
    client.post(f"{opened}accept/", ME)
    again = client.post(f"{opened}decline/", {**ME, "reason": "full"})
    offered.refresh_from_db()
    assert again.status_code == 409
    assert offered.status == "accepted"
    assert "said yes on" in text(client.get(opened))
    assert offered.case.resident.family_name not in text(client.get(opened))


def test_a_form_sent_twice__is_one_question(opened, client, offered):
    form = {**ME, "words": "Is there a lift?", "_once": "the-same-key"}
    answers = [client.post(f"{opened}ask/", form).status_code for _each in range(2)]
    assert answers == [302, 302]
    assert PlacementMessage.objects.filter(placement=offered).count() == 1


def test_ask__is_read_and_answered_on_the_other_side(offered, opened, client):
    client.post(f"{opened}ask/", {**ME, "words": "Is there a lift?"})
    assert mail_of(offered, "placement_message_back").to == offered.case.worker.email
    worker = signed_in(offered.case.worker)
    page = reverse("cases:placement", args=[offered.reference])
    said = text(worker.get(page))
    assert "Is there a lift?" in said
    assert "Unread message" in said
    assert "Ida Onslow" in said
    assert "Question open" in text(worker.get(page))
    services.send_message(offered, by=offered.case.worker, at=clock.now(), words="No, four steps.")
    assert link_in(mail_of(offered, "placement_message")) == opened
    assert "No, four steps." in text(client.get(opened))
    offered.refresh_from_db()
    assert offered.status == "opened"


def test_under_way__starts_notes_sessions_and_ends_by_link(offered, opened, client):
    client.post(f"{opened}accept/", ME)
    url, today = link_in(mail_of(offered, "placement_taken")), clock.today()
    day = {f"{{}}_{n}": part for n, part in enumerate((today.day, today.month, today.year))}

    def dated(name):
        return {key.format(name): value for key, value in day.items()}

    assert client.post(f"{url}start/", {**ME, **dated("starts_on")}).status_code == 302
    missed = {**ME, **dated("held_on"), "attended": "no"}
    assert "Choose why it did not take place" in text(client.post(f"{url}session/", missed))
    worried = {**missed, "why_not": "unwell", "worried": "on"}
    assert client.post(f"{url}session/", worried).status_code == 302
    assert mail_of(offered, "placement_worry").to == offered.case.worker.email
    came = {**ME, **dated("held_on"), "attended": "yes"}
    assert client.post(f"{url}session/", came).status_code == 302
    assert offered.sessions.get().attended  # the same day again corrects
    report = {**ME, "report": "Two good visits.", "result_1": "partly", "said_1": "Goes alone now"}
    assert client.post(f"{url}end/", report).status_code == 302
    offered.refresh_from_db()
    assert (offered.status, offered.result, offered.sessions_attended) == ("ended", "partly", 1)
    assert offered.events.get(verb="end").data["score"] == 50
    assert "your report has arrived" in text(client.get(url))


def test_end__by_link_needs_a_result_for_each_aim(client):
    goal_less = PlacementFactory(case=case_of(), aims=["Out of the house", "Somebody to ring"])
    reach(goal_less, "under_way", at=clock.now())
    services.send_link(goal_less, by=goal_less.offered_by, at=clock.now())
    url = link_in(mail_of(goal_less, "placement_taken"))
    answer = client.post(f"{url}end/", {**ME, "report": "Fine", "result_1": "achieved"})
    assert "Choose what came of it" in text(answer)
    goal_less.refresh_from_db()
    assert goal_less.status == "under_way"


def test_a_link_to_answer__opens_no_report(offered, opened, client):
    token = opened.split("/")[3]
    client.post(f"{opened}accept/", ME)
    assert client.get(f"/by-link/{services.REPORT}/{token}/").status_code == 404


def test_a_link_of_one_placement__says_nothing_of_another(offered, client):
    other = PlacementFactory(case=case_of())
    url, foreign = link_in(mail_of(offered)), link_in(mail_of(other))
    swapped = f"/by-link/{services.ANSWER}/" + ".".join(
        (url.split("/")[3].split(".")[0], foreign.split("/")[3].split(".")[1])
    )
    assert client.get(f"{swapped}/").status_code == 404


def test_it_runs_out_with_the_offer(offered, client):
    services.expire_due(at=offered.expires_at)
    offered.refresh_from_db()
    assert offered.status == "expired"
    said = text(client.get(link_in(mail_of(offered))))
    assert "The time to answer is over" in said


def test_cancel__kills_the_link_and_tells_them(offered, client):
    url = link_in(mail_of(offered))
    services.cancel(offered, by=offered.offered_by, at=clock.now(), words="Moved away")
    assert mail_of(offered, "placement_cancelled")
    answer = client.get(url)
    assert answer.status_code == 410
    assert client.post(f"{url}accept/", ME).status_code == 410


def test_consent_taken_back__takes_offers_and_links_back(offered, client):
    url, under_way = link_in(mail_of(offered)), PlacementFactory(case=offered.case)
    reach(under_way, "under_way", at=clock.now())
    services.send_link(under_way, by=offered.offered_by, at=clock.now())
    report = link_in(mail_of(under_way, "placement_taken"))
    consent = offered.case.resident.consents.get(kind=ConsentKind.SHARING)
    withdraw_consent(consent, by=offered.case.worker, at=clock.now())
    offered.refresh_from_db()
    under_way.refresh_from_db()
    assert (offered.status, under_way.status) == ("cancelled", "under_way")
    assert client.get(url).status_code == 410
    assert client.get(report).status_code == 410
    assert mail_of(under_way, "placement_sharing_stopped")
    assert under_way.events.filter(verb="stop_sharing").count() == 1


def test_send_link__makes_the_older_one_useless(offered, client):
    older = link_in(mail_of(offered))
    worker = signed_in(offered.case.worker)
    url = reverse("cases:placement_send_link", args=[offered.reference])
    assert worker.post(url).status_code == 302
    newer = link_in(mail_of(offered))
    assert newer != older
    assert client.get(older).status_code == 410
    assert client.get(newer).status_code == 200


def test_send_link__is_not_for_strangers_or_the_provider(offered):
    url = reverse("cases:placement_send_link", args=[offered.reference])
    other = signed_in(someone("link_worker", programme=offered.case.programme))
    provider = someone("provider", organisation=offered.service.provider.organisation)
    assert other.post(url).status_code == 404
    assert signed_in(provider).post(url).status_code == 403


def test_an_answer__needs_the_csrf_token(offered):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{link_in(mail_of(offered))}open/", ME).status_code == 403


def test_reminders__carry_the_same_link_and_come_twice(offered):
    time = offered.expires_at - offered.offered_at
    reminded = [
        services.remind_due(at=offered.offered_at + time * share)
        for share in (0.2, 0.5, 0.6, 0.85, 0.9)
    ]
    assert reminded == [0, 1, 0, 1, 0]
    assert link_in(mail_of(offered, "placement_reminder")) == link_in(mail_of(offered))


def test_reminders__stop_once_it_is_answered(offered):
    reach(offered, "declined", at=clock.now())
    assert services.remind_due(at=offered.expires_at - dt.timedelta(hours=1)) == 0


def test_a_service_without_an_address__is_offered_without_a_link():
    service = ServiceFactory()
    organisation = service.provider.organisation
    organisation.email = ""
    organisation.save()
    placement = PlacementFactory(case=case_of(), service=service)
    assert placement.status == "offered"
    assert not PartnerLink.objects.exists()
