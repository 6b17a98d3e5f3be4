"""What waits for a person: prices to agree, invoices to check and pay."""

from accounts.access import programmes_where
from funding.lifecycle import InvoiceStatus, PanelStatus, PurchaseStatus
from funding.models import Invoice, LookBack, PanelDecision, Purchase

MOST = 200


def to_agree(user) -> list[Purchase]:
    """Purchases that this person could agree to now, the oldest first."""
    reach = {
        name: programmes_where(user, name)
        for name in ("purchases.approve", "purchases.approve_second", "purchases.approve_third")
    }
    wanted = set().union(*reach.values())
    if not wanted:
        return []
    rows = (
        Purchase.objects.visible_to(user)
        .filter(programme__in=wanted, status=PurchaseStatus.REQUESTED)
        .exclude(approvals__by=user)
        .select_related("policy", "case__resident", "requested_by")
        .order_by("requested_at", "pk")
    )
    return [each for each in rows[:MOST] if _may(user, each, reach)]


def _may(user, purchase: Purchase, reach) -> bool:
    tier = purchase.policy.tiers()[purchase.tier - 1]
    own = purchase.tier > 1 and purchase.requested_by_id == user.pk
    return (
        not own
        and not purchase.needs_panel
        and purchase.programme_id in reach.get(tier.permission, ())
    )


def votes_wanted(user):
    """Panels that wait for this person's vote, the most pressing first."""
    return (
        PanelDecision.objects.visible_to(user)
        .filter(
            status=PanelStatus.CALLED,
            members__user=user,
            members__vote="",
            members__interest_at__isnull=True,
        )
        .select_related("purchase")
        .order_by("decide_by", "pk")
    )


def count_votes(user) -> int:
    """How many panels wait for this person's vote, for the pill in the header."""
    return votes_wanted(user).count()


def count_looks(user) -> int:
    """How many purchases wait for a look afterwards."""
    wanted = programmes_where(user, "purchases.look_back")
    rows = LookBack.objects.filter(verdict="", purchase__programme__in=wanted)
    return rows.exclude(purchase__requested_by=user).count()


def invoices_open(user):
    """Invoices that wait for finance: sent, disputed, or approved and not paid."""
    return (
        Invoice.objects.visible_to(user)
        .filter(
            purchase__programme__in=programmes_where(user, "funds.view"),
            status__in=(InvoiceStatus.SUBMITTED, InvoiceStatus.DISPUTED, InvoiceStatus.APPROVED),
        )
        .select_related("purchase__provider__organisation", "purchase__case")
        .order_by("submitted_at", "pk")
    )


def count_to_agree(user) -> int:
    """How many prices wait, for the pill in the header."""
    return len(to_agree(user))


def count_for(user) -> int:
    """How much waits, for the pill in the header."""
    return len(to_agree(user)) + invoices_open(user).count()
