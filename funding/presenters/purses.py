"""Two purses: the resident's personal budget, and what the fund does for them."""

from django.utils.translation import gettext as _

from core.money import ZERO
from core.presenters import Purse
from funding.lifecycle import COMMITTED, PurchaseStatus


def purses(case, purchases=None, *, adding=ZERO, from_budget: bool = False) -> list[Purse]:
    """The resident's personal budget against its cap, and what the fund does for them.

    `adding` is drawn as promised: what somebody is about to ask for.
    """
    rows = list(purchases if purchases is not None else of_case(case))
    budget = getattr(case, "personal_budget", None)
    cap = budget.limit if budget else case.policy.personal_budget_cap
    name = case.resident.preferred_name or case.resident.given_name
    return [
        Purse(
            _("%(name)s’s personal budget") % {"name": name},
            paid=budget.paid if budget else ZERO,
            approved=budget.committed if budget else ZERO,
            promised=_waiting(rows, True) + (adding if from_budget else ZERO),
            limit=cap,
        ),
        Purse(
            _("Floating fund, for %(name)s") % {"name": name},
            paid=sum((e.paid_so_far for e in rows if not e.from_personal_budget), ZERO),
            approved=sum(
                (e.amount for e in rows if not e.from_personal_budget and e.status in COMMITTED),
                ZERO,
            ),
            promised=_waiting(rows, False) + (ZERO if from_budget else adding),
        ),
    ]


def of_case(case):
    """The case's purchases, newest first, each with what was paid."""
    joined = case.purchases.select_related("case__resident", "provider__organisation")
    return joined.with_paid().order_by("-requested_at", "-pk")


def _waiting(rows, budget: bool):
    return sum(
        (
            each.amount
            for each in rows
            if each.status == PurchaseStatus.REQUESTED and each.from_personal_budget == budget
        ),
        ZERO,
    )
