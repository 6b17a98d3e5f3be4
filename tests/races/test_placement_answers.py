"""Answers at the same moment: two by link, by link and signed in, together, the last place."""

import re

import pytest
from django.test import Client

from cases.models import Placement
from cases.services import placements as services
from core import clock
from core.models import Mail, PartnerLink
from tests.factories.placements import PlacementFactory, case_of
from tests.factories.programmes import someone
from tests.factories.providers import ServiceFactory
from tests.races.test_last_place import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ME = {"your_name": "Ida Onslow"}


def link_to(placement) -> str:
    mail = Mail.objects.filter(text__contains=placement.reference).last()
    return re.search(r"http://[^/\s]+(/by-link/\S+)", mail.text).group(1)


def opened(service=None):
    placement = PlacementFactory(case=case_of(), service=service or ServiceFactory(places=1))
    url = link_to(placement)
    Client().post(f"{url}open/", ME)
    return placement, url


def test_two_answers_by_link__one_wins_and_the_other_reads_kind_words():
    placement, url = opened()
    steps = [("accept/", ME), ("decline/", {**ME, "reason": "full"})] * 3
    answers = at_once(lambda each: Client().post(url + each[0], each[1]), steps)
    codes = sorted(each.status_code for each in answers)
    assert codes == [302, 409, 409, 409, 409, 409], answers
    assert placement.events.filter(verb__in=("accept", "decline")).count() == 1
    placement.refresh_from_db()
    placement.service.refresh_from_db()
    assert placement.service.taken == (1 if placement.status == "accepted" else 0)
    assert PartnerLink.objects.filter(answered_at__isnull=False).count() == 1


def test_one_by_link_and_one_signed_in__one_wins():
    placement, url = opened()
    by = someone("provider", organisation=placement.service.provider.organisation)

    def answer(how):
        if how == "link":
            return Client().post(f"{url}accept/", ME).status_code
        services.decline(placement, by=by, at=clock.now(), reason="full")
        return 302

    results = at_once(answer, ["link", "signed in"])
    assert sum(each == 302 for each in results) == 1, results
    assert placement.events.filter(verb__in=("accept", "decline")).count() == 1


def test_services_asked_together__say_yes_at_once_and_one_takes_it():
    case = case_of()
    asked = services.offer_to_several(
        case,
        by=case.worker,
        at=clock.now(),
        services=[ServiceFactory(places=1) for _each in range(3)],
        what_to_know="Tea",
        several_because="Tomorrow",
    )
    urls = [link_to(each) for each in asked]
    answers = at_once(lambda url: Client().post(f"{url}accept/", ME), urls)
    codes = sorted(each.status_code for each in answers)
    # Whoever came a moment later finds the link taken back, or the offer over.
    assert codes[0] == 302 and set(codes[1:]) <= {409, 410}, answers
    statuses = list(Placement.objects.order_by("status").values_list("status", flat=True))
    assert statuses == ["accepted", "cancelled", "cancelled"]


def test_taken_back_and_accepted_at_once__one_wins():
    placement, url = opened()

    def act(how):
        if how == "link":
            return Client().post(f"{url}accept/", ME).status_code
        services.cancel(placement, by=placement.offered_by, at=clock.now(), words="Moved")
        return 302

    at_once(act, ["link", "team"])
    placement.refresh_from_db()
    placement.service.refresh_from_db()
    # Taking back is open after a yes too; never may a yes stand after it was taken back.
    verbs = list(placement.events.order_by("pk").values_list("verb", flat=True))
    assert verbs[-1] == "cancel" and placement.status == "cancelled", verbs
    assert placement.service.taken == 0


def test_the_last_place__freed_by_link_is_taken_once():
    service = ServiceFactory(places=1)
    _placement, url = opened(service)
    cases = [case_of() for _each in range(3)]

    def act(case):
        if case is None:
            return Client().post(f"{url}decline/", {**ME, "reason": "full"})
        return services.offer(
            case, by=case.worker, at=clock.now(), service=service, what_to_know="Tea"
        )

    at_once(act, [None, *cases])
    service.refresh_from_db()
    held = Placement.objects.filter(service=service).holding_a_place().count()
    assert service.taken == held <= 1
