"""The first steps of a live service."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, User
from programmes.models import Programme

pytestmark = pytest.mark.django_db

GIVEN = {"email": "Ada@Council.example", "name": "Ada Lowe", "organisation": "Dudley Council"}


@pytest.fixture
def typed(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long pass phrase here\n"))


def test_the_first_administrator_can_sign_in_and_programmes_are_there(typed, client):
    call_command("set_up", **GIVEN)
    user = User.objects.get(email="ada@council.example")
    assert user.check_password("a long pass phrase here")
    assert Membership.objects.get(user=user).role == "administrator"
    assert Programme.objects.count() == 5


def test_a_second_one_is_invited_instead(typed):
    call_command("set_up", **GIVEN)
    with pytest.raises(CommandError, match="invited on screen"):
        call_command("set_up", **{**GIVEN, "email": "eve@council.example"})


def test_a_weak_password_changes_nothing(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="too short"):
        call_command("set_up", **GIVEN)
    assert not User.objects.exists()
    assert not Programme.objects.exists()
