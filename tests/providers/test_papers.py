"""Papers as documents, reminders, bank details, and places that are full."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import AccessEntry, Mail
from providers import services
from providers.models import PaperReminder, Service
from providers.services import papers as paper_services
from tests.factories.programmes import someone
from tests.factories.providers import (
    BankDetailsFactory,
    PaperFactory,
    ProviderFactory,
    ServiceFactory,
    papers,
)
from tests.providers.test_pages import signed_in, text, worker

pytestmark = pytest.mark.django_db


def told():
    """By whom and when."""
    return {"by": someone("administrator"), "at": clock.now()}


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def test_submit__refuses_what_is_no_paper():
    provider = ProviderFactory()
    wrong = SimpleUploadedFile("paper.pdf", b"MZ\x90 not a paper", "application/pdf")
    with pytest.raises(RuleBroken, match="PDF or a photograph"):
        paper_services.submit(
            provider, **told(), kind="insurance", file=wrong, expires_on=in_days(90)
        )


def test_submit__refuses_a_paper_that_has_run_out():
    with pytest.raises(RuleBroken, match="run out"):
        PaperFactory(expires_on=clock.today())


def test_submit__a_newer_one_takes_the_place_of_one_that_waits():
    first = PaperFactory()
    second = PaperFactory(provider=first.provider)
    first.refresh_from_db()
    assert (first.status, second.status) == ("replaced", "sent")


def test_accept__its_date_counts_only_from_then():
    provider = ProviderFactory(approved=False)
    paper = PaperFactory(provider=provider, kind="insurance", expires_on=in_days(200))
    provider.refresh_from_db()
    assert provider.insurance_expires_on is None
    paper_services.accept(paper, by=worker("manager"), at=clock.now())
    provider.refresh_from_db()
    assert provider.insurance_expires_on == in_days(200)
    with pytest.raises(NotAllowedNow):
        paper_services.accept(paper, **told())


def test_accept__not_by_the_organisation_itself():
    paper = PaperFactory()
    own = someone("provider", organisation=paper.provider.organisation)
    with pytest.raises(RuleBroken, match="outside the organisation"):
        paper_services.accept(paper, by=own, at=clock.now())


def test_send_back__tells_the_provider_why():
    paper = paper_services.send_back(PaperFactory(), **told(), reason="The stamp is missing")
    assert paper.words == "The stamp is missing"
    assert Mail.objects.filter(template="paper_sent_back", text__contains="stamp").exists()


def test_paper_pages__belong_to_the_provider_and_the_manager():
    paper = PaperFactory()
    own = someone("provider", organisation=paper.provider.organisation)
    other = someone("provider", organisation=ProviderFactory().organisation)
    for name, at in (("paper", paper), ("paper_file", paper), ("onboarding", paper.provider)):
        url = reverse(f"providers:{name}", args=[at.reference])
        assert signed_in(own).get(url).status_code == 200, name
        assert signed_in(worker("manager")).get(url).status_code == 200, name
        assert signed_in(other).get(url).status_code == 404, name
        assert signed_in(worker()).get(url).status_code in (403, 404), name


def test_paper_file__is_a_download_only():
    paper = PaperFactory()
    url = reverse("providers:paper_file", args=[paper.reference])
    response = signed_in(worker("manager")).get(url)
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("left", "due"), [(61, None), (60, 60), (45, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0)]
)
def test_reminders__the_nearest_one_that_has_come(left, due):
    assert paper_services.days_to_remind(in_days(left), clock.today()) == due


def test_reminders__once_each_to_the_provider_and_the_manager():
    provider = ProviderFactory()
    manager = worker("manager")
    services.record_papers(provider, **told(), insurance_expires_on=in_days(30))
    assert paper_services.remind_expiring(at=clock.now()) == 1
    assert paper_services.remind_expiring(at=clock.now()) == 0
    to = set(Mail.objects.filter(template="paper_runs_out").values_list("to", flat=True))
    assert {provider.organisation.email, manager.email} <= to
    later = clock.now() + dt.timedelta(days=23)
    assert paper_services.remind_expiring(at=later) == 1
    assert set(PaperReminder.objects.values_list("days_before", flat=True)) == {30, 7}


def test_reminders__begin_anew_with_a_new_paper_and_stop_once_it_has_run_out():
    provider = ProviderFactory()
    services.record_papers(provider, **told(), insurance_expires_on=in_days(7))
    assert paper_services.remind_expiring(at=clock.now()) == 1
    services.record_papers(provider, **told(), insurance_expires_on=in_days(20))
    assert paper_services.remind_expiring(at=clock.now()) == 1
    services.record_papers(provider, **told(), insurance_expires_on=in_days(-1))
    assert paper_services.remind_expiring(at=clock.now()) == 0


def test_expired__means_no_place_even_past_the_check():
    """The statement that takes the place asks for the papers itself."""
    service = ServiceFactory(places=3)
    services.record_papers(service.provider, **told(), **papers(in_days(-1)))
    with pytest.raises(RuleBroken, match="missing or out of date"):
        services.take_place(service, on=clock.today())
    service.refresh_from_db()
    assert service.taken == 0


def test_full__closes_by_itself_with_the_last_place_and_opens_with_the_first_free_one():
    service = ServiceFactory(places=1)
    services.take_place(service, on=clock.today())
    service.refresh_from_db()
    assert service.full_since is not None
    assert service not in Service.objects.open_to_offers(clock.today())
    services.free_place(service)
    service.refresh_from_db()
    assert service.full_since is None
    assert service in Service.objects.open_to_offers(clock.today())


def test_full__follows_the_number_of_places_too():
    service = ServiceFactory(places=1)
    services.take_place(service, on=clock.today())
    services.set_capacity(service, **told(), places=2)
    service.refresh_from_db()
    assert service.full_since is None


def test_bank_details__in_full_for_finance_only_and_each_look_is_written_down():
    details = BankDetailsFactory(account_number="12345678")
    url = reverse("providers:bank_details_in_full", args=[details.provider.reference])
    own = someone("provider", organisation=details.provider.organisation)
    for user in (own, worker("manager"), worker()):
        assert signed_in(user).get(url).status_code == 403
    assert not AccessEntry.objects.filter(reason__contains="bank details").exists()
    assert "12345678" in text(signed_in(worker("finance")).get(url))
    looked = AccessEntry.objects.get(reason__contains="bank details")
    assert details.provider.reference in looked.reason


def test_listing__not_looked_at_for_half_a_year_is_marked_and_confirmed_again():
    service = ServiceFactory()
    Service.objects.filter(pk=service.pk).update(last_checked_on=in_days(-183))
    assert services.mark_unchecked(at=clock.now()) == 1
    assert services.mark_unchecked(at=clock.now()) == 0
    service = services.confirm_listing(service, **told())
    assert (service.stale_since, service.last_checked_on) == (None, clock.today())
