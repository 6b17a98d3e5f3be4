"""The case on one page, Today and the caseload: what they show, to whom, at what cost."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import services
from cases.models import Contact
from core import clock
from core.models import AccessEntry
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import referral

pytestmark = pytest.mark.django_db
TABS = ("plan", "people")


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.fixture
def lead(programme):
    return someone("team_lead", programme=programme)


@pytest.fixture
def worker(programme):
    return someone("link_worker", programme=programme)


def home(programme, lead, worker, *, days=10, **given):
    """A case whose resident came home `days` ago."""
    at = clock.now() - dt.timedelta(days=days + 1)
    asked = referral(programme=programme, at=at - dt.timedelta(days=1), **given)
    case = services.open_case(asked, by=lead, at=at, worker=worker)
    day = clock.today() - dt.timedelta(days=days)
    return services.came_home(case, by=worker, at=clock.start_of(day), home_on=day)


def test_case_page__shows_who_what_matters_and_twelve_weeks(client, programme, lead, worker):
    case = home(programme, lead, worker)
    services.what_matters(case, by=worker, at=clock.now(), words="I want to get to chapel.")
    client.force_login(worker)

    page = client.get(reverse("cases:detail", args=[case.reference])).content.decode()

    assert case.resident.full_name in page
    assert "I want to get to chapel." in page
    assert page.count("app-week__number") >= 12 or "Week 12" in page
    assert case.resident.nhs_number not in page.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize("tab", TABS)
def test_case_page__opens_each_tab(client, programme, lead, worker, tab):
    case = home(programme, lead, worker)
    services.set_goal(
        case, by=worker, at=clock.now(), words="Make my own tea", importance=8, first_step="Rail"
    )
    client.force_login(worker)
    assert client.get(reverse("cases:tab", args=[case.reference, tab])).status_code == 200


def test_case_page__unknown_tab_is_not_found(client, programme, lead, worker):
    case = home(programme, lead, worker)
    client.force_login(worker)
    assert client.get(reverse("cases:tab", args=[case.reference, "secrets"])).status_code == 404


def test_case_page__is_written_to_the_access_log(client, programme, lead, worker):
    case = home(programme, lead, worker)
    client.force_login(worker)
    client.get(reverse("cases:detail", args=[case.reference]))
    assert (
        AccessEntry.objects.filter(by=worker, resident_reference=case.resident.reference).count()
        == 1
    )


def test_case_page__is_not_found_for_a_colleague_without_the_case(client, programme, lead, worker):
    case = home(programme, lead, worker)
    client.force_login(someone("link_worker", programme=programme))
    assert client.get(reverse("cases:detail", args=[case.reference])).status_code == 404


def test_case_page__costs_the_same_for_5_and_50_contacts(
    client, programme, lead, worker, django_assert_max_num_queries
):
    case = home(programme, lead, worker, days=60)
    client.force_login(worker)
    url = reverse("cases:detail", args=[case.reference])
    counts = []
    for number in (5, 50):
        for hour in range(number):
            services.add_contact(
                case,
                by=worker,
                at=clock.now(),
                happened_at=clock.now() - dt.timedelta(hours=hour + number),
                mode="call",
                words="Well",
            )
        client.get(url)
        with django_assert_max_num_queries(12) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_add_contact__two_taps_and_a_sentence(client, programme, lead, worker):
    case = home(programme, lead, worker, days=1)
    client.force_login(worker)
    url = reverse("cases:add_contact", args=[case.reference])
    answers = {
        "mode": "call",
        "outcome": "made",
        "words": "Slept well.",
        "when": "now",
        "giver_kind": "staff",
    }

    assert client.get(url).status_code == 200
    answer = client.post(url, answers)

    assert answer.status_code == 302, answer.content.decode()[:2000]
    contact = Contact.objects.get(case=case)
    assert (contact.mode, contact.words, contact.given_by) == ("call", "Slept well.", worker)
    case.refresh_from_db()
    assert case.first_contact_at == contact.at


def test_add_contact__keeps_what_was_typed_when_something_is_missing(
    client, programme, lead, worker
):
    case = home(programme, lead, worker, days=1)
    client.force_login(worker)
    url = reverse("cases:add_contact", args=[case.reference])

    page = client.post(url, {"words": "She was glad to hear from us."}).content.decode()

    assert "Say how you were in touch" in page
    assert "She was glad to hear from us." in page
    assert not Contact.objects.filter(case=case).exists()


def test_today__shows_what_is_due_and_the_caseload(client, programme, lead, worker):
    for _number in range(3):
        home(programme, lead, worker, days=8)
    client.force_login(worker)

    page = client.get(reverse("cases:today"))

    assert page.status_code == 200
    assert len(page.context["rows"]) == 3
    assert page.context["due"], "planned contacts of the past week are due"


@pytest.mark.parametrize("name", ["today", "caseload"])
def test_lists_of_a_worker__cost_the_same_for_2_and_12_people(
    client, programme, lead, worker, name, django_assert_max_num_queries
):
    client.force_login(worker)
    counts = []
    for number in (2, 10):
        for _each in range(number):
            home(programme, lead, worker, days=8)
        client.get(reverse(f"cases:{name}"))
        with django_assert_max_num_queries(12) as asked:
            assert client.get(reverse(f"cases:{name}")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1], [each["sql"][:120] for each in asked.captured_queries]


VERB_PAGES = (
    *("add_contact", "pause", "record_stay", "close", "what_matters", "set_goal", "add_task"),
    *("record_fall", "raise_safeguarding"),
)


@pytest.mark.parametrize("name", VERB_PAGES)
def test_verb_pages__open_for_the_worker_and_not_for_a_stranger(
    client, programme, lead, worker, name
):
    case = home(programme, lead, worker)
    url = reverse(f"cases:{name}", args=[case.reference])
    client.force_login(worker)
    assert client.get(url).status_code == 200
    client.force_login(someone("link_worker", programme=programme_with_policy()))
    assert client.get(url).status_code == 404


def test_concern__is_read_by_its_author_and_the_lead_only(client, programme, lead, worker):
    case = home(programme, lead, worker)
    concern = services.raise_safeguarding(
        case, by=worker, at=clock.now(), kind="financial", words="Money is missing."
    )
    colleague = someone("link_worker", programme=programme)
    at = clock.today()
    services.cover(case, by=lead, at=clock.now(), worker=colleague, starts_on=at, ends_on=at)
    url = reverse("cases:concern", args=[concern.reference])
    for user, status in ((worker, 200), (lead, 200), (colleague, 404)):
        client.force_login(user)
        assert client.get(url).status_code == status, user
    client.force_login(colleague)
    page = client.get(reverse("cases:detail", args=[case.reference])).content.decode()
    assert "Safeguarding concern open" in page
    assert "Money is missing." not in page


def test_close__asks_for_the_closing_review_or_a_reason(client, programme, lead, worker):
    case = home(programme, lead, worker, days=80)
    client.force_login(worker)
    url = reverse("cases:close", args=[case.reference])
    answers = {"reason": "goals_achieved", "residence": "own_home", "words": "Well again"}

    refused = client.post(url, answers)
    assert "The week 12 review is not written." in refused.content.decode()
    case.refresh_from_db()
    assert case.status == "active"

    done = client.post(url, {**answers, "missing_because": "Moved in with her son."})
    assert done.status_code == 302, done.content.decode()[:1500]
    case.refresh_from_db()
    assert case.status == "closed"
    assert not case.planned.filter(status="planned").exists()
