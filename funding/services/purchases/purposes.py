"""What a purchase is for: goal, barrier or need, and whether the money may go there."""

from django.utils.translation import gettext as _

from core.errors import RuleBroken
from funding.models import Purchase
from programmes.models import NeedDomain


def refuse_purpose(*, case, goal, barrier, need) -> None:
    """Every pound names what it serves: a goal or barrier of the case, or a need of a group."""
    if goal is not None and (case is None or goal.case_id != case.pk):
        raise RuleBroken(_("This goal belongs to somebody else."), field="goal")
    if barrier is not None and (case is None or barrier.referral_id != case.referral_id):
        raise RuleBroken(_("This barrier belongs to somebody else."), field="barrier")
    if case is not None and goal is None and barrier is None:
        raise RuleBroken(_("Choose the goal or the barrier that this is for."), field="serves")
    if case is None and need is None:
        raise RuleBroken(_("Choose the need that this is for."), field="need")


def refuse_other_needs(purchase: Purchase) -> None:
    """RuleBroken where the programme's rules name needs and this serves none of them."""
    only = purchase.policy.spend_needs
    if only and not set(only) & set(codes_of(purchase)):
        told = {"needs": needs_words(purchase.policy)}
        raise RuleBroken(
            _("This programme’s money is only for: %(needs)s. This serves something else.") % told,
            field="serves" if purchase.case_id else "need",
        )


def needs_words(policy) -> str:
    """The needs that a programme's money is for, as read; nothing where it is for any."""
    if not policy.spend_needs:
        return ""
    rows = NeedDomain.objects.filter(code__in=policy.spend_needs).order_by("order", "pk")
    return ", ".join(each.name for each in rows)


def codes_of(purchase) -> list[str]:
    """What the purchase is for, in the codes that restricted agreements name."""
    codes = [purchase.category]
    if purchase.barrier_id:
        reason = purchase.barrier.reason
        codes += [reason.code] + ([reason.need.code] if reason.need_id else [])
    if purchase.goal_id and purchase.goal.need_id:
        codes.append(purchase.goal.need.code)
    if purchase.need_id:
        codes.append(purchase.need.code)
    return codes
