"""Mails about money: who is told, and in which words. Never a resident's name."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.dateformat import format as _format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Membership
from core import links, mail
from core.money import pounds

QUOTE, ORDER = "quote", "order"
"""Purposes of the signed links that providers get."""
ORDER_LASTS = dt.timedelta(days=90)


def holders(permission: str, programme) -> list[str]:
    """E-mail addresses of the people whose role in the programme carries `permission`."""
    slugs = [role.slug for role in roles.ALL if permission in role.permissions]
    held = Membership.objects.current().filter(programme=programme, role__in=slugs)
    return sorted(set(held.values_list("user__email", flat=True)))


def tell(to: Iterable[str], *, title: str, words: str, page: str, link: str) -> None:
    """One mail to each address: a title, a sentence, a link."""
    addresses = [each for each in to if each]
    if addresses:
        context = {"title": title, "words": words, "page": page, "link": link}
        mail.send(to=addresses, template="funding", context=context)


def ask_to_agree(purchase, tier, *, leave_out=()) -> None:
    """Those who may agree to a price of this tier hear that it waits for them."""
    told = {"amount": pounds(purchase.amount), "reference": purchase.reference}
    to = [each for each in holders(tier.permission, purchase.programme) if each not in leave_out]
    tell(
        to,
        title=_("A purchase waits for you: %(reference)s") % told,
        words=_("Someone asks for %(amount)s. Agree to it or refuse it with a reason.") % told,
        page=page_of("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def decided(purchase, *, words: str) -> None:
    """Whoever asked hears what was decided."""
    tell(
        [purchase.requested_by.email],
        title=_("Decided: purchase %(reference)s") % {"reference": purchase.reference},
        words=words,
        page=page_of("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def ordered(purchase, *, by, at) -> None:
    """The provider gets the order by reference, with a link by which it can answer: say that it
    has it, say when it is done, send the invoice. What is needed stands behind the link."""
    told = {"reference": purchase.reference, "amount": pounds(purchase.amount)}
    for to in provider_addresses(purchase.provider):
        link = links.issue(
            ORDER, purchase.reference, to=to, by=by, at=at, expires_at=at + ORDER_LASTS
        )
        tell(
            [to],
            title=_("Order %(reference)s") % told,
            words=_(
                "You have an order for up to %(amount)s. The link shows what it is; there you can "
                "confirm it, say when it has been done and send the invoice. Name the order’s "
                "number on it."
            )
            % told,
            page=links.url(link),
            link=_("See the order"),
        )


def order_confirmed(purchase, *, words: str) -> None:
    """Whoever ordered hears that the provider has the order."""
    tell(
        [purchase.ordered_by.email],
        title=_("Order %(reference)s is confirmed") % {"reference": purchase.reference},
        words=words or _("The provider has the order and will do it."),
        page=page_of("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def cancelled(purchase, *, by, at) -> None:
    """The provider hears that an order is no longer wanted; its link is taken back."""
    links.revoke(ORDER, purchase.reference, by=by, at=at)
    tell(
        provider_addresses(purchase.provider),
        title=_("Cancelled: order %(reference)s") % {"reference": purchase.reference},
        words=_("This order is no longer wanted. Ring us if you have begun already."),
        page=page_of("funding:purchase", purchase),
        link=_("See the order"),
    )


def rest_cancelled(purchase) -> None:
    """The provider hears that what has not come yet is not wanted any more."""
    told = {"reference": purchase.reference, "amount": pounds(purchase.delivered_amount)}
    tell(
        provider_addresses(purchase.provider),
        title=_("Order %(reference)s: the rest is not wanted") % told,
        words=_("What has come is owed: %(amount)s. Bring nothing more.") % told,
        page=page_of("funding:purchase", purchase),
        link=_("See the order"),
    )


# -- prices and panels ------------------------------------------------------------------------


def quote_wanted(request, *, by, at) -> None:
    """A provider is asked for a price, with a link of its own."""
    told = {"reference": request.reference, "day": _format(localtime(request.expires_at), "j F")}
    for to in provider_addresses(request.provider):
        link = links.issue(
            QUOTE, request.reference, to=to, by=by, at=at, expires_at=request.expires_at
        )
        tell(
            [to],
            title=_("What would you charge? %(reference)s") % told,
            words=_("We ask you for a price. The link shows for what; answer before %(day)s.")
            % told,
            page=links.url(link),
            link=_("Give your price"),
        )


def take_back_link(request, *, by, at) -> None:
    """A price is no longer needed: the link in the mail leads nowhere."""
    links.revoke(QUOTE, request.reference, by=by, at=at)


def price_came(quote) -> None:
    """Whoever asked hears that a price is in."""
    _to_asker(
        quote.purchase,
        words=_("%(name)s would charge %(amount)s.")
        % {"name": quote.provider.organisation.name, "amount": pounds(quote.amount)},
    )


def quote_came(request, *, words: str) -> None:
    """Whoever asked hears that no price will come from here."""
    _to_asker(request.purchase, words=f"{request.provider.organisation.name}. {words}")


def _to_asker(purchase, *, words: str) -> None:
    tell(
        [purchase.requested_by.email],
        title=_("Prices for %(reference)s") % {"reference": purchase.reference},
        words=words,
        page=page_of("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def ask_for_a_panel(purchase, *, leave_out=()) -> None:
    """Those who may call a panel hear that one is needed."""
    told = {"amount": pounds(purchase.amount), "reference": purchase.reference}
    to = holders("purchases.call_panel", purchase.programme)
    tell(
        [each for each in to if each not in leave_out],
        title=_("A panel is needed: %(reference)s") % told,
        words=_("Someone asks for %(amount)s, which is above the last limit. Call a panel.") % told,
        page=page_of("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def panel_called(panel) -> None:
    """Each member hears that their vote is asked for."""
    told = {"reference": panel.reference, "day": _format(panel.decide_by, "j F")}
    tell(
        [each.user.email for each in panel.members.select_related("user")],
        title=_("Your vote is asked for: %(reference)s") % told,
        words=_("Vote by %(day)s, or say that you have an interest in it.") % told,
        page=page_of("funding:panel", panel),
        link=_("See what it is about"),
    )


# -- invoices ---------------------------------------------------------------------------------


def invoice_came(invoice) -> None:
    """Finance hears that an invoice waits."""
    told = {"reference": invoice.reference, "amount": pounds(invoice.amount)}
    tell(
        holders("invoices.pay", invoice.purchase.programme),
        title=_("Invoice %(reference)s came in") % told,
        words=_("It asks for %(amount)s. Check it against the order.") % told,
        page=page_of("funding:invoice", invoice),
        link=_("See the invoice"),
    )


def invoice_decided(invoice, *, words: str) -> None:
    """Whoever sent the invoice hears what became of it."""
    sender = invoice.submitted_by
    to = provider_addresses(invoice.purchase.provider) if sender.stands_for_id else [sender.email]
    tell(
        to,
        title=_("Your invoice %(number)s") % {"number": invoice.number},
        words=words,
        page=page_of("funding:invoice", invoice),
        link=_("See the invoice"),
    )


def alarm(programme, *, words: str) -> None:
    """The books do not add up: finance and manager hear at once."""
    tell(
        {*holders("funds.correct", programme), *holders("purchases.override_cap", programme)},
        title=_("The ledger does not add up"),
        words=_(
            "Tonight’s recount found a difference: %(words)s. Pay nothing until it is cleared up."
        )
        % {"words": words},
        page=mail.site_url() + reverse("funding:home"),
        link=_("See the money"),
    )


def page_of(name: str, thing) -> str:
    """The full address of a thing's page, for a mail."""
    return mail.site_url() + reverse(name, args=[thing.reference])


def provider_addresses(provider) -> list[str]:
    """Where a provider reads its mail; nowhere when we know no address."""
    return [provider.organisation.email] if provider and provider.organisation.email else []
