"""kill -9 in the middle of each verb of money: nothing lost, doubled or half-done.

All forms are sent at once and held: with all their work done just before the commit, or committed
just before the answer. Then the web processes or PostgreSQL are killed. What was not committed must
be absent as a whole, what was committed must be there; sending the same form again must lead to
exactly what an undisturbed one leads to; the ledger must recount and the outbox empty, with the
worker killed too.

FAULT_ROUNDS asks for more rounds of each than one.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from tests.faults.town import Town
from tests.money_forms import FORMS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.xdist_group("house"),
    pytest.mark.skipif(
        bool(os.environ.get("DATABASE_URL")), reason="these tests hurt the local servers"
    ),
]
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
BEFORE, AFTER = 71_001, 71_002
WITHIN = 60
"""Seconds within which the worker, started anew, must have got on with something."""


@pytest.fixture(scope="module")
def town():
    root = Path(tempfile.mkdtemp(prefix="town-"))
    root.chmod(0o755)
    town = Town(root / "data")
    town.data_dir.mkdir()
    town.open()
    try:
        town.serve()
        yield town
    finally:
        town.close()
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="module")
def undisturbed(town):
    """What each form comes to when nobody disturbs it."""
    found = {}
    for name in FORMS:
        form = town.ask_actor("prepare", name)
        assert town.send(form) == 302, name
        found[name] = town.ask_actor("facts", form["key"])
        assert found[name]["keys"] == 1
    return found


def until(found, wanted, *, within=60) -> None:
    """Wait until `found()` is at least `wanted`."""
    deadline = time.monotonic() + within
    while found() < wanted:
        assert time.monotonic() < deadline, f"{found()} of {wanted} wait"
        time.sleep(0.05)


def hurt(town, place: int, kill) -> tuple[dict, dict]:
    """Prepare every form, hold all of them there, kill; the forms and the facts before."""
    forms = {name: town.ask_actor("prepare", name) for name in FORMS}
    before = {name: town.ask_actor("facts", form["key"]) for name, form in forms.items()}
    with town.held(place) as waiting:
        sent = town.send_all(forms.values())
        until(waiting, len(forms))
        kill()
    assert set(sent.wait().values()) <= {0, 500, 503}, "nobody was told that it is done"
    return forms, before


@pytest.mark.parametrize("part", ["web", "postgres"])
def test_killed_just_before_the_commit__nothing_is_there_and_again_is_once(town, undisturbed, part):
    for _round in range(ROUNDS):
        forms, before = hurt(town, BEFORE, getattr(town, f"kill_{part}"))
        for name, form in forms.items():
            assert town.ask_actor("facts", form["key"]) == before[name], name
        again(town, forms, undisturbed)


@pytest.mark.parametrize("part", ["web", "postgres"])
def test_killed_between_commit_and_answer__all_is_there_and_again_changes_nothing(
    town, undisturbed, part
):
    for _round in range(ROUNDS):
        forms, _before = hurt(town, AFTER, getattr(town, f"kill_{part}"))
        for name, form in forms.items():
            assert town.ask_actor("facts", form["key"]) == undisturbed[name], name
        again(town, forms, undisturbed)


def again(town, forms, undisturbed) -> None:
    """The same forms once more, and once more: exactly one effect."""
    for name, form in forms.items():
        assert town.send(form) == 302, name
        assert town.send(form) == 302, name
        assert town.ask_actor("facts", form["key"]) == undisturbed[name], name
    assert town.ask_actor("recount") == {"difference": ""}


def test_acknowledged__is_there_after_postgres_is_killed_at_once(town, undisturbed):
    forms = {name: town.ask_actor("prepare", name) for name in FORMS}
    answers = town.send_all(forms.values()).wait()
    town.kill_postgres()
    assert set(answers.values()) == {302}
    for name, form in forms.items():
        assert town.ask_actor("facts", form["key"]) == undisturbed[name], name


def test_worker_killed_while_it_works__the_outbox_empties_all_the_same(town, undisturbed):
    told = town.ask_actor("relay")
    assert told["all"] > 0
    town.work()
    for _kill in range(2):
        time.sleep(1.5)
        town.kill_worker()
    left, deadline = told["all"], time.monotonic() + WITHIN
    while waits := town.ask_actor("relay")["waits"]:
        if waits < left:
            left, deadline = waits, time.monotonic() + WITHIN
        assert time.monotonic() < deadline, town.ask_actor("relay")
        time.sleep(1)
        town.ask_actor("due")
    assert town.ask_actor("relay")["dead"] == 0
    assert town.ask_actor("recount") == {"difference": ""}
