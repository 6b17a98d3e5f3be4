"""What must hold of each purchase's row: its words, its stamps, its amounts, whom it is for."""

from django.db.models import CheckConstraint, F, Q

from core.constraints import in_order, one_of, paired, stamped_once
from funding.lifecycle import PurchaseStatus

RULES = (
    one_of("purchase", "status", PurchaseStatus.values),
    one_of(
        "purchase",
        "category",
        (
            "transport",
            "aids",
            "cleaning",
            "furniture",
            "warmth",
            "food",
            "digital",
            "groups",
            "support",
            "other",
        ),
    ),
    stamped_once(
        "purchase",
        ("approved", "ordered", "delivered", "paid"),
        "approved_at",
        "approved_by",
    ),
    stamped_once("purchase", ("ordered", "delivered", "paid"), "ordered_at", "ordered_by"),
    stamped_once("purchase", ("delivered", "paid"), "delivered_at", "delivered_by"),
    paired("purchase", "approved_at", "approved_by"),
    paired("purchase", "refused_at", "refused_by"),
    paired("purchase", "ordered_at", "ordered_by"),
    paired("purchase", "delivered_at", "delivered_by"),
    paired("purchase", "cancelled_at", "cancelled_by"),
    stamped_once("purchase", ("refused",), "refused_at", "refused_by"),
    stamped_once("purchase", ("cancelled",), "cancelled_at", "cancelled_by"),
    in_order("purchase", "requested_at", "approved_at"),
    in_order("purchase", "ordered_at", "delivered_at"),
    one_of("purchase", "way", ("", "light", "full", "again")),
    CheckConstraint(
        name="purchase_delivered_within_price",
        condition=Q(delivered_amount__gte=0, delivered_amount__lte=F("amount")),
    ),
    CheckConstraint(
        name="purchase_refunded_within_price",
        condition=Q(refunded__gte=0, refunded__lte=F("amount")),
    ),
    CheckConstraint(name="purchase_amount_positive", condition=Q(amount__gt=0)),
    CheckConstraint(
        name="purchase_for_person_or_group",
        condition=Q(case__isnull=False) | ~Q(group_name=""),
    ),
    CheckConstraint(
        name="purchase_above_first_tier_not_self_approved",
        condition=Q(tier=1) | Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
    ),
    CheckConstraint(
        name="purchase_personal_budget_names_case",
        condition=Q(from_personal_budget=False) | Q(case__isnull=False),
    ),
)
