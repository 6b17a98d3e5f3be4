"""Buying in a real browser: a panel decides and the order goes out; a provider without an account
delivers and sends its invoice by link, and finance pays."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from core import clock
from core.models import Mail
from funding.models import Invoice
from funding.services import purchases
from tests.factories.buying import PANEL, asked, block, photo, price
from tests.factories.funding import Money
from tests.journeys.test_main_job import MAIN, day, fill, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def money(transactional_db) -> Money:
    return Money(policy={**PANEL, "look_back_percent": 100})


def test_a_manager__calls_a_panel_records_its_decision_and_the_order_goes_out(visit, money):
    purchase = money.ask("800.00", what="Stair lift, refurbished")
    members = [money.team_lead, money.finance, money.staff("manager")]

    manager = visit().sign_in(money.manager)
    manager.open(purchase.get_absolute_url())
    manager.press("Call a panel")
    for each in members:
        manager.page.locator(f'main [value="{each.reference}"]').check(force=True)
    fill(manager.page, **day("decide_by", clock.today() + dt.timedelta(days=3)))
    send(manager)
    panel = purchase.panels.get()

    for each, vote in ((members[0], "for"), (members[2], "for")):
        member = visit(width=820).sign_in(each)
        member.open(panel.get_absolute_url())
        member.press("Vote")
        fill(member.page, vote=vote, words="Good value")
        page = send(member)
        assert "Hackett" not in page.content() or each == members[0]
    tied = visit().sign_in(members[1])
    tied.open(reverse("funding:panels"))
    tied.open(reverse("funding:panel_declare_interest", args=[panel.reference]))
    fill(tied.page, interest="My cousin sells them")
    send(tied)

    manager.open(panel.get_absolute_url())
    manager.press("Record the decision")
    fill(manager.page, words="Agreed by both who may vote.")
    send(manager)
    purchase.refresh_from_db()
    assert purchase.status == "approved"
    worker = visit(width=820).sign_in(money.link_worker)
    worker.open(purchase.get_absolute_url())
    worker.press("Order it")
    send(worker)
    purchase.refresh_from_db()
    assert purchase.status == "ordered"
    with worker.page.expect_download() as got:
        worker.page.get_by_role("link", name="The order as PDF").click()
    assert got.value.path().read_bytes()[:5] == b"%PDF-"


def test_a_provider__sends_an_invoice_by_link_and_finance_pays(visit, money, tmp_path):
    purchase = purchases.order(
        money.approved("120.00", what="Deep clean"), by=money.link_worker, at=clock.now()
    )
    mail = Mail.objects.get(to=money.provider.organisation.email)
    path = re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1)
    file = tmp_path / "done.jpg"
    file.write_bytes(photo().read())

    kath = visit(width=820)
    page = kath.open(path)
    assert "Hackett" not in page.content()
    kath.press("Confirm the order")
    fill(kath.page, your_name="Kath")
    send(kath)
    kath.press("A part of it is done")
    fill(kath.page, amount="40", words="One room", your_name="Kath")
    kath.page.set_input_files('main [name="photo"]', str(file))
    send(kath)
    kath.press("All of it is done")
    fill(kath.page, your_name="Kath")
    send(kath)
    kath.press("Send an invoice")
    kath.page.locator(MAIN).first.click()
    kath.page.wait_for_load_state("load")
    kath.look_over()
    assert kath.page.title().startswith("Error:")
    fill(kath.page, number="K-7", amount="118.50", is_last="yes", your_name="Kath")
    send(kath)
    invoice = Invoice.objects.get(purchase=purchase)

    payer = visit().sign_in(money.finance)
    page = payer.open(invoice.get_absolute_url())
    assert "Kath" in page.content()
    payer.press("Approve the invoice")
    send(payer)
    payer.press("Record the payment")
    fill(payer.page, payment_reference="BACS 7")
    send(payer)
    purchase.refresh_from_db()
    assert purchase.status == "paid"
    payer.press("Record a credit note")
    fill(payer.page, number="CN-1", amount="18.50", reason="One window was not cleaned")
    page = send(payer)
    assert "CN-1" in page.content()
    kath.open(path)


def test_prices_places_and_looks__are_fit_to_read_at_each_size(at_each_size, money):
    first, _second = asked(money)
    price(first, "240.00", by=money.provider_worker)
    places = block(money)
    purchases.use_place(places, by=money.link_worker, at=clock.now(), case=money.case)
    small = money.ask("20.00")
    visitor = at_each_size.sign_in(money.link_worker)
    for address in (
        first.purchase.get_absolute_url(),
        reverse("funding:ask_for_quotes", args=[money.ask("150.00").reference]),
        reverse("funding:choose_quote", args=[first.purchase.reference]),
        places.get_absolute_url(),
        reverse("funding:use_place", args=[places.reference]),
        small.get_absolute_url(),
        reverse("funding:request", args=[money.case.reference]),
    ):
        visitor.open(address)
    visitor.sign_in(money.manager)
    for address in ("funding:afterwards", "funding:speed", "funding:panels"):
        visitor.open(reverse(address))
    visitor.open(reverse("funding:look_back", args=[small.reference]))
    visitor.sign_in(money.provider_worker)
    visitor.open(first.get_absolute_url())
