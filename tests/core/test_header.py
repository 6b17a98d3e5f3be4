"""The header: its figures are asked seldom, yet never hide what the person just did."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core import navigation
from core.navigation import Place
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch, settings):
    """A role with one place whose count is noted each time it is asked."""
    settings.HEADER_COUNTS_SECONDS = 30
    times = []

    def count(user):
        times.append(user.pk)
        return len(times)

    places = [Place("Waiting", "core:home", count=count)]
    monkeypatch.setattr(navigation, "_places", {"somebody": places, "other": places})
    monkeypatch.setattr(navigation, "_late", {})
    yield times
    cache.clear()


def pill(user, role="somebody"):
    return navigation.items_for(user, role, path="/")[0].count


def test_counts__are_kept_between_pages(asked):
    user = UserFactory()
    assert [pill(user), pill(user)] == [1, 1]
    assert asked == [user.pk]


def test_counts__belong_to_one_person_in_one_role(asked):
    user, other = UserFactory(), UserFactory()
    assert [pill(user), pill(other), pill(user, "other")] == [1, 2, 3]
    assert [pill(user), pill(other), pill(user, "other")] == [1, 2, 3]


def test_counts__are_asked_anew_after_an_act(asked, client):
    user = UserFactory()
    client.force_login(user)
    pill(user)
    client.post(reverse("core:stay"))
    assert pill(user) == 2


def test_counts__without_a_cache__are_asked_each_time(asked, settings, monkeypatch):
    monkeypatch.setattr(navigation.cache, "get", lambda key: None)
    monkeypatch.setattr(navigation.cache, "set", lambda *args: None)
    user = UserFactory()
    assert [pill(user), pill(user)] == [1, 2]


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/", "Today"), ("/cases/today/", "Today"), ("/cases/", "Caseload"), ("/help/", None)],
)
def test_place__is_marked_under_each_address_that_shows_it(monkeypatch, path, marked):
    places = [
        Place("Today", "core:home", also=("cases:today",)),
        Place("Caseload", "cases:caseload"),
    ]
    monkeypatch.setattr(navigation, "_places", {"somebody": places})
    monkeypatch.setattr(navigation, "_late", {})
    items = navigation.items_for(UserFactory(), "somebody", path=path)
    assert [each.text for each in items if each.current] == ([marked] if marked else [])
