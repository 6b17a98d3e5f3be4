"""The personal budget: reserved when a purchase is approved, used when it is paid."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import services
from core.errors import RuleBroken
from core.money import pounds
from funding.models import BudgetOverride, PersonalBudget


def budget_of(case) -> PersonalBudget:
    """The case's personal budget, made on first use with the cap of the case's policy."""
    found, _made = PersonalBudget.objects.get_or_create(
        case=case, defaults={"cap": case.policy.personal_budget_cap}
    )
    return found


def left_of(case) -> Decimal:
    """What could still be promised, without making a budget for somebody who has none yet."""
    found = PersonalBudget.objects.filter(case=case).first()
    return found.left if found else case.policy.personal_budget_cap


@transaction.atomic
def reserve(case, *, amount: Decimal) -> None:
    """Promise `amount` of the budget. Two at once cannot both have the last pound.

    One conditional UPDATE asks and takes in the same breath; a CheckConstraint says it again.
    """
    budget = budget_of(case)
    room = F("cap") + F("extra") - F("committed") - F("paid")
    took = (
        PersonalBudget.objects.alias(room=room)
        .filter(pk=budget.pk, room__gte=amount)
        .update(committed=F("committed") + amount)
    )
    if not took:
        budget.refresh_from_db()
        told = {"left": pounds(budget.left), "limit": pounds(budget.limit)}
        raise RuleBroken(
            _(
                "%(left)s of the personal budget of %(limit)s is left. A manager can lift it with "
                "a reason, or it can be paid from the floating fund."
            )
            % told,
            field="from_personal_budget",
        )


def release(case, *, amount: Decimal) -> None:
    """Give a promise back."""
    PersonalBudget.objects.filter(case=case).update(committed=F("committed") - amount)


def use(case, *, promised: Decimal, paid: Decimal) -> None:
    """Take what was paid, and give back what was promised beyond it."""
    PersonalBudget.objects.filter(case=case).update(
        committed=F("committed") - promised, paid=F("paid") + paid
    )


def give_back(case, *, amount: Decimal) -> None:
    """Money for something returned came back: it may be spent again."""
    PersonalBudget.objects.filter(case=case).update(paid=F("paid") - amount)


@transaction.atomic
def override_cap(case, *, by, at: datetime, extra: Decimal, reason: str) -> PersonalBudget:
    """Lift this one person's budget to its cap plus `extra`, for a recorded reason.

    It cannot be set below what is already promised and paid.
    """
    budget = services.lock(budget_of(case))
    if budget.cap + extra < budget.committed + budget.paid:
        used = pounds(budget.committed + budget.paid)
        raise RuleBroken(
            _("%(used)s of it is promised or paid already.") % {"used": used}, field="extra"
        )
    budget.extra, budget.extra_reason = extra, reason
    budget.extra_at, budget.extra_by = at, by
    budget.save()
    BudgetOverride.objects.create(budget=budget, at=at, by=by, extra=extra, reason=reason[:200])
    return budget
