"""What a programme's rules say of its money: which needs it serves, how far it may run ahead."""

from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse

from cases.models import Goal
from core import clock
from core.errors import RuleBroken
from funding.models import Purchase
from funding.services import advances, terms
from programmes.models import NeedDomain
from tests.factories.funding import Money, need

pytestmark = pytest.mark.django_db
D = Decimal


def money_for(*codes, **policy):
    for code in codes:
        NeedDomain.objects.get_or_create(code=code, defaults={"name": code.title()})
    return Money(policy={"spend_needs": list(codes), **policy})


def goal(money, code):
    return Goal.objects.create(
        case=money.case,
        words="A warm front room",
        importance=8,
        set_at=clock.now(),
        set_by=money.link_worker,
        need=NeedDomain.objects.get_or_create(code=code, defaults={"name": code.title()})[0],
    )


def test_a_purchase_for_another_need__is_refused_at_every_price():
    money = money_for("warmth")
    for amount in ("20.00", "400.00"):
        with pytest.raises(RuleBroken, match="only for: Warmth") as no:
            money.ask(amount, goal=goal(money, "digital"))
        assert no.value.field == "serves"
    assert not Purchase.objects.exists()


def test_a_goal_without_a_need__is_refused_where_needs_are_named():
    money = money_for("warmth")
    with pytest.raises(RuleBroken, match="only for"):
        money.ask("20.00")


def test_a_purchase_for_a_named_need__is_agreed():
    money = money_for("warmth", "digital")
    assert money.ask("20.00", goal=goal(money, "digital")).status == "approved"


def test_a_group__is_held_to_the_same():
    money = money_for("warmth")
    with pytest.raises(RuleBroken) as no:
        money.ask("20.00", group_name="Walkers", need=need())
    assert no.value.field == "need"


def test_the_form__says_what_the_money_is_for(client):
    money = money_for("warmth")
    client.force_login(money.link_worker)
    page = client.get(reverse("funding:request", args=[money.case.reference]))
    assert "This programme pays only for: Warmth." in page.content.decode()


def ahead(money, *, percent):
    money.programme.policies.update(advance_percent=percent)
    agreement = money.agreements[0]
    terms.change_agreement(
        agreement,
        by=money.manager,
        at=clock.now(),
        effective_from=clock.today(),
        reason="They pay late",
        amount=agreement.amount + D("10000.00"),
        spend_ahead=True,
    )
    agreement.refresh_from_db()
    return agreement


def free(money, agreement, amount, **more):
    told = {"by": money.manager, "at": clock.now(), "reason": "They pay on Friday", **more}
    return advances.advance(agreement, amount=D(amount), **told)


def test_spending_ahead__keeps_to_the_share_in_the_rules(money):
    agreement = ahead(money, percent=5)  # of £70,000: £3,500
    free(money, agreement, "2000.00")
    with pytest.raises(RuleBroken, match=r"£1,500\.00 of what was agreed"):
        free(money, agreement, "1500.01")
    free(money, agreement, "1500.00")
    assert advances.free_to_advance(agreement, on=clock.today()) == 0


def test_spending_ahead__never_beyond_what_was_agreed(money):
    agreement = ahead(money, percent=100)
    with pytest.raises(RuleBroken, match=r"£10,000\.00"):
        free(money, agreement, "10000.01")


def test_spending_ahead__not_at_all_where_the_rules_say_so_but_by_an_override(money):
    agreement = ahead(money, percent=0)
    with pytest.raises(RuleBroken, match=r"£0\.00"):
        free(money, agreement, "1.00")
    assert free(money, agreement, "1.00", above_agreed=True).above == D("1.00")


def test_the_page__says_how_much_may_still_run_ahead(client, money):
    agreement = ahead(money, percent=5)
    client.force_login(money.manager)
    page = client.get(reverse("funding:advance", args=[agreement.reference])).content.decode()
    assert "£3,500.00 of what was agreed can still be set free" in page


def test_a_share_above_the_whole__is_refused_by_the_database(money):
    with pytest.raises(IntegrityError, match="policy_advance_is_a_share"):
        money.programme.policies.update(advance_percent=101)
