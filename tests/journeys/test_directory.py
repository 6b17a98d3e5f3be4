"""The directory in a real browser: a provider's own listing, a call for offers, a search."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from providers.models import CallOffer, Service
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import CallFactory, GapFactory, ProviderFactory, ServiceFactory
from tests.journeys.test_main_job import day, fill, send

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_provider__changes_listing_and_capacity_and_answers_a_call(at_each_size):
    provider = ProviderFactory()
    service = ServiceFactory(provider=provider, name="Tea and talk", places=3)
    call = CallFactory(area="Gornal Wood")
    visitor = at_each_size.sign_in(someone("provider", organisation=provider.organisation))
    page = visitor.open("/")
    assert "Gornal Wood" in page.content()

    visitor.open(reverse("providers:edit_listing", args=[service.reference]))
    fill(visitor.page, name="Tea and cake", access="hearing_loop", languages="Punjabi")
    send(visitor)
    visitor.open(reverse("providers:add_time", args=[service.reference]))
    fill(visitor.page, weekdays="TU", opens_at="10", closes_at="2.30pm", frequency="weekly")
    page = send(visitor)
    assert "Tuesday" in page.content()
    visitor.open(reverse("providers:set_capacity", args=[service.reference]))
    fill(visitor.page, counted="yes", places="9")
    send(visitor)
    service = Service.objects.get(pk=service.pk)
    assert (service.name, service.places, service.access) == ("Tea and cake", 9, ["hearing_loop"])
    assert service.slots == ["TU-am", "TU-pm"]

    visitor.open(reverse("providers:make_offer", args=[call.reference]))
    fill(visitor.page, provider=provider.pk, words="A visit each week", places="6", price="300")
    page = send(visitor)
    assert "A visit each week" in page.content()
    assert CallOffer.objects.get(call=call).provider == provider
    visitor.open(reverse("providers:onboarding", args=[provider.reference]))


def test_a_manager__turns_missing_help_into_a_call_for_offers(at_each_size):
    programme = programme_with_policy()
    GapFactory(programme=programme, area="Coseley")
    visitor = at_each_size.sign_in(someone("manager", programme=programme))
    visitor.open(reverse("providers:clusters"))
    visitor.press("Ask for offers")
    closes = clock.today() + dt.timedelta(days=21)
    fill(visitor.page, wanted="Someone to talk to at weekends", **day("closes_on", closes))
    page = send(visitor)
    assert "Someone to talk to at weekends" in page.content()
    visitor.open(reverse("providers:coverage"))
    visitor.open(reverse("providers:catalogue"))


def test_a_link_worker__finds_a_service_in_spite_of_a_slip(at_each_size):
    ServiceFactory(name="Befriending at home")
    programme = programme_with_policy()
    visitor = at_each_size.sign_in(someone("link_worker", programme=programme))
    page = visitor.open(reverse("providers:list") + "?words=befreinding&near=DY1")
    assert "Befriending at home" in page.content()
    visitor.open(reverse("providers:list") + "?words=zeppelin")
