"""The demo tells its stories through the services, and everyone finds something to do."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client, override_settings
from psycopg.errors import DeadlockDetected

from accounts.models import User
from cases.models import Case
from config.run.welcome import PEOPLE
from core import clock, nhs
from core.models import Mail
from demo.seed import people, tell
from demo.seed.lists import PROVIDERS
from demo.seed.stories.cast import FATES, actors
from programmes.models import Programme
from referrals.models import Referral
from residents.models import Resident


@pytest.fixture
def demo(db, settings, monkeypatch):
    """A small demo, told in this transaction and without evaluations and their reports."""
    settings.DEMO_PASSWORD = "bridge-demo-only"
    monkeypatch.setattr(tell.evaluating, "build", lambda *args, **kwargs: None)
    monkeypatch.setattr(tell.evaluating, "ask", lambda *args, **kwargs: None)
    monkeypatch.setattr(tell.reporting, "build", lambda *args, **kwargs: None)
    story = tell.Story(today=clock.today(), residents=24, jobs=1)
    return story.tell()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_demo__makes_sign_ins_residents_and_homes_with_something_to_do(demo):
    assert "24 residents" in demo
    assert Programme.objects.count() == 5
    assert Case.objects.exists()
    numbers = Resident.objects.exclude(nhs_number=None).values_list("nhs_number", flat=True)
    assert all(each.startswith("999") for each in numbers)
    for key in PEOPLE:
        user = User.objects.get(email=f"{key}@demo.communitybridge.example")
        assert user.is_demo
        assert user.check_password("bridge-demo-only")
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        response = client.get("/")
        assert response.status_code == 200, key
        assert "You have no role yet" not in response.content.decode(), key
    with pytest.raises(CommandError, match="There is data here already"):
        call_command("seed_demo")
    assert Referral.objects.filter(status="submitted").exists()
    assert not Mail.objects.filter(created_at__lt=clock.now() - dt.timedelta(days=1)).exists()


@override_settings(DEMO=False)
def test_seed_demo__refuses_outside_of_a_demo():
    with pytest.raises(CommandError, match="not a demo"):
        call_command("seed_demo")


def test_cast__is_the_same_for_the_same_dice_and_holds_every_fate():
    class World:
        today = clock.today()

    now = clock.now()
    first = actors(World, count=400, seed=1, now=now)
    again = actors(World, count=400, seed=1, now=now)
    assert [(a.programme, a.fate) for a in first] == [(a.programme, a.fate) for a in again]
    assert {a.fate for a in first} == {name for name, _share in FATES} | {"closed"}
    assert len(first) == 400


def test_people__carry_numbers_that_are_valid_and_belong_to_nobody():
    numbers = [people.nhs_number(n) for n in range(1, 3000)]
    assert len(set(numbers)) == len(numbers)
    for each in numbers:
        assert nhs.parse(each) == each
        assert each.startswith("999")


def test_people__a_million_and_more_have_a_number_each():
    ends = (0, 99_999, 100_000, 899_999, 900_000, 1_799_999, 1_800_000)
    numbers = [people.nhs_number(n) for end in ends for n in range(end, end + 50)]
    assert [nhs.parse(each) for each in numbers] == numbers
    places = {n for end in ends for n in range(end, end + 50)}
    assert len(set(numbers)) == len(places)
    assert {people.nhs_number(n)[:3] for n in (0, 899_999, 900_000)} == {"999", "998"}


def test_directory__has_twenty_providers_or_more():
    assert len({each[0] for each in PROVIDERS}) >= 20


def test_story__that_met_another_one_is_told_again_with_the_same_dice(db, monkeypatch):
    thrown = []

    def meet_once(actor):
        thrown.append(actor.rng.random())
        if len(thrown) == 1:
            raise OperationalError("deadlock detected") from DeadlockDetected()

    class World:
        today = clock.today()

    monkeypatch.setattr(tell.lives, "tell", meet_once)
    cast = actors(World, count=40, seed=1, now=clock.now())
    tell._tell(cast[:1])
    assert len(thrown) == 2
    assert thrown[0] == thrown[1]


def test_story__that_cannot_be_told_for_another_reason_ends_the_demo(db, monkeypatch):
    def lose_the_server(actor):
        raise OperationalError("server closed the connection")

    class World:
        today = clock.today()

    monkeypatch.setattr(tell.lives, "tell", lose_the_server)
    with pytest.raises(OperationalError, match="closed the connection"):
        tell._tell(actors(World, count=40, seed=1, now=clock.now())[:1])
