"""Orders by quantity on screen: asking, how many came, invoicing them, by link and on paper."""

import io
import re
from decimal import Decimal

import pypdf
import pytest
from django.urls import reverse

from core import clock
from core.models import Mail
from funding.models import Purchase
from funding.services import invoices, purchases
from funding.services.purchases.lines import Wanted, total
from providers.models import CatalogueItem
from tests.factories.funding import goal_of, need

pytestmark = pytest.mark.django_db
D = Decimal
RAILS = (Wanted("Grab rail, fitted", 2, D("45.00")), Wanted("Key safe", 1, D("60.00")))


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def act(client, user, name, *args, good=True, **answers):
    client.force_login(user)
    url = reverse(name, args=args)
    once = client.get(url).context["form"].token_values["_once"]
    response = client.post(url, {"_once": once, **answers})
    if good:
        assert response.status_code == 302, response.context["form"].errors
    return response


def told(money, **more):
    return {
        "what": "Grab rail, fitted",
        "category": "aids",
        "amount": "45",
        "is_high_risk": "no",
        "serves": goal_of(money.case).reference,
        "why": "So that she can bathe alone",
        "supplier": money.provider.reference,
        "purse": "fund",
        "grounds": "Three were compared",
        **more,
    }


def ordered(money):
    purchase = money.approved(total(RAILS), wanted=RAILS)
    return purchases.order(purchase, by=money.link_worker, at=clock.now())


def test_asking_for_one_thing__makes_no_lines(client, money):
    act(client, money.link_worker, "funding:request", money.case.reference, **told(money))
    made = Purchase.objects.get()
    assert (made.amount, made.lines.count()) == (D("45.00"), 0)


def test_asking_for_several__multiplies_and_lists(client, money):
    answers = told(money, quantity="2", what_2="Key safe", amount_2="60")
    act(client, money.link_worker, "funding:request", money.case.reference, **answers)
    made = Purchase.objects.get()
    rows = made.lines.order_by("position").values_list("what", "quantity", "unit_price")
    assert made.amount == D("150.00")
    assert list(rows) == [("Grab rail, fitted", 2, D("45.00")), ("Key safe", 1, D("60.00"))]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "two"}, "quantity"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity_2": "3"}, "what_2"),
        ({"what_2": "Key safe"}, "amount_2"),
        ({"what_2": "Key safe", "amount_2": "-4"}, "amount_2"),
        ({"quantity": "6", "grounds": ""}, "grounds"),
    ],
)
def test_asking__points_at_the_wrong_answer(client, money, bad, field):
    name, case = "funding:request", money.case.reference
    response = act(client, money.link_worker, name, case, good=False, **told(money, **bad))
    assert field in response.context["form"].errors
    assert not Purchase.objects.exists()


def test_the_aside__says_who_must_agree_to_the_whole(client, money):
    client.force_login(money.link_worker)
    url = reverse("funding:request_live", args=[money.case.reference])
    one = client.get(url, {"amount": "45", "is_high_risk": "no"}).content.decode()
    six = client.get(url, {"amount": "45", "quantity": "6", "is_high_risk": "no"}).content.decode()
    assert "at once" in one
    assert "service manager" in six


def test_for_a_group__so_many_at_so_much(client, money):
    act(
        client,
        money.link_worker,
        "funding:request_group",
        group_name="Walkers",
        places="8",
        what="Guided walk",
        amount="25",
        quantity="6",
        is_high_risk="no",
        why="So that they meet",
        supplier=money.provider.reference,
        need=need().code,
        programme=money.programme.slug,
    )
    assert (Purchase.objects.get().amount, Purchase.objects.get().lines.get().quantity) == (150, 6)


def test_parts_and_invoices_by_quantity__signed_in(client, money):
    purchase = ordered(money)
    by, key = money.provider_worker, purchase.reference
    assert (
        "2 of 2 are outstanding" in page(client, by, "funding:confirm_part", key).content.decode()
    )
    act(client, by, "funding:confirm_part", key, line_1="1", line_2="0", words="One rail")
    shown = page(client, by, "funding:purchase", key).content.decode()
    assert "What is in it, and what has come of it" in shown
    answers = {"number": "R-1", "amount": "45", "is_last": "no"}
    wrong = act(
        client, by, "funding:invoice_submit", key, good=False, line_1="2", line_2="0", **answers
    )
    assert "1 of “Grab rail, fitted” have come" in wrong.content.decode()
    act(client, by, "funding:invoice_submit", key, line_1="1", line_2="0", **answers)
    invoice = purchase.invoices.get()
    looked = page(client, money.finance, "funding:invoice", invoice.reference).content.decode()
    assert "1 of 2 have come, 1 are invoiced" in looked
    invoices.ask_for_changes(invoice, by=money.finance, at=clock.now(), reason="Name the order")
    form = page(client, by, "funding:invoice_submit_again", invoice.reference).context["form"]
    assert form["line_1"].value() == 1
    again = {"number": "R-1", "amount": "45", "is_last": "no", "line_1": "1", "line_2": "0"}
    act(client, by, "funding:invoice_submit_again", invoice.reference, **again)
    invoice.refresh_from_db()
    assert invoice.status == "submitted"


def test_part__names_what_was_left_empty(client, money):
    purchase = ordered(money)
    name, answers = "funding:confirm_part", {"line_1": "1", "words": "One"}
    wrong = act(client, money.provider_worker, name, purchase.reference, good=False, **answers)
    assert "line_2" in wrong.context["form"].errors


def test_a_stranger_provider__sees_neither_order_nor_lines(client, money):
    purchase = ordered(money)
    other = type(money)()
    assert (
        page(client, other.provider_worker, "funding:confirm_part", purchase.reference).status_code
        == 404
    )
    assert not purchase.lines.model.objects.visible_to(other.provider_worker).exists()
    assert purchase.lines.model.objects.visible_to(money.provider_worker).count() == 2


def test_by_link__the_order_lists_what_is_in_it_and_takes_parts(client, money):
    purchase = ordered(money)
    mail = Mail.objects.get(to=money.provider.organisation.email)
    path = re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1).rstrip(".")
    client.logout()
    assert "Grab rail, fitted" in client.get(path).content.decode()
    step = f"{path.rstrip('/')}/part/"
    once = client.get(step).context["form"].token_values["_once"]
    answers = {"line_1": "2", "line_2": "0", "words": "Both rails", "your_name": "Jas Gill"}
    assert client.post(step, {"_once": once, **answers}).status_code == 302
    purchase.refresh_from_db()
    assert purchase.delivered_amount == D("90.00")


def test_on_paper__each_line_stands_with_its_price(client, money):
    purchase = ordered(money)
    response = page(client, money.link_worker, "funding:order_paper", purchase.reference)
    text = "".join(
        each.extract_text() for each in pypdf.PdfReader(io.BytesIO(response.content)).pages
    )
    assert "Grab rail, fitted" in text
    assert "£90.00" in text


def test_prices__are_asked_for_each_line(client, money):
    purchase = money.ask(total(RAILS), wanted=RAILS)
    answers = {"supplier": money.provider.reference, "lead_days": "3"}
    name, key = "funding:quote", purchase.reference
    wrong = act(client, money.link_worker, name, key, good=False, line_1="40", **answers)
    assert "line_2" in wrong.context["form"].errors
    act(client, money.link_worker, name, key, line_1="40", line_2="50", **answers)
    assert purchase.quotes.get().amount == D("130.00")


def test_a_purchase_for_a_closed_case__is_not_even_asked_for(client, money):
    type(money.case).objects.filter(pk=money.case.pk).update(
        status="closed",
        closed_at=clock.now(),
        closed_by=money.link_worker,
        close_reason="died",
    )
    response = page(client, money.link_worker, "funding:request", money.case.reference)
    assert response.status_code == 409
    assert "This case is closed" in response.content.decode()


def test_from_the_catalogue__the_form_begins_with_what_it_says(client, money):
    item = CatalogueItem.objects.create(
        name="Key safe, fitted", category="aids", price=D("68.00"), provider=money.provider
    )
    shown = page(client, money.link_worker, "providers:item", item.reference).content.decode()
    assert "Buy it" in shown
    client.force_login(money.link_worker)
    listed = client.get(reverse("funding:buy"), {"item": item.reference})
    assert "Key safe, fitted, £68.00. For whom is it?" in listed.content.decode()
    url = f"{reverse('funding:request', args=[money.case.reference])}?item={item.reference}"
    assert url in listed.content.decode()
    form = client.get(url).context["form"]
    assert form.initial["supplier"] == money.provider.reference
    answers = told(money, what="Key safe, fitted", amount="68")
    client.post(url, {"_once": form.token_values["_once"], **answers})
    made = Purchase.objects.get()
    assert (made.item, made.provider, made.amount) == (item, money.provider, D("68.00"))


def test_from_the_catalogue__nothing_is_offered_to_those_who_may_not_buy(client, money):
    item = CatalogueItem.objects.create(name="Key safe", category="aids", price=D("68.00"))
    for user in (money.provider_worker, money.finance):
        shown = page(client, user, "providers:item", item.reference).content.decode()
        assert "Buy it" not in shown


def test_from_the_catalogue__an_item_off_the_list_begins_nothing(client, money):
    item = CatalogueItem.objects.create(
        name="Key safe", category="aids", price=D("68.00"), is_active=False
    )
    client.force_login(money.link_worker)
    url = f"{reverse('funding:request', args=[money.case.reference])}?item={item.reference}"
    assert not client.get(url).context["form"].initial
