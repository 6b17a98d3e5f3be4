"""What must hold of a purchase's row is held by one function, each rule under its own name."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from core.constraints import HeldTogether, checks_of
from funding.models import Purchase
from funding.models.purchase_rules import RULES

BROKEN = {
    "purchase_status_known": "status = 'lost'",
    "purchase_category_known": "category = 'yacht'",
    "purchase_way_known": "way = 'odd'",
    "purchase_approved_at_approved_by_follow_status": "approved_at = NULL, approved_by_id = NULL",
    "purchase_ordered_at_ordered_by_follow_status": "status = 'ordered'",
    "purchase_delivered_at_delivered_by_follow_status": (
        "status = 'delivered', ordered_at = now(), ordered_by_id = requested_by_id"
    ),
    "purchase_refused_at_refused_by_follow_status": "status = 'refused'",
    "purchase_cancelled_at_cancelled_by_follow_status": "status = 'cancelled'",
    "purchase_approved_at_approved_by_paired": "status = 'requested', approved_by_id = NULL",
    "purchase_refused_at_refused_by_paired": "refused_at = now()",
    "purchase_ordered_at_ordered_by_paired": "ordered_at = now()",
    "purchase_delivered_at_delivered_by_paired": "delivered_by_id = requested_by_id",
    "purchase_cancelled_at_cancelled_by_paired": "cancelled_at = now()",
    "purchase_requested_at_before_approved_at": "approved_at = requested_at - interval '1 s'",
    "purchase_ordered_at_before_delivered_at": (
        "ordered_at = now(), ordered_by_id = requested_by_id,"
        " delivered_at = now() - interval '1 s', delivered_by_id = requested_by_id"
    ),
    "purchase_delivered_within_price": "delivered_amount = amount + 1",
    "purchase_refunded_within_price": "refunded = -1",
    "purchase_amount_positive": "amount = 0",
    "purchase_for_person_or_group": "case_id = NULL",
    "purchase_above_first_tier_not_self_approved": "tier = 2",
    "purchase_personal_budget_names_case": (
        "from_personal_budget = true, case_id = NULL, group_name = 'Tea'"
    ),
}

pytestmark = pytest.mark.django_db


def change(bought: Purchase, how: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE funding_purchase SET {how} WHERE id = %s", [bought.pk])


def test_each_rule_is_tried_here():
    assert {each.name for each in RULES} == set(BROKEN)
    assert {each.name for each in checks_of(Purchase)} > set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_breaks_a_rule__is_refused_under_its_name(money, name):
    bought = money.ask("12.00")
    with pytest.raises(IntegrityError) as caught:
        change(bought, BROKEN[name])
    refusal = caught.value.__cause__.diag
    assert (refusal.constraint_name, refusal.table_name) == (name, "funding_purchase")
    assert f'violates check constraint "{name}"' in str(caught.value)


def test_a_new_row_is_asked_as_well(money):
    bought = money.ask("12.00")
    bought.pk, bought.reference, bought.amount = None, "", 0
    with pytest.raises(IntegrityError, match="purchase_amount_positive"), transaction.atomic():
        bought.save(force_insert=True)


def test_a_form_is_told_before_the_database_is_asked(money):
    bought = money.ask("12.00")
    bought.amount = 0
    (together,) = (each for each in Purchase._meta.constraints if isinstance(each, HeldTogether))
    with pytest.raises(ValidationError, match="purchase_amount_positive"):
        together.validate(Purchase, bought)
    bought.amount = 12
    together.validate(Purchase, bought)


def test_what_is_empty_breaks_no_rule_that_cannot_say(money):
    """As with a CHECK, a rule whose answer is unknown does not refuse."""
    bought = money.ask("12.00")
    change(bought, "places = NULL, seconds = NULL")


def test_it_is_the_same_rules_when_asked_again():
    (together,) = (each for each in Purchase._meta.constraints if isinstance(each, HeldTogether))
    path, args, kwargs = together.deconstruct()
    assert path.endswith("HeldTogether")
    assert HeldTogether(*args, **kwargs) == together
    assert HeldTogether(name="other", checks=together.checks) != together
