"""Two people at one purchase in the same moment, each on a page of their own: one effect.

Whoever comes second is told what is so now, in words, and nothing of theirs is kept. What happens
with the guard taken away is shown in test_guards.py.
"""

import html
import re
import threading
from decimal import Decimal

import pytest
from django.db import connections
from django.test import Client

from core import clock, once
from core.models import Mail
from funding.models import Purchase
from funding.services import purchases, verify
from tests.factories.funding import Money, balances
from tests.money_forms import client_of
from tests.money_forms.sending import fill

pytestmark = pytest.mark.django_db(transaction=True)
TOO_LATE = "already “.+”, so that cannot be done any more"


def at_once(sends) -> list:
    """Each of `sends` at the same moment; the answers."""
    gate, answers = threading.Barrier(len(sends)), [None] * len(sends)

    def run(number: int) -> None:
        try:
            gate.wait(30)
            answers[number] = sends[number]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(sends))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return answers


def sent(sending):
    """The form's post, over a session of its own."""
    browser, body = client_of(sending.user), sending.body()
    return lambda: browser.post(sending.path, body)


def won(answers, wanted: int = 1, words: str = TOO_LATE) -> None:
    """So many were led on; every other gets a page that says why."""
    lost = [each for each in answers if each.status_code != 302]
    assert len(answers) - len(lost) == wanted, [each.status_code for each in answers]
    for each in lost:
        told = re.findall(
            r"(?:error-summary__list|app-lead|govuk-body).*", html.unescape(each.content.decode())
        )
        assert re.search(words, " ".join(told)), told


def test_two_approve_the_same_purchase__it_is_agreed_and_promised_once():
    money = Money()
    purchase = money.ask("120.00")
    people = [money.team_lead, money.manager, money.staff("manager")]
    forms = [fill(each, "funding:approve", purchase.reference) for each in people]
    answers = at_once([sent(each) for each in forms])
    won(answers)
    assert purchase.approvals.count() == 1
    assert purchase.events.filter(verb="approve").count() == 1
    assert balances(money.fund)["committed"] == Decimal("120.00")
    assert verify.recount().holds


def test_three_approve_what_needs_two__both_count_and_the_third_is_told():
    money = Money()
    purchase = money.ask("1500.00")
    people = [money.manager, money.staff("manager"), money.staff("manager")]
    forms = [fill(each, "funding:approve", purchase.reference) for each in people]
    answers = at_once([sent(each) for each in forms])
    won(answers, 2)
    assert purchase.approvals.count() == 2
    assert balances(money.fund)["committed"] == Decimal("1500.00")
    assert verify.recount().holds


def test_one_approves_and_one_refuses__one_wins_and_the_money_says_the_same():
    money = Money()
    purchase = money.ask("120.00")
    yes = fill(money.team_lead, "funding:approve", purchase.reference)
    no = fill(money.manager, "funding:refuse", purchase.reference, reason="Not needed")
    won(at_once([sent(yes), sent(no)]))
    purchase.refresh_from_db()
    promised = Decimal("120.00") if purchase.status == "approved" else Decimal(0)
    assert balances(money.fund)["committed"] == promised
    assert verify.recount().holds


# -- the worker on her page, the provider by its signed link ---------------------------------


def ordered(money: Money) -> tuple[Purchase, str]:
    """An order, and the address behind the link in its mail."""
    purchase = purchases.order(money.approved("90.00"), by=money.link_worker, at=clock.now())
    mail = Mail.objects.get(to=money.provider.organisation.email)
    path = re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1).rstrip("./")
    return purchase, path


def by_link(path: str, step: str, **answers):
    """One step behind the link, sent by somebody without an account."""
    browser, url = Client(SERVER_NAME="127.0.0.1"), f"{path}/{step}/"
    key = browser.get(url).context["form"].token_values[once.FIELD]
    body = {once.FIELD: key, "your_name": "Kath", **answers}
    return lambda: browser.post(url, body)


def test_worker_and_provider_say_it_has_come__one_delivery():
    money = Money()
    purchase, path = ordered(money)
    mine = fill(money.link_worker, "funding:confirm_delivery", purchase.reference)
    answers = at_once([sent(mine), by_link(path, "done"), by_link(path, "done")])
    won(answers)
    purchase.refresh_from_db()
    assert (purchase.status, purchase.delivered_amount) == ("delivered", Decimal("90.00"))
    assert [each.amount for each in purchase.deliveries.all()] == [Decimal("90.00")]
    assert purchase.events.filter(verb="confirm_delivery").count() == 1
    assert verify.recount().holds


def test_worker_and_provider_each_say_that_most_has_come__never_more_than_was_ordered():
    money = Money()
    purchase, path = ordered(money)
    told = {"amount": "60.00", "words": "Two of three"}
    mine = fill(money.link_worker, "funding:confirm_part", purchase.reference, **told)
    answers = at_once([sent(mine), by_link(path, "part", **told)])
    won(answers, words="Only £30.00 is outstanding")
    purchase.refresh_from_db()
    assert purchase.delivered_amount == Decimal("60.00")
    assert purchase.deliveries.count() == 1


def test_the_order_is_cancelled_as_the_provider_delivers__one_wins_and_the_money_follows():
    money = Money()
    purchase, path = ordered(money)
    mine = fill(money.team_lead, "funding:cancel", purchase.reference)
    answers = at_once([sent(mine), by_link(path, "done")])
    won(answers, words=f"{TOO_LATE}|no longer wanted")
    purchase.refresh_from_db()
    promised = Decimal("90.00") if purchase.status == "delivered" else Decimal(0)
    assert purchase.status in ("delivered", "cancelled")
    assert balances(money.fund)["committed"] == promised
    assert verify.recount().holds
