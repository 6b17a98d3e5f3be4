"""The last place of a service, reached for by several at once over connections of their own."""

import threading

import pytest
from django.db import connection, transaction

from cases.models import Placement
from cases.services import placements as services
from core import clock
from core.errors import RuleBroken
from providers.models import Service
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import ServiceFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 6


def at_once(act, things) -> list:
    """Call `act(thing)` for all of `things` in threads that start together; results or errors."""
    results: list = [None] * len(things)
    gate = threading.Barrier(len(things))

    def run(place, thing):
        try:
            gate.wait(timeout=30)
            results[place] = act(thing)
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(things)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return results


def cases(count):
    """So many cases of one programme."""
    programme = programme_with_policy()
    worker = someone("link_worker", programme=programme)
    return [case_of(programme, worker=worker) for _each in range(count)]


def test_the_last_place_goes_to_exactly_one():
    service = ServiceFactory(places=1)
    at = clock.now()

    def offer(case):
        return services.offer(
            case, by=case.worker, at=at, service=service, what_to_know="Likes dominoes"
        )

    results = at_once(offer, cases(WORKERS))
    won = [each for each in results if isinstance(each, Placement)]
    lost = [each for each in results if isinstance(each, RuleBroken)]
    assert (len(won), len(lost)) == (1, WORKERS - 1), results
    service.refresh_from_db()
    assert service.taken == 1
    assert Placement.objects.filter(service=service).count() == 1


def test_places_and_placements_agree_after_many_reach_for_a_few():
    service = ServiceFactory(places=3)
    at = clock.now()

    def offer_and_decline(case):
        placement = services.offer(
            case, by=case.worker, at=at, service=service, what_to_know="Likes dominoes"
        )
        return services.decline(placement, by=case.worker, at=at, reason="full")

    at_once(offer_and_decline, cases(WORKERS))
    service.refresh_from_db()
    assert service.taken == Placement.objects.holding_a_place().filter(service=service).count() == 0


def test_control__reading_first_and_writing_after_oversells():
    """Were the place taken by looking first, the same race would give one place to several."""
    gate = threading.Barrier(WORKERS)

    def look_then_take(service):
        with transaction.atomic():
            found = Service.objects.get(pk=service.pk)
            free = found.places_left
            gate.wait(timeout=30)
            if not free:
                return False
            Service.objects.filter(pk=service.pk).update(taken=found.taken + 1)
            return True

    service = ServiceFactory(places=1)
    won = [each for each in at_once(look_then_take, [service] * WORKERS) if each is True]
    assert len(won) > 1


def test_a_double_click_on_accept_is_accepted_once():
    service = ServiceFactory(places=1)
    case = cases(1)[0]
    at = clock.now()
    placement = services.offer(
        case, by=case.worker, at=at, service=service, what_to_know="Likes dominoes"
    )
    by = someone("provider", organisation=service.provider.organisation)
    results = at_once(lambda each: services.accept(each, by=by, at=at), [placement, placement])
    assert sum(isinstance(each, Placement) for each in results) == 1, results
    assert placement.events.filter(verb="accept").count() == 1
