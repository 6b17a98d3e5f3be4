"""How often the database is asked: what a busy hour multiplies."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock, references
from funding.models import Purchase, PurchaseEvent
from funding.services import purchases
from tests.factories.funding import goal_of

A_PURCHASE = 4  # savepoint, who pays, all rows, release


def test_a_purchase_agreed_at_once__is_two_statements_in_its_transaction(money):
    given = {
        "by": money.link_worker,
        "what": "Kettle",
        "why": "To have tea at home again",
        "category": "aids",
        "case": money.case,
        "goal": goal_of(money.case),
    }
    purchases.request(at=clock.now(), amount=Decimal("12.00"), **given)
    references.keep_ready(Purchase, 1)  # drawn for many purchases at once
    with CaptureQueriesContext(connection) as asked:
        made = purchases.request(at=clock.now(), amount=Decimal("12.00"), **given)
    assert len(asked) <= A_PURCHASE, [each["sql"][:80] for each in asked]
    assert made.status == "approved"
    told = PurchaseEvent.objects.filter(purchase=made).order_by("pk")
    assert [(each.verb, each.from_status, each.to_status) for each in told] == [
        ("request", "", "requested"),
        ("approve", "requested", "approved"),
    ]
    assert made.approvals.get().by == money.link_worker
    assert made.versions.count() == 1
    assert sum(each.amount for each in made.shares.all()) == made.amount
