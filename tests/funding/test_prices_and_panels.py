"""Prices from providers, and panels above the last limit."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import Mail, PartnerLink
from funding.models import PanelMember, Quote
from funding.services import purchases
from funding.services.purchases import panels, quoting
from tests.factories.buying import COMPARED, PANEL, asked, called, price, seats
from tests.factories.funding import Money, balances, person, provider

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def compared():
    return Money(policy=dict(COMPARED))


@pytest.fixture
def grand():
    return Money(policy=dict(PANEL))


# -- prices ----------------------------------------------------------------------------------


def test_asking__writes_to_each_provider_and_names_nobody(money):
    first, second = asked(money)
    mails = Mail.objects.filter(subject__startswith="What would you charge?")
    assert {each.to for each in mails} == {
        each.provider.organisation.email for each in (first, second)
    }
    assert PartnerLink.objects.filter(target=first.reference, purpose="quote").count() == 1
    for each in mails:
        assert "Hackett" not in each.text + each.subject
        assert "Doreen" not in each.text + each.subject


def test_asking__at_most_three_and_each_once(money):
    purchase = money.ask("300.00", provider=None)
    asked(money, purchase, count=3)
    with pytest.raises(RuleBroken, match="one to three"):
        purchases.ask_for_quotes(
            purchase,
            by=money.link_worker,
            at=clock.now(),
            providers=[provider("A fourth")],
            needed="Rails",
        )


def test_asking__refuses_a_provider_whose_papers_ran_out(money):
    with pytest.raises(RuleBroken, match="cannot be given new work"):
        purchases.ask_for_quotes(
            money.ask("300.00"),
            by=money.link_worker,
            at=clock.now(),
            providers=[provider("Late papers", able=False)],
            needed="Rails",
        )


def test_an_answer__is_kept_once_and_not_after_the_last_day(money):
    first, second = asked(money)
    price(first, "280.00", by=money.provider_worker)
    with pytest.raises(NotAllowedNow):
        price(first, "270.00", by=money.provider_worker)
    late = second.expires_at + dt.timedelta(minutes=1)
    with pytest.raises(NotAllowedNow, match="last day"):
        quoting.answer(second, by=money.provider_worker, at=late, amount=D("1.00"))
    assert quoting.expire_due(at=late) == 1
    second.refresh_from_db()
    assert second.status == "expired"


def test_the_dearer_price__is_taken_only_with_a_reason(money):
    first, second = asked(money)
    cheap = price(first, "220.00", by=money.provider_worker)
    dear = price(second, "260.00", by=money.provider_worker)
    told = {"by": money.link_worker, "at": clock.now()}
    with pytest.raises(RuleBroken, match="not the cheapest"):
        purchases.choose_quote(first.purchase, quote=dear, **told)
    purchase = purchases.choose_quote(
        first.purchase, quote=dear, reason="Can come tomorrow", **told
    )
    assert (purchase.amount, purchase.provider, purchase.tier) == (D("260.00"), dear.provider, 3)
    purchase = purchases.choose_quote(purchase, quote=cheap, **told)
    assert Quote.objects.filter(purchase=purchase, chosen_at__isnull=False).get() == cheap
    assert purchase.tier == 2


def test_a_price_for_another_purchase__is_not_taken(money):
    first, _second = asked(money)
    other = price(asked(money, money.ask("200.00"), count=1)[0], "10.00", by=money.provider_worker)
    with pytest.raises(RuleBroken, match="something else"):
        purchases.choose_quote(first.purchase, quote=other, by=money.link_worker, at=clock.now())


def test_above_the_limit__nobody_agrees_before_prices_are_compared(compared):
    first, second = asked(compared)
    agree = {"by": compared.manager, "at": clock.now()}
    with pytest.raises(RuleBroken, match="2 prices are compared"):
        purchases.approve(first.purchase, **agree)
    quote = price(first, "240.00", by=compared.provider_worker)
    with pytest.raises(RuleBroken, match="compared first"):
        purchases.approve(first.purchase, **agree)
    quoting.decline(second, by=compared.provider_worker, at=clock.now(), reason="Full")
    with pytest.raises(RuleBroken, match="Take one of the prices"):
        purchases.approve(first.purchase, **agree)
    purchases.choose_quote(first.purchase, quote=quote, by=compared.link_worker, at=clock.now())
    assert purchases.approve(first.purchase, **agree).status == "approved"
    assert balances(compared.fund)["committed"] == D("240.00")


def test_once_agreed__open_requests_are_closed_and_their_links_dead(money):
    first, second = asked(money)
    price(first, "240.00", by=money.provider_worker)
    purchases.approve(first.purchase, by=money.manager, at=clock.now())
    second.refresh_from_db()
    assert second.status == "closed"
    assert PartnerLink.objects.get(target=second.reference).revoked_at is not None
    with pytest.raises(NotAllowedNow):
        purchases.quote(
            first.purchase,
            by=money.link_worker,
            at=clock.now(),
            provider=money.provider,
            amount=D("1.00"),
        )


# -- panels ----------------------------------------------------------------------------------


def test_above_the_last_limit__one_person_cannot_agree(grand):
    purchase = grand.ask("800.00")
    assert purchase.needs_panel
    with pytest.raises(RuleBroken, match="a panel decides"):
        purchases.approve(purchase, by=grand.manager, at=clock.now())


def test_a_panel__agrees_and_the_money_is_promised_once(grand):
    panel = called(grand)
    for each in seats(panel)[:2]:
        panels.vote(panel, by=each, at=clock.now(), vote="for", words="Good value")
    assert balances(grand.fund)["committed"] == 0
    panel = panels.decide(panel, by=grand.manager, at=clock.now(), words="Agreed as asked.")
    assert panel.status == "agreed"
    panel.purchase.refresh_from_db()
    assert panel.purchase.status == "approved"
    assert balances(grand.fund)["committed"] == D("800.00")
    with pytest.raises(NotAllowedNow):
        panels.decide(panel, by=grand.manager, at=clock.now(), words="Again")
    assert balances(grand.fund)["committed"] == D("800.00")


def test_a_tie__does_not_carry_it(grand):
    panel = called(grand)
    first, second, third = seats(panel)
    panels.vote(panel, by=first, at=clock.now(), vote="for")
    panels.vote(panel, by=second, at=clock.now(), vote="against")
    panels.vote(panel, by=third, at=clock.now(), vote="abstain")
    panel = panels.decide(panel, by=grand.manager, at=clock.now(), words="No majority.")
    panel.purchase.refresh_from_db()
    assert (panel.status, panel.purchase.status) == ("declined", "refused")
    assert panel.purchase.refusal_reason == "No majority."


def test_before_the_quorum__nothing_is_decided(grand):
    panel = called(grand)
    panels.vote(panel, by=seats(panel)[0], at=clock.now(), vote="for")
    with pytest.raises(RuleBroken, match="2 votes are needed and 1"):
        panels.decide(panel, by=grand.manager, at=clock.now(), words="Too early")


def test_an_interest__takes_the_vote_and_the_database_says_so_too(grand):
    panel = called(grand)
    tied = seats(panel)[0]
    panels.vote(panel, by=tied, at=clock.now(), vote="for")
    panels.declare_interest(panel, by=tied, at=clock.now(), interest="My sister owns it")
    assert panels.tally(panel)["for"] == 0
    with pytest.raises(RuleBroken, match="you have no vote"):
        panels.vote(panel, by=tied, at=clock.now(), vote="for")
    seat = PanelMember.objects.filter(user=tied)
    with pytest.raises(IntegrityError, match="no_vote_with_an_interest"), transaction.atomic():
        seat.update(vote="for", voted_at=clock.now())
    event = panel.events.get(verb="declare_interest")
    assert event.data["vote_taken_out"] == "for"


def test_nobody__votes_twice_or_without_a_seat(grand):
    panel = called(grand)
    member = seats(panel)[0]
    panels.vote(panel, by=member, at=clock.now(), vote="for")
    with pytest.raises(NotAllowedNow, match="voted already"):
        panels.vote(panel, by=member, at=clock.now(), vote="against")
    with pytest.raises(RuleBroken, match="do not sit"):
        panels.vote(panel, by=grand.staff("manager"), at=clock.now(), vote="for")


def test_whoever_asked__neither_sits_nor_decides(grand):
    purchase = grand.ask("800.00", by=grand.manager)
    told = {"by": grand.staff("manager"), "at": clock.now()}
    with pytest.raises(RuleBroken, match="does not sit"):
        purchases.call_panel(purchase, members=[grand.manager, grand.team_lead], **told)
    with pytest.raises(RuleBroken, match="at least 2"):
        purchases.call_panel(purchase, members=[grand.team_lead], **told)
    panel = purchases.call_panel(purchase, members=[grand.team_lead, grand.finance], **told)
    for each in seats(panel):
        panels.vote(panel, by=each, at=clock.now(), vote="for")
    with pytest.raises(RuleBroken, match="You asked for this"):
        panels.decide(panel, by=grand.manager, at=clock.now(), words="Mine")


def test_a_funders_person__may_sit_and_a_stranger_may_not(grand):
    funder = person("funder", at=grand.agreements[0].funder)
    stranger = person("funder", at=provider("Elsewhere").organisation)
    found = set(panels.candidates(grand.ask("800.00")))
    assert funder in found
    assert stranger not in found
    assert grand.link_worker not in found


def test_while_a_panel_decides__nobody_refuses_and_cancelling_calls_it_off(grand):
    panel = called(grand)
    with pytest.raises(RuleBroken, match="Call the panel off"):
        purchases.refuse(panel.purchase, by=grand.manager, at=clock.now(), reason="No")
    purchases.cancel(panel.purchase, by=grand.link_worker, at=clock.now(), reason="Not needed")
    panel.refresh_from_db()
    assert panel.status == "called_off"


def test_a_fund_with_too_little__leaves_the_panel_undecided():
    world = Money(funders=(("Council", "600.00", ()),), policy=dict(PANEL))
    panel = called(world)
    for each in seats(panel)[:2]:
        panels.vote(panel, by=each, at=clock.now(), vote="for")
    with pytest.raises(RuleBroken, match="has £600"):
        panels.decide(panel, by=world.manager, at=clock.now(), words="Agreed")
    panel.refresh_from_db()
    assert panel.status == "called"
    assert balances(world.fund)["committed"] == 0
