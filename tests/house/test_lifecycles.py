"""Every verb of every life has a service, a permission, an address, and is recorded by its name."""

import importlib
import inspect
import pkgutil
from importlib.util import find_spec

import pytest
from django.db import connection

from core import documents
from core.access import addresses

LIVES = documents.load_lifecycles()
VERBS = [(name, verb) for name, life in LIVES.items() for verb in life.moves]

# Done by the service itself, at its time or as part of another verb: nobody presses a button.
BY_ITSELF = {
    ("activity", "start"),
    ("activity", "finish"),
    ("activity", "fail"),
    ("evaluations", "start"),
    ("evaluations", "finish"),
    ("evaluations", "fail"),
    ("reports", "finish_writing"),
    ("reports", "fail_writing"),
    ("placements", "expire"),
    ("quotes", "expire"),
    ("quotes", "close"),
    ("panels", "agree"),
    ("panels", "decline"),
}


def app_of(life) -> str:
    """The app in which a life is defined."""
    return life.statuses.__module__.split(".")[0]


def services_of(app: str) -> set[str]:
    """The names of all functions in an app's services."""
    if find_spec(f"{app}.services") is None:
        return set()
    package = importlib.import_module(f"{app}.services")
    modules = [package]
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"{app}.services."):
        modules.append(importlib.import_module(found.name))
    return {
        name
        for module in modules
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__.startswith(app)
    }


def test_there_are_lives():
    assert {"referrals", "cases", "placements", "journeys", "purchases"} <= set(LIVES)


@pytest.mark.parametrize(("name", "verb"), VERBS)
def test_every_verb_has_a_service(name, verb):
    assert verb in services_of(app_of(LIVES[name])), f"{name}.{verb} has no service"


@pytest.mark.parametrize(("name", "verb"), [each for each in VERBS if each not in BY_ITSELF])
def test_every_verb_has_a_permission(name, verb):
    assert f"{name}.{verb}" in documents.known_permissions()


@pytest.mark.parametrize(("name", "verb"), [each for each in VERBS if each not in BY_ITSELF])
def test_every_verb_has_an_address(name, verb):
    declared = {each.access for each in addresses()}
    named = {each.name.split(":")[-1] for each in addresses()}
    singular = name.removesuffix("s")
    assert f"{name}.{verb}" in declared or named & {verb, f"{singular}_{verb}"}, (
        f"no address for {name}.{verb}"
    )


@pytest.mark.django_db
def test_status_columns_know_their_statuses():
    """What the table of moves calls a status is what the database lets in."""
    assert connection.vendor == "postgresql"
    for name, life in LIVES.items():
        assert set(life.statuses.values), name
        for move in life.moves.values():
            assert move.label, f"{name}.{move.verb} has no words for its button"


def test_the_rule_about_verbs_bites():
    assert "fly_to_the_moon" not in services_of("referrals")
    assert "referrals.fly_to_the_moon" not in documents.known_permissions()
