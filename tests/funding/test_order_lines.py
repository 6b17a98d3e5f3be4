"""Orders by quantity: never more than was ordered comes, never more than came is invoiced."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.errors import RuleBroken
from funding.models import DeliveryLine, InvoiceLine, OrderLine
from funding.services import invoices, purchases, verify
from funding.services.purchases.lines import Wanted, total
from tests.factories.funding import balances

pytestmark = pytest.mark.django_db
D = Decimal
SESSIONS = (Wanted("Session of chair exercise", 6, D("25.00")),)
RAILS = (Wanted("Grab rail", 2, D("45.00")), Wanted("Key safe", 1, D("60.00")))


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ordered(money, wanted=SESSIONS, **more):
    purchase = money.approved(total(wanted), wanted=wanted, **more)
    return purchases.order(purchase, by=money.link_worker, at=clock.now())


def come(money, purchase, **quantities):
    return purchases.confirm_part(
        purchase,
        by=money.provider_worker,
        at=clock.now(),
        quantities={int(each[1:]): number for each, number in quantities.items()},
        words="Some",
    )


def bill(money, purchase, number, amount, quantities, *, is_last=False):
    return invoices.submit(
        purchase,
        by=money.provider_worker,
        at=clock.now(),
        number=number,
        amount=D(amount),
        is_last=is_last,
        quantities=quantities,
    )


def pay(money, invoice):
    invoice = invoices.approve(invoice, by=money.finance, at=clock.now())
    return invoices.pay(invoice, by=money.finance, at=clock.now(), payment_reference="BACS")


def counts(purchase):
    return list(purchase.lines.order_by("position").values_list("delivered", "invoiced"))


def refused_by_database(name, act):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refused.value.__cause__.diag.constraint_name == name


def holds():
    found = verify.recount()
    assert found.holds, found.difference


def test_request__refuses_a_list_that_misses_the_price(money):
    with pytest.raises(RuleBroken, match=r"comes to £150\.00"):
        money.ask("140.00", wanted=SESSIONS)


@pytest.mark.parametrize("bad", [Wanted("Rail", 0, D("25.00")), Wanted("Rail", 1, D("0.00"))])
def test_request__refuses_none_of_a_thing_and_things_for_nothing(money, bad):
    with pytest.raises(RuleBroken, match="how many"):
        money.ask("25.00", wanted=(bad,))


def test_request_at_once__writes_lines_and_asks_no_more_questions(
    money, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as single:
        money.ask("50.00", provider=money.provider)
    with django_assert_max_num_queries(60) as several:
        purchase = money.ask("50.00", wanted=(Wanted("Lunch", 10, D("5.00")),))
    assert purchase.status == "approved"
    assert len(several) <= len(single)
    assert counts(purchase) == [(0, 0)]


def test_parts_come_and_are_paid_by_quantity(money):
    purchase = come(money, ordered(money), q1=2)
    assert (purchase.status, purchase.delivered_amount) == ("ordered", D("50.00"))
    pay(money, bill(money, purchase, "A1", "50.00", {1: 2}))
    assert counts(purchase) == [(2, 2)]
    holds()
    purchase = come(money, purchase, q1=4)
    assert purchase.status == "delivered", "all that was outstanding has come"
    pay(money, bill(money, purchase, "A2", "100.00", {1: 4}, is_last=True))
    purchase.refresh_from_db()
    assert (purchase.status, counts(purchase)) == ("paid", [(6, 6)])
    assert balances(money.fund)["paid"] == D("150.00")
    holds()


def test_two_lines__each_is_counted_by_itself(money):
    purchase = come(money, ordered(money, RAILS), q1=1, q2=1)
    assert purchase.delivered_amount == D("105.00")
    assert counts(purchase) == [(1, 0), (1, 0)]
    purchases.confirm_delivery(purchase, by=money.link_worker, at=clock.now())
    assert counts(purchase) == [(2, 0), (1, 0)]
    holds()


def test_confirm_part__refuses_more_than_was_ordered_and_nothing_at_all(money):
    purchase = ordered(money)
    with pytest.raises(RuleBroken, match="6 of “Session of chair exercise” are outstanding") as no:
        come(money, purchase, q1=7)
    assert no.value.field == "line_1"
    with pytest.raises(RuleBroken, match="at least one"):
        come(money, purchase)


def test_submit__refuses_more_than_has_come_counting_other_invoices(money):
    purchase = come(money, ordered(money), q1=3)
    with pytest.raises(RuleBroken, match=r"3 of .* not invoiced yet"):
        bill(money, purchase, "A1", "100.00", {1: 4})
    assert not purchase.invoices.exists()
    bill(money, purchase, "A1", "50.00", {1: 2})
    with pytest.raises(RuleBroken, match=r"1 of .* not invoiced yet"):
        bill(money, purchase, "A2", "50.00", {1: 2})
    with pytest.raises(RuleBroken, match="at least one"):
        bill(money, purchase, "A2", "50.00", None)


def test_approve__refuses_an_amount_above_its_quantities(money):
    purchase = purchases.confirm_delivery(ordered(money), by=money.link_worker, at=clock.now())
    invoice = bill(money, purchase, "A1", "80.00", {1: 2})
    with pytest.raises(RuleBroken, match=r"come to £50\.00"):
        invoices.approve(invoice, by=money.finance, at=clock.now())
    invoices.ask_for_changes(invoice, by=money.finance, at=clock.now(), reason="Two, not three")
    again = bill(money, purchase, "A1", "75.00", {1: 3})
    assert (again.pk, counts(purchase)) == (invoice.pk, [(6, 3)])
    assert invoices.approve(again, by=money.finance, at=clock.now()).status == "approved"


def test_withdraw__sets_its_quantities_free(money):
    purchase = come(money, ordered(money), q1=2)
    wrong = bill(money, purchase, "A1", "50.00", {1: 2})
    invoices.withdraw(wrong, by=money.provider_worker, at=clock.now(), reason="Wrong order")
    assert counts(purchase) == [(2, 0)]
    bill(money, purchase, "A2", "50.00", {1: 2})
    assert counts(purchase) == [(2, 2)]


def test_cancel_rest__keeps_what_came_owed(money):
    purchase = come(money, ordered(money), q1=2)
    purchase = purchases.cancel_rest(
        purchase, by=money.link_worker, at=clock.now(), reason="Moved away"
    )
    pay(money, bill(money, purchase, "A1", "50.00", {1: 2}, is_last=True))
    purchase.refresh_from_db()
    assert purchase.status == "paid"
    holds()


def test_choose_quote__takes_the_price_of_each_thing(money):
    purchase = money.ask(total(RAILS), wanted=RAILS)
    with pytest.raises(RuleBroken, match="price for one of each"):
        purchases.quote(
            purchase,
            by=money.link_worker,
            at=clock.now(),
            provider=money.provider,
            prices={1: D("40.00")},
        )
    given = purchases.quote(
        purchase,
        by=money.link_worker,
        at=clock.now(),
        provider=money.provider,
        prices={1: D("40.00"), 2: D("55.00")},
    )
    purchase = purchases.choose_quote(purchase, by=money.link_worker, at=clock.now(), quote=given)
    assert purchase.amount == D("135.00")
    assert [each.unit_price for each in purchase.lines.order_by("position")] == [40, 55]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_repeat__buys_the_same_list_again_and_one_sum_at_another_price(money):
    fares = (Wanted("Bus ticket", 4, D("2.50")),)
    first = money.approved("10.00", wanted=fares, provider=None, from_personal_budget=True)
    again = purchases.repeat(first, by=money.link_worker, at=clock.now())
    assert again.lines.get().quantity == 4
    dearer = purchases.repeat(first, by=money.link_worker, at=clock.now(), amount=D("12.00"))
    assert not dearer.lines.exists()


# -- what the database itself refuses ---------------------------------------------------------


def test_the_database_refuses_more_than_was_ordered(money):
    purchase = come(money, ordered(money), q1=2)
    line = purchase.lines.get()
    refused_by_database(
        "order_line_delivered_within_ordered", lambda: _another_delivery(purchase, line, 5)
    )


def _another_delivery(purchase, line, quantity):
    made = purchase.deliveries.create(amount=D("1.00"), at=clock.now(), by=purchase.requested_by)
    DeliveryLine.objects.create(delivery=made, line=line, quantity=quantity)


def test_the_database_refuses_more_than_came_to_be_invoiced(money):
    purchase = come(money, ordered(money), q1=2)
    invoice = bill(money, purchase, "A1", "25.00", {1: 1})
    refused_by_database(
        "order_line_invoiced_within_delivered",
        lambda: InvoiceLine.objects.filter(invoice=invoice).update(quantity=3),
    )


def test_the_database_refuses_lines_that_miss_the_price(money):
    purchase = money.ask("150.00", wanted=SESSIONS)
    refused_by_database(
        "order_lines_come_to_price", lambda: purchase.lines.update(unit_price=D("24.00"))
    )
    refused_by_database(
        "order_lines_come_to_price",
        lambda: type(purchase).objects.filter(pk=purchase.pk).update(amount=D("149.00")),
    )


def test_the_database_counts_and_nobody_else(money):
    purchase = come(money, ordered(money), q1=2)
    OrderLine.objects.filter(purchase=purchase).update(delivered=6, invoiced=2)
    assert counts(purchase) == [(2, 0)]


def test_what_was_ordered_stays_as_it_was_ordered(money):
    purchase = ordered(money)
    for change in ({"quantity": 5}, {"what": "Other"}, {"unit_price": D("20.00")}):
        refused_by_database(
            "order_line_stays", lambda change=change: purchase.lines.update(**change)
        )
    refused_by_database("order_line_stays", lambda: purchase.lines.all().delete())


def test_a_line_of_another_order_is_refused(money):
    one, other = ordered(money), ordered(money, RAILS)
    part = come(money, one, q1=1).deliveries.get()
    line = other.lines.first()
    refused_by_database(
        "order_line_of_this_order",
        lambda: DeliveryLine.objects.create(delivery=part, line=line, quantity=1),
    )


def test_verify__finds_lines_that_do_not_fit_what_has_come(money):
    purchase = come(money, ordered(money), q1=2)
    type(purchase).objects.filter(pk=purchase.pk).update(delivered_amount=D("75.00"))
    found = verify.recount()
    assert not found.holds
    assert purchase.reference in found.difference
