"""Journeys about the money of funders: finance through a quarter's end, a funder and a claim."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from funding.models import Claim, FundPeriod, Instalment, LedgerExport
from funding.services import agreements, instalments
from tests.factories.funding import Money, person
from tests.journeys.test_main_job import day, fill, send

DAY = dt.timedelta(days=1)


@pytest.fixture
def world(transactional_db):
    """A fund with payments of last week, and one agreement that has money still to come."""
    with pytest.MonkeyPatch.context() as patch:
        last_week = clock.now() - 7 * DAY
        patch.setattr(clock, "now", lambda: last_week)
        money = Money()
        money.paid("90.00", what="Key safe")
        money.paid("180.00", asks="170.00", what="Deep clean")
    fifth = agreements.make_agreement(
        money.fund,
        funder=money.agreements[3].funder,
        amount=Decimal("8000.00"),
        starts_on=clock.today() - 60 * DAY,
        ends_on=clock.today() + 300 * DAY,
    )
    instalments.plan_instalment(
        fifth,
        by=money.finance,
        at=clock.now(),
        amount=Decimal("4000.00"),
        due_on=clock.today() - 4 * DAY,
    )
    money.fifth = fifth
    return money


def pdf_of(visitor, words):
    """The bytes that a button's press brings."""
    with visitor.page.expect_download() as got:
        visitor.page.get_by_role("button", name=words).first.click()
    return got.value.path().read_bytes()


def test_finance__receives_closes_exports_and_prints_a_statement(visit, world):
    finance = visit().sign_in(world.finance)
    page = finance.open(reverse("funding:home"))
    assert "4 days late" in page.content()
    finance.open(reverse("funding:agreement", args=[world.fifth.reference]))
    finance.press("Money came in")
    today = clock.today()
    fill(finance.page, amount="4000", words="BACS TRUST 4000", **day("received_on", today))
    send(finance)
    assert not instalments.late(on=today)
    assert Instalment.objects.get().receipts.count() == 1

    finance.open(reverse("funding:close_period", args=[world.fund.slug]))
    finance.page.locator('main [name="ends_on"]').last.check(force=True)
    send(finance)
    assert FundPeriod.objects.get().ends_on < today

    finance.open(reverse("funding:export", args=[world.fund.slug]))
    assert pdf_of(finance, "Download as CSV")[:3] == b"\xef\xbb\xbf"
    assert LedgerExport.objects.get().rows >= 0
    finance.open(reverse("funding:statement", args=[world.agreements[0].reference]))
    assert "Reconciles to £0.00" in finance.page.content()
    assert pdf_of(finance, "Download as PDF")[:5] == b"%PDF-"


@pytest.mark.parametrize("width", [1280, 820])
def test_pages_of_a_fund__at_each_size(visit, world, width):
    manager = visit(width=width).sign_in(world.manager)
    reference, slug = world.agreements[0].reference, world.fund.slug
    manager.open(f"{reverse('funding:fund', args=[slug])}?funder={reference}")
    for name in ("agreement", "statement", "change_agreement", "override"):
        manager.open(reverse(f"funding:{name}", args=[reference]))
    for name in ("new_agreement", "set_split_rule", "cost_codes", "budgets"):
        manager.open(reverse(f"funding:{name}", args=[slug]))


def test_a_funder__reads_the_statement_and_asks_about_a_claim(visit, world):
    agreement = world.agreements[0]
    finance = visit().sign_in(world.finance)
    finance.open(reverse("funding:claim_draft", args=[agreement.reference]))
    fill(finance.page, **day("ends_on", clock.today() - DAY))
    send(finance)
    claim = Claim.objects.get()
    finance.open(reverse("funding:claim_send", args=[claim.reference]))
    send(finance)

    funder = visit(width=820).sign_in(person("funder", at=agreement.funder))
    page = funder.open("/")
    assert claim.reference in page.content()
    page = funder.open(reverse("funding:statement", args=[agreement.reference]))
    assert "Reconciles to £0.00" in page.content()
    assert "Hackett" not in page.content()
    funder.open(claim.get_absolute_url())
    funder.press("Ask about it")
    fill(funder.page, words="What was cleaned?")
    send(funder)
    claim.refresh_from_db()
    assert claim.status == "queried"
    finance.open(claim.get_absolute_url())
    assert "What was cleaned?" in finance.page.content()
