"""Two at once: two leads decide one referral, two wards refer one person."""

import threading

import pytest
from django.db import connections

from core import clock
from core.errors import DomainError
from referrals import services
from referrals.models import Referral
from residents.models import Resident
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.factories.residents import nhs_number

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def together(*acts):
    """Do all acts at the same moment, each on a connection of its own; what each gave."""
    gate = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(timeout=20)
            results[number] = act()
        except DomainError as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return results


def test_two_leads_decide_at_once__one_is_done_and_the_others_are_told():
    referral = ReferralFactory()
    leads = [someone("team_lead", programme=referral.programme) for _n in range(AT_ONCE)]

    def accept(lead):
        return lambda: services.accept(referral, by=lead, at=clock.now())

    results = together(*(accept(lead) for lead in leads))
    done = [each for each in results if isinstance(each, Referral)]
    assert len(done) == 1
    assert sum(isinstance(each, DomainError) for each in results) == AT_ONCE - 1
    referral.refresh_from_db()
    assert referral.decided_by == done[0].decided_by
    assert referral.events.filter(verb="accept").count() == 1


def test_two_wards_refer_one_number_at_once__one_person_and_one_referral():
    wards = [PlaceFactory() for _n in range(AT_ONCE)]
    programme = programme_with_policy(sites=[each.site for each in wards])
    nurses = [someone("ward_referrer", ward=each) for each in wards]
    person = {"nhs_number": nhs_number(), "given_name": "Horace", "family_name": "Tranter"}

    def refer(ward, nurse):
        return lambda: services.refer(
            by=nurse,
            at=clock.now(),
            programme=programme,
            source="ward",
            organisation=ward.site.organisation,
            site=ward.site,
            ward=ward,
            person=person,
            barriers=["keys"],
        )

    results = together(*(refer(*pair) for pair in zip(wards, nurses, strict=True)))
    assert Resident.objects.filter(nhs_number=person["nhs_number"]).count() == 1
    assert Referral.objects.count() == 1
    refused = [each for each in results if isinstance(each, DomainError)]
    assert len(refused) == AT_ONCE - 1
    reference = Referral.objects.get().reference
    assert all(reference in each.message for each in refused)


def test_two_answers_at_once__one_is_kept():
    referral = ReferralFactory(status="information_needed")

    def answer(words):
        return lambda: services.answer(referral, by=referral.made_by, at=clock.now(), words=words)

    results = together(answer("first"), answer("second"))
    assert sum(isinstance(each, DomainError) for each in results) == 1
    assert referral.messages.filter(from_team=False).count() == 1
