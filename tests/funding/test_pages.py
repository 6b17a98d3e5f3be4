"""Every page of the money opens for those it is for, and nobody's name stands where it must not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from funding.models import Invoice
from funding.services import budgets, invoices, purchases
from tests.factories.funding import Money, goal_of, person, receipt_image

NAME = "Hackett"
CEILINGS = {
    "funding:purchases": 8,
    "funding:invoices": 5,
    "funding:home": 12,
    "funding:approvals": 12,
    "funding:fund": 21,
    "funding:purchase": 17,
}


@pytest.fixture
def busy(money):
    """Purchases in every state."""
    money.requested = money.ask("120.00", what="Stair rail")
    money.at_once = money.ask("20.00", what="Kettle", provider=None, from_personal_budget=True)
    money.bought = money.ask("30.00", what="Blankets", provider=None)
    purchases.settle(
        money.bought,
        by=money.link_worker,
        at=clock.now(),
        amount=money.bought.amount,
        file=receipt_image(),
    )
    money.to_deliver = money.approved("60.00", what="Key safe")
    purchases.order(money.to_deliver, by=money.link_worker, at=clock.now())
    money.done = money.delivered("70.00", what="Deep clean")
    money.sent = money.invoiced("80.00", what="Grab rail")
    money.all_paid = money.paid("90.00", what="Bed moved", asks="85.00")
    money.for_group = money.ask("640.00", what="Eight places", group_name="Lunch group", places=8)
    return money


def get(client, user, name, *args, status=200, **params):
    """The page as that person sees it."""
    client.force_login(user)
    response = client.get(reverse(name, args=args), params)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def questions(client, user, name, args, params) -> int:
    """How many questions a page asks of the database."""
    client.force_login(user)
    with CaptureQueriesContext(connection) as told:
        assert client.get(reverse(name, args=args), params).status_code == 200
    return len(told)


def test_finance_pages__know_residents_by_reference_only(client, busy):
    agreement = busy.agreements[0]
    pages = [
        get(client, busy.finance, "funding:home"),
        get(client, busy.finance, "funding:purchases"),
        get(client, busy.finance, "funding:invoices"),
        get(client, busy.finance, "funding:fund", busy.fund.slug, funder=agreement.reference),
        get(client, busy.finance, "funding:statement", agreement.reference),
    ]
    for purchase in (busy.requested, busy.bought, busy.done, busy.all_paid.purchase):
        pages.append(get(client, busy.finance, "funding:purchase", purchase.reference))
    for invoice in Invoice.objects.all():
        pages.append(get(client, busy.finance, "funding:invoice", invoice.reference))
    for page in pages:
        assert NAME not in page
        assert "Doreen" not in page
    assert busy.case.reference in pages[1]


def test_link_worker__sees_the_name_and_both_purses(client, busy):
    page = get(client, busy.link_worker, "funding:purchase", busy.requested.reference)
    assert "Doreen Hackett" in page
    assert "Doreen’s personal budget" in page
    page = get(client, busy.link_worker, "funding:request", busy.case.reference)
    assert "What does it cost?" in page
    assert "Two purses" in page
    live = get(
        client,
        busy.link_worker,
        "funding:request_live",
        busy.case.reference,
        amount="120",
        is_high_risk="no",
        purse="budget",
    )
    assert "The team lead must agree." in live
    assert "Only £80.00 of the personal budget is left." in live


def test_asking__without_a_script(client, busy):
    client.force_login(busy.link_worker)
    url = reverse("funding:request", args=[busy.case.reference])
    page = client.get(url)
    once = page.context["form"].token_values["_once"]
    answers = {
        "_once": once,
        "what": "Microwave",
        "category": "food",
        "amount": "£45",
        "is_high_risk": "no",
        "serves": goal_of(busy.case).reference,
        "why": "A hot meal a day",
        "supplier": "shop",
        "purse": "budget",
    }
    first = client.post(url, answers)
    assert first.status_code == 302
    again = client.post(url, answers)
    assert again.url == first.url
    bought = busy.case.purchases.get(what="Microwave")
    assert bought.status == "approved"
    page = client.get(first.url).content.decode()
    assert "Agreed at once" in page


def test_asking_for_something_dear__asks_one_thing_more(client, busy):
    client.force_login(busy.link_worker)
    url = reverse("funding:request", args=[busy.case.reference])
    once = client.get(url).context["form"].token_values["_once"]
    answers = {
        "_once": once,
        "what": "Stair lift",
        "category": "aids",
        "amount": "900",
        "is_high_risk": "yes",
        "serves": goal_of(busy.case).reference,
        "why": "Upstairs to bed",
        "supplier": busy.provider.reference,
        "purse": "fund",
    }
    page = client.post(url, answers)
    assert page.status_code == 200
    assert "Enter why this is the right thing, at this price" in page.content.decode()
    assert client.post(url, {**answers, "grounds": "Two prices compared"}).status_code == 302
    assert busy.case.purchases.get(what="Stair lift").tier == 3


def test_team_lead_approves__and_the_same_click_again_changes_nothing(client, busy):
    client.force_login(busy.team_lead)
    assert "Stair rail" in get(client, busy.team_lead, "funding:approvals")
    url = reverse("funding:approve", args=[busy.requested.reference])
    once = client.get(url).context["form"].token_values["_once"]
    for _ in range(3):
        assert client.post(url, {"_once": once, "words": ""}).status_code == 302
    busy.requested.refresh_from_db()
    assert busy.requested.status == "approved"
    assert busy.requested.approvals.count() == 1


def test_link_worker__may_not_agree_to_the_second_tier(client, busy):
    client.force_login(busy.link_worker)
    url = reverse("funding:approve", args=[busy.requested.reference])
    assert client.get(url).status_code == 403
    assert client.post(url, {}).status_code == 403


def test_provider__delivers_and_sends_the_invoice_and_sees_no_name(client, busy):
    page = get(client, busy.provider_worker, "funding:purchase", busy.to_deliver.reference)
    assert NAME not in page
    assert "Arrange it with" in page
    home = get(client, busy.provider_worker, "core:home")
    assert "Orders to deliver" in home
    assert "To invoice" in home
    url = reverse("funding:invoice_submit", args=[busy.done.reference])
    once = client.get(url).context["form"].token_values["_once"]
    sent = client.post(url, {"_once": once, "number": "A 7", "amount": "68.00", "is_last": "yes"})
    assert sent.status_code == 302
    assert busy.done.invoices.get().amount == 68


def test_finance_pays__and_what_is_left_over_goes_back(client, busy):
    invoices.approve(busy.sent, by=busy.manager, at=clock.now())
    client.force_login(busy.finance)
    url = reverse("funding:invoice_pay", args=[busy.sent.reference])
    once = client.get(url).context["form"].token_values["_once"]
    for _ in range(3):
        client.post(url, {"_once": once, "payment_reference": "BACS 77"})
    busy.sent.refresh_from_db()
    assert (busy.sent.status, busy.sent.payment_reference) == ("paid", "BACS 77")


def test_verbs_of_money__need_their_key(client, busy):
    client.force_login(busy.team_lead)
    url = reverse("funding:approve", args=[busy.requested.reference])
    page = client.post(url, {"words": ""})
    assert page.status_code == 200
    busy.requested.refresh_from_db()
    assert busy.requested.status == "requested"


def test_fund_page__opens_a_funder_and_reconciles(client, busy):
    agreement = busy.agreements[1]
    page = get(client, busy.manager, "funding:fund", busy.fund.slug, funder=agreement.reference)
    assert "Left to spend" in page
    assert "Four funders, one fund" in page
    assert "Reconciles to £0.00" in page
    assert "Hallbrook NHS Charity" in page


def test_funder__sees_their_own_statement_and_no_other(client, busy):
    mine, other = busy.agreements[:2]
    funder = person("funder", at=mine.funder)
    page = get(client, funder, "funding:statement", mine.reference)
    assert "Reconciles to £0.00" in page
    assert busy.done.get_absolute_url() not in page
    get(client, funder, "funding:statement", other.reference, status=404)
    get(client, funder, "funding:fund", busy.fund.slug, status=403)
    get(client, funder, "funding:home", status=403)
    assert "Black Brook" not in get(client, funder, "funding:statements")


def test_statement_as_csv__cannot_run_a_formula(client, busy):
    busy.approved("60.00", what="=cmd|' /C calc'!A0")
    client.force_login(busy.finance)
    url = reverse("funding:statement", args=[busy.agreements[0].reference])
    told = b"".join(client.post(url, {"as": "csv"}).streaming_content).decode()
    assert "'=cmd" in told
    assert "\n=cmd" not in told
    url = reverse("funding:export", args=[busy.fund.slug])
    ledger = client.post(url, {"period": f"{busy.fund.starts_on}..{clock.today()}"})
    lines = b"".join(ledger.streaming_content).decode().splitlines()
    assert len(lines) == busy.fund.movements.count() + 1
    assert NAME not in "".join(lines)


def test_receipt__is_a_download_for_those_who_see_the_purchase(client, busy, settings):
    receipt = busy.bought.receipts.get()
    client.force_login(busy.finance)
    response = client.get(reverse("funding:receipt", args=[receipt.reference]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    client.force_login(busy.provider_worker)
    assert client.get(reverse("funding:receipt", args=[receipt.reference])).status_code == 404


def test_cap__is_lifted_by_a_manager_only(client, busy):
    url = reverse("funding:override_cap", args=[busy.case.reference])
    client.force_login(busy.team_lead)
    assert client.get(url).status_code == 403
    client.force_login(busy.manager)
    once = client.get(url).context["form"].token_values["_once"]
    client.post(url, {"_once": once, "extra": "50", "reason": "Boiler broke in January"})
    assert budgets.budget_of(busy.case).limit == 150


def test_pages__ask_the_same_number_of_questions_for_few_and_many(client, busy):
    agreement = busy.agreements[0]
    pages = [
        (busy.finance, "funding:purchases", [], {}),
        (busy.finance, "funding:invoices", [], {}),
        (busy.finance, "funding:home", [], {}),
        (busy.manager, "funding:approvals", [], {}),
        (busy.manager, "funding:fund", [busy.fund.slug], {"funder": agreement.reference}),
        (busy.manager, "funding:purchase", [busy.done.reference], {}),
    ]
    few = [questions(client, *each) for each in pages]
    for number in range(8):
        busy.ask("60.00", what=f"Thing {number}")
        busy.invoiced("40.00", what=f"Job {number}")
    many = [questions(client, *each) for each in pages]
    assert many == few
    for (_user, name, *_rest), asked in zip(pages, few, strict=True):
        assert asked <= CEILINGS[name], (name, asked)


@pytest.mark.django_db
def test_stranger_of_another_programme__sees_nothing_of_it(client):
    ours, theirs = Money(), Money()
    purchase = ours.delivered("70.00")
    for role in ("link_worker", "team_lead", "manager", "finance", "provider_worker"):
        stranger = getattr(theirs, role)
        for name in ("purchase", "approve", "cancel", "order"):
            get(client, stranger, f"funding:{name}", purchase.reference, status=404)
    for role in ("manager", "finance"):
        get(client, getattr(theirs, role), "funding:fund", ours.fund.slug, status=404)
        statement = ours.agreements[0].reference
        get(client, getattr(theirs, role), "funding:statement", statement, status=404)
    get(client, ours.link_worker, "funding:home", status=403)


def test_list__is_called_orders_for_a_provider(client, busy):
    client.force_login(busy.finance)
    assert (
        '<h1 class="app-title">Purchases'
        in client.get(reverse("funding:purchases")).content.decode()
    )
    client.force_login(busy.provider_worker)
    assert (
        '<h1 class="app-title">Orders' in client.get(reverse("funding:purchases")).content.decode()
    )
