"""Purchases on screen: rows, facts, the story, and what can be done now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.money import ZERO, pounds
from core.presenters import Action, Cell, Column, Fact, Purse, Row, Table, TimelineEntry
from funding.lifecycle import COMMITTED, PURCHASE_LIFE, PurchaseStatus
from funding.models import PersonalBudget, Purchase
from funding.presenters import words
from funding.presenters.people import whom, whom_cell
from funding.services import budgets

_URLS = {
    "quote": "funding:quote",
    "approve": "funding:approve",
    "refuse": "funding:refuse",
    "order": "funding:order",
    "confirm_delivery": "funding:confirm_delivery",
    "settle": "funding:settle",
    "cancel": "funding:cancel",
}
_MAIN = ("approve", "order", "settle", "confirm_delivery")


def row(purchase: Purchase, seen: set[int]) -> Row:
    """One purchase in a list."""
    return Row(
        (
            Cell(purchase.what, url=purchase.get_absolute_url(), sub=purchase.reference),
            whom_cell(purchase, seen),
            Cell(tags=(words.purchase_tag(purchase),)),
            Cell(words.short_day(purchase.requested_at)),
            Cell(pounds(purchase.amount)),
        ),
        key=purchase.reference,
    )


def table(purchases, seen: set[int], *, caption: str) -> Table:
    """A few purchases, under a caption."""
    columns = (
        Column(_("What")),
        Column(_("For whom")),
        Column(_("State")),
        Column(_("Asked for")),
        Column(_("Price"), numeric=True),
    )
    return Table(caption, columns, tuple(row(each, seen) for each in purchases))


def tier_words(policy, tier) -> str:
    """Who must agree, said so that whoever asks knows what comes next."""
    if tier.number == 1:
        return _("Agreed at once: it can be ordered today.")
    below = policy.tiers()[tier.number - 2].up_to
    who = holder_words(tier)
    if tier.approvers > 1:
        return _("Two people must agree (%(who)s), because it is over %(limit)s.") % {
            "who": who,
            "limit": pounds(below).removesuffix(".00"),
        }
    return _("%(who)s must agree.") % {"who": who}


def holder_words(tier) -> str:
    """The role that a tier's permission belongs to, in words."""
    return {
        "purchases.approve": _("the worker"),
        "purchases.approve_second": _("The team lead"),
        "purchases.approve_third": _("The service manager"),
    }.get(tier.permission, tier.permission)


def facts(purchase: Purchase, seen: set[int], *, tier) -> list[Fact]:
    """What is bought, in short."""
    found = [
        Fact(_("Price"), pounds(purchase.amount)),
        Fact(_("For whom"), whom(purchase, seen)),
        Fact(_("Kind"), purchase.get_category_display()),
    ]
    if purchase.case_id is None or purchase.case_id in seen:
        found.append(Fact(_("What it makes possible"), purchase.why))
    if purchase.goal_id and purchase.case_id in seen:
        found.append(Fact(_("Goal"), purchase.goal.words))
    if purchase.barrier_id:
        found.append(Fact(_("Barrier"), purchase.barrier.reason.name))
    supplier = (
        purchase.provider.organisation.name if purchase.provider_id else _("Bought in a shop")
    )
    found += [
        Fact(_("From"), supplier),
        Fact(_("Paid by"), _purse_words(purchase)),
        Fact(_("Asked for by"), str(purchase.requested_by)),
        Fact(_("Who agrees"), _agreed_words(purchase, tier)),
    ]
    return found


def _supplier_words(purchase: Purchase) -> str:
    return purchase.provider.organisation.name if purchase.provider_id else _("Bought in a shop")


def _purse_words(purchase: Purchase) -> str:
    if purchase.from_personal_budget:
        return _("Their personal budget, from “%(fund)s”") % {"fund": purchase.fund.name}
    return purchase.fund.name


def _agreed_words(purchase: Purchase, tier) -> str:
    agreed = ", ".join(str(each.by) for each in purchase.approvals.all())
    if purchase.status == PurchaseStatus.REQUESTED:
        if agreed:
            return _("%(names)s agreed; one more must") % {"names": agreed}
        return tier_words(purchase.policy, tier)
    return agreed or "–"


def actions(user, purchase: Purchase) -> list[Action]:
    """The verbs that the life allows and the person may do, the main one first."""
    found = [
        verb
        for verb in PURCHASE_LIFE.verbs_from(purchase.status)
        if verb in _URLS and _fits(user, purchase, verb)
        if user.has_perm(f"purchases.{verb}", purchase)
    ]
    main = next((verb for verb in _MAIN if verb in found), "")
    ordered = sorted(found, key=lambda verb: verb != main)
    return [_action(purchase, verb, main=verb == main) for verb in ordered]


def _fits(user, purchase: Purchase, verb: str) -> bool:
    """What the table cannot know: who delivers, and who has agreed already."""
    if verb == "order":
        return purchase.provider_id is not None
    if verb == "settle":
        return purchase.provider_id is None
    if verb == "approve":
        return user.pk not in {each.by_id for each in purchase.approvals.all()}
    return True


def _action(purchase: Purchase, verb: str, *, main: bool) -> Action:
    url = reverse(_URLS[verb], args=[purchase.reference])
    return Action(PURCHASE_LIFE.moves[verb].label, url, "main" if main else "second")


def story(purchase: Purchase, invoices=(), *, seen: set[int]) -> list[TimelineEntry]:
    """Everything that happened to the purchase and its invoices, newest first."""
    hides = purchase.case_id is not None and purchase.case_id not in seen
    told = [
        _entry(each, words.PURCHASE_STORY, hides=hides and each.verb == "request")
        for each in sorted(purchase.events.all(), key=lambda event: event.pk)
    ]
    for invoice in invoices:
        told += [
            _entry(each, words.INVOICE_STORY)
            for each in sorted(invoice.events.all(), key=lambda event: event.pk)
        ]
    return newest_first(told)


def newest_first(told: list[TimelineEntry]) -> list[TimelineEntry]:
    """By moment, and of one moment what was written last first."""
    return sorted(told, key=lambda each: each.at)[::-1]


def invoice_story(invoice) -> list[TimelineEntry]:
    """What happened to one invoice, newest first."""
    return newest_first(
        [
            _entry(each, words.INVOICE_STORY)
            for each in sorted(invoice.events.all(), key=lambda event: event.pk)
        ]
    )


def _entry(event, table, *, hides: bool = False) -> TimelineEntry:
    title, icon, tone = table.get(event.verb, (event.verb, "dot", "wash"))
    data = event.data
    if event.verb == "approve" and data.get("agreed", 1) < data.get("needed", 1):
        title = _("Agreed, one more must")
    said = "" if hides else event.words
    if data.get("paid"):
        released = data.get("released", "0")
        said = _("%(said)s: £%(paid)s paid, £%(released)s went back.") % {
            "said": said,
            "paid": data["paid"],
            "released": released,
        }
    elif data.get("amount"):
        said = f"£{data['amount']}. {said}".strip()
    foot = str(event.by) if event.by_id else _("The service itself")
    return TimelineEntry(event.at, title, said, foot=foot, icon=icon, tone=tone)


# -- two purses -----------------------------------------------------------------------------


def purses(case, purchases=None, *, adding=ZERO, from_budget: bool = False) -> list[Purse]:
    """The resident's personal budget against its cap, and what the fund does for them.

    `adding` is drawn as promised: what somebody is about to ask for.
    """
    rows = list(purchases if purchases is not None else case.purchases.all())
    budget = PersonalBudget.objects.filter(case=case).first()
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
            paid=budgets.paid_from_fund(case),
            approved=sum(
                (e.amount for e in rows if not e.from_personal_budget and e.status in COMMITTED),
                ZERO,
            ),
            promised=_waiting(rows, False) + (ZERO if from_budget else adding),
        ),
    ]


def _waiting(rows, budget: bool):
    return sum(
        (
            each.amount
            for each in rows
            if each.status == PurchaseStatus.REQUESTED and each.from_personal_budget == budget
        ),
        ZERO,
    )
