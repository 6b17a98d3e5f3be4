"""Purchases on screen: rows, facts, the story, and what can be done now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.money import ZERO, pounds
from core.presenters import Action, Cell, Column, Fact, Row, Table
from funding.lifecycle import PURCHASE_LIFE, PurchaseStatus
from funding.models import Purchase
from funding.presenters import words
from funding.presenters.matching import clocks
from funding.presenters.people import whom, whom_cell
from funding.services.purchases.quoting import MOST as MOST_ASKED

_URLS = {
    "ask_for_quotes": "funding:ask_for_quotes",
    "choose_quote": "funding:choose_quote",
    "call_panel": "funding:call_panel",
    "confirm_order": "funding:confirm_order",
    "confirm_part": "funding:confirm_part",
    "cancel_rest": "funding:cancel_rest",
    "give_back": "funding:give_back",
    "repeat": "funding:repeat",
    "look_back": "funding:look_back",
    "use_place": "funding:use_place",
    "hand_over": "funding:hand_over",
    "quote": "funding:quote",
    "approve": "funding:approve",
    "refuse": "funding:refuse",
    "order": "funding:order",
    "confirm_delivery": "funding:confirm_delivery",
    "settle": "funding:settle",
    "cancel": "funding:cancel",
}
_ENDS = ("cancel", "cancel_rest")
"""What takes back what was begun: said last and quietly."""
_MAIN = ("choose_quote", "call_panel", "approve", "order", "settle", "confirm_delivery", "repeat")


def row(purchase: Purchase, seen: set[int]) -> Row:
    """One purchase in a list."""
    return Row(
        (
            Cell(
                purchase.what,
                url=purchase.get_absolute_url(),
                sub=purchase.reference,
                hidden=purchase.reference,
            ),
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
    if purchase.need_id:
        found.append(Fact(_("Need"), purchase.need.name))
    found += clocks(purchase)
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


def _purse_words(purchase: Purchase) -> str:
    if purchase.from_personal_budget:
        return _("Their personal budget, from “%(fund)s”") % {"fund": purchase.fund.name}
    return purchase.fund.name


def _agreed_words(purchase: Purchase, tier) -> str:
    agreed = ", ".join(str(each.by) for each in purchase.approvals.all())
    if purchase.needs_panel and not purchase.approved_at:
        return _("A panel, because it is over %(limit)s.") % {
            "limit": pounds(purchase.policy.panel_above).removesuffix(".00")
        }
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
    ordered = sorted(found, key=lambda verb: (verb != main, verb in _ENDS))
    return [_action(purchase, verb, main=verb == main) for verb in ordered]


def _fits(user, purchase: Purchase, verb: str) -> bool:
    """What the table cannot know: who delivers, who has agreed already, what has come."""
    rule = _RULES.get(verb)
    return rule is None or rule(user, purchase)


def _unpriced(user, purchase) -> bool:
    return not purchase.approvals.all() and not _panel_called(purchase)


def _panel_called(purchase) -> bool:
    return any(each.status == "called" for each in purchase.panels.all())


def _may_agree(user, purchase) -> bool:
    agreed = {each.by_id for each in purchase.approvals.all()}
    return not purchase.needs_panel and user.pk not in agreed


def _waits_for_a_look(user, purchase) -> bool:
    look = getattr(purchase, "look_back", None)
    return look is not None and not look.verdict and purchase.requested_by_id != user.pk


def _not_confirmed(user, purchase) -> bool:
    """Whoever has delivered some of it need not say any more that they will."""
    told = any(each.verb == "confirm_order" for each in purchase.events.all())
    return not told and not purchase.delivered_amount


def _has_free_places(user, purchase) -> bool:
    return not purchase.case_id and (purchase.places or 0) > purchase.places_used


_RULES = {
    "order": lambda user, purchase: purchase.provider_id is not None,
    "settle": lambda user, purchase: purchase.provider_id is None,
    "approve": _may_agree,
    "ask_for_quotes": lambda user, purchase: (
        _unpriced(user, purchase) and len(purchase.quote_requests.all()) < MOST_ASKED
    ),
    "quote": _unpriced,
    "choose_quote": lambda user, purchase: (
        _unpriced(user, purchase) and len(purchase.quotes.all()) > 0
    ),
    "refuse": lambda user, purchase: not _panel_called(purchase),
    "call_panel": lambda user, purchase: purchase.needs_panel and not _panel_called(purchase),
    "confirm_order": _not_confirmed,
    "cancel": lambda user, purchase: not purchase.delivered_amount,
    "cancel_rest": lambda user, purchase: purchase.delivered_amount > ZERO,
    "give_back": lambda user, purchase: (
        purchase.provider_id is None and purchase.refunded < purchase.delivered_amount
    ),
    "repeat": lambda user, purchase: purchase.from_personal_budget,
    "look_back": _waits_for_a_look,
    "use_place": _has_free_places,
    "hand_over": lambda user, purchase: purchase.case_id is not None,
}


def _action(purchase: Purchase, verb: str, *, main: bool) -> Action:
    url = reverse(_URLS[verb], args=[purchase.reference])
    kind = "main" if main else "link" if verb in _ENDS else "second"
    return Action(PURCHASE_LIFE.moves[verb].label, url, kind)
