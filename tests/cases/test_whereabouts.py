"""The map of help by programme: where its residents live, for those who see their cases."""

import pytest
from django.urls import reverse

from providers.models import PostcodeDistrict
from tests.factories.funding import Money, case

pytestmark = pytest.mark.django_db


def lives(made, postcode):
    made.resident.postcode = postcode
    made.resident.save()


@pytest.fixture
def money():
    world = Money()
    lives(world.case, "DY1 2HQ")
    lives(case(world.programme, worker=world.link_worker, name="Ada Price"), "DY1 4AA")
    lives(case(world.programme, worker=world.link_worker, name="Joe Price"), "DY9 7AB")
    for district in ("DY1", "DY9"):
        middle = {"latitude": 52.5, "longitude": -2.1, "town": "Dudley"}
        PostcodeDistrict.objects.get_or_create(district=district, defaults=middle)
    return world


def look(client, user, **asked):
    client.force_login(user)
    response = client.get(reverse("providers:coverage"), asked)
    assert response.status_code == 200
    return response


def test_by_programme__the_districts_with_most_people_come_first(client, money):
    shown = look(client, money.manager, programme=money.programme.slug)
    assert shown.context["heads"] == [("DY1", "2 residents"), ("DY9", "1 resident")]
    assert "Price" not in shown.content.decode()


def test_a_closed_case__is_not_counted(client, money):
    type(money.case).objects.filter(pk=money.case.pk).update(
        status="closed",
        closed_at=money.case.opened_at,
        closed_by=money.link_worker,
        close_reason="died",
    )
    shown = look(client, money.manager, programme=money.programme.slug)
    assert dict(shown.context["heads"])["DY1"] == "1 resident"


def test_strangers_and_providers__count_nobody(client, money):
    other = Money()
    for user in (other.manager, money.provider_worker):
        shown = look(client, user, programme=money.programme.slug)
        assert not shown.context["by_programme"]
        assert all(not lives for _district, lives in shown.context["heads"])
        assert money.programme.slug not in shown.content.decode()


def test_nobody_yet__says_so(client, money):
    empty = Money()
    shown = look(client, empty.manager, programme=empty.programme.slug)
    assert "Nobody with an open case" in shown.content.decode()


def test_without_a_programme__it_is_the_map_of_an_area(client, money):
    shown = look(client, money.manager, area="DY", programme="nonsense")
    assert not shown.context["by_programme"]
    assert ("DY1", "") in shown.context["heads"]
