"""Each form of money sent three times at once, by two browsers: one effect."""

import threading

import pytest
from django.db import connections

from funding.services import verify
from tests.money_forms import FORMS, client_of, facts, used_keys, world

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3


def at_once(sending, bodies) -> list[int]:
    """The form posted with all of `bodies` at the same moment, each over a connection and a
    session of its own; the statuses of the answers."""
    browsers = [client_of(sending.user) for _ in bodies]
    gate, answers = threading.Barrier(len(bodies)), [0] * len(bodies)

    def send(number: int) -> None:
        try:
            gate.wait(30)
            answers[number] = browsers[number].post(sending.path, bodies[number]).status_code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(bodies))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return answers


def once_in_a_quiet_world(name: str) -> dict:
    """What the form comes to when it is sent once."""
    money = world()
    sending = FORMS[name](money)
    assert client_of(sending.user).post(sending.path, sending.body()).status_code == 302
    return facts(money)


@pytest.mark.parametrize("name", FORMS)
def test_three_at_once_are_one(name):
    money = world()
    sending = FORMS[name](money)
    before = facts(money)
    answers = at_once(sending, [sending.body() for _ in range(AT_ONCE)])
    assert answers == [302] * AT_ONCE
    after = facts(money)
    assert after != before
    assert after == once_in_a_quiet_world(name)
    assert used_keys(sending) == 1
    again = client_of(sending.user).post(sending.path, sending.body(words="Something else"))
    assert again.status_code != 302
    assert facts(money) == after
    assert verify.recount().holds
