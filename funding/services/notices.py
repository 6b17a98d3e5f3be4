"""Mails about money: who is told, and in which words. Never a resident's name."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Membership
from core import mail
from core.money import pounds


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
        page=_page("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def decided(purchase, *, words: str) -> None:
    """Whoever asked hears what was decided."""
    tell(
        [purchase.requested_by.email],
        title=_("Decided: purchase %(reference)s") % {"reference": purchase.reference},
        words=words,
        page=_page("funding:purchase", purchase),
        link=_("See the purchase"),
    )


def ordered(purchase) -> None:
    """The provider gets the order, by reference; what is needed stands behind the sign-in."""
    told = {"reference": purchase.reference, "amount": pounds(purchase.amount)}
    tell(
        _provider_addresses(purchase.provider),
        title=_("Order %(reference)s") % told,
        words=_(
            "You have an order for up to %(amount)s. Sign in to see what it is, to say when it has "
            "been done and to send the invoice. Name the order's number on it."
        )
        % told,
        page=_page("funding:purchase", purchase),
        link=_("See the order"),
    )


def cancelled(purchase) -> None:
    """The provider hears that an order is no longer wanted."""
    told = {"reference": purchase.reference}
    tell(
        _provider_addresses(purchase.provider),
        title=_("Cancelled: order %(reference)s") % told,
        words=_("This order is no longer wanted. Ring us if you have begun already."),
        page=_page("funding:purchase", purchase),
        link=_("See the order"),
    )


def invoice_came(invoice) -> None:
    """Finance hears that an invoice waits."""
    told = {"reference": invoice.reference, "amount": pounds(invoice.amount)}
    tell(
        holders("invoices.pay", invoice.purchase.programme),
        title=_("Invoice %(reference)s came in") % told,
        words=_("It asks for %(amount)s. Check it against the order.") % told,
        page=_page("funding:invoice", invoice),
        link=_("See the invoice"),
    )


def invoice_decided(invoice, *, words: str) -> None:
    """Whoever sent the invoice hears what became of it."""
    tell(
        [invoice.submitted_by.email],
        title=_("Your invoice %(number)s") % {"number": invoice.number},
        words=words,
        page=_page("funding:invoice", invoice),
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


def _page(name: str, thing) -> str:
    return mail.site_url() + reverse(name, args=[thing.reference])


def _provider_addresses(provider) -> list[str]:
    return [provider.organisation.email] if provider is not None else []
