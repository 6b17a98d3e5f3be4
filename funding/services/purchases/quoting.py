"""Prices from providers: asked for, given, compared, and one of them taken."""

import datetime as dt
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, services
from core.errors import NotAllowedNow, RuleBroken
from core.money import pounds
from funding.lifecycle import PURCHASE_LIFE, QUOTE_LIFE, QuoteStatus
from funding.models import Purchase, Quote, QuoteRequest
from funding.services import notices
from funding.services.purchases import lines
from funding.services.purchases.tiers import reprice
from providers.services import check_able

MOST = 3
"""How many providers are asked for one thing: more would waste their time."""


@transaction.atomic
def ask_for_quotes(
    purchase: Purchase, *, by, at: datetime, providers, needed: str
) -> list[QuoteRequest]:
    """Ask one to three providers for a price; each gets a mail with a link of its own.

    They read `needed` and roughly where it is, never for whom.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "ask_for_quotes")
    _refuse_priced(purchase)
    asked = purchase.quote_requests.count()
    if not providers or asked + len(providers) > MOST:
        raise RuleBroken(
            _("Ask one to three providers; %(asked)d have been asked already.") % {"asked": asked},
            field="providers",
        )
    expires = clock.start_of(clock.day_of(at) + dt.timedelta(days=purchase.policy.quote_days + 1))
    made = [
        _ask(purchase, each, by=by, at=at, needed=needed, expires=expires) for each in providers
    ]
    told = {"asked": [each.reference for each in made]}
    status = purchase.status
    events.record(
        purchase, "ask_for_quotes", by=by, at=at, from_status=status, words=needed, data=told
    )
    return made


def _ask(purchase, provider, *, by, at, needed, expires) -> QuoteRequest:
    check_able(provider, clock.day_of(at))
    if purchase.quote_requests.filter(provider=provider).exists():
        raise RuleBroken(
            _("%(name)s has been asked already.") % {"name": provider.organisation.name},
            field="providers",
        )
    made = QuoteRequest.objects.create(
        purchase=purchase,
        provider=provider,
        needed=needed[:400],
        asked_at=at,
        asked_by=by,
        expires_at=expires,
    )
    events.record(made, "ask", by=by, at=at, words=needed)
    notices.quote_wanted(made, by=by, at=at)
    return made


@transaction.atomic
def answer(
    quote_request: QuoteRequest,
    *,
    by,
    at: datetime,
    amount: Decimal | None = None,
    prices: Mapping[int, Decimal] | None = None,
    lead_days: int = 0,
    words: str = "",
) -> Quote:
    """The provider's price, given signed in or through their link. Not after the last day."""
    request = _open(quote_request, at=at)
    amount = _in_all(request.purchase, amount, prices)
    told = {"amount": str(amount), "lead_days": lead_days}
    services.move(
        request,
        "answer",
        life=QUOTE_LIFE,
        by=by,
        at=at,
        words=words,
        data=told,
        answered_at=at,
        answered_by=by,
    )
    given = {"amount": amount, "lead_days": lead_days, "words": words[:200]}
    return _keep(request.purchase, request.provider, by=by, at=at, given=given, prices=prices)


@transaction.atomic
def decline(quote_request: QuoteRequest, *, by, at: datetime, reason: str) -> QuoteRequest:
    """The provider gives no price, and says why."""
    request = _open(quote_request, at=at)
    services.move(
        request,
        "decline",
        life=QUOTE_LIFE,
        by=by,
        at=at,
        words=reason,
        answered_at=at,
        answered_by=by,
        decline_reason=reason[:200],
    )
    notices.quote_came(request, words=_("They give no price: %(reason)s") % {"reason": reason})
    return request


def _open(quote_request: QuoteRequest, *, at) -> QuoteRequest:
    """The request with its purchase, locked in the one order, if it may still be answered."""
    purchase = services.lock(quote_request.purchase)
    request = services.lock(quote_request)
    request.purchase = purchase
    if request.status == QuoteStatus.ASKED and request.expires_at <= at:
        raise NotAllowedNow(_("The last day for a price has passed. Ring whoever asked you."))
    return request


@transaction.atomic
def quote(
    purchase: Purchase,
    *,
    by,
    at: datetime,
    provider,
    amount: Decimal | None = None,
    prices: Mapping[int, Decimal] | None = None,
    lead_days: int = 0,
    words: str = "",
) -> Quote:
    """A price that a worker was told on the telephone, or that stood in a catalogue."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "quote")
    amount = _in_all(purchase, amount, prices)
    given = {"amount": amount, "lead_days": lead_days, "words": words[:200]}
    return _keep(purchase, provider, by=by, at=at, given=given, prices=prices)


def _in_all(purchase: Purchase, amount, prices) -> Decimal:
    """One sum, or for an order by quantity what the prices each come to."""
    ordered = lines.of(purchase)
    return lines.priced(ordered, prices or {}) if ordered else amount


def _keep(purchase: Purchase, provider, *, by, at, given: dict, prices) -> Quote:
    """One price a provider; a new one replaces the old until one has been taken."""
    _refuse_priced(purchase)
    made, _new = Quote.objects.update_or_create(
        purchase=purchase, provider=provider, defaults={**given, "given_at": at, "given_by": by}
    )
    if prices:
        lines.keep_prices(made, prices)
    told = {"amount": str(given["amount"]), "from": provider.reference}
    services.move(
        purchase, "quote", life=PURCHASE_LIFE, by=by, at=at, words=given["words"], data=told
    )
    notices.price_came(made)
    return made


def _refuse_priced(purchase: Purchase) -> None:
    """A price that people have begun to agree to does not change under them."""
    if purchase.approvals.exists() or purchase.panels.filter(status="called").exists():
        raise RuleBroken(_("Somebody has agreed to the price already."))


@transaction.atomic
def choose_quote(
    purchase: Purchase, *, by, at: datetime, quote: Quote, reason: str = ""
) -> Purchase:
    """Take one price: it becomes the purchase's price, and its provider delivers.

    Not the cheapest only with a reason. Who must agree follows from the new price.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "choose_quote")
    _refuse_priced(purchase)
    quotes = services.lock_all(Quote.objects.filter(purchase=purchase))
    chosen = next((each for each in quotes if each.pk == quote.pk), None)
    if chosen is None:
        raise RuleBroken(_("This price was given for something else."), field="quote")
    if chosen.amount > min(each.amount for each in quotes) and not reason.strip():
        raise RuleBroken(
            _("This is not the cheapest: say why it is the right one."), field="reason"
        )
    purchase.quotes.exclude(pk=chosen.pk).update(chosen_at=None, chosen_by=None, chosen_reason="")
    chosen.chosen_at, chosen.chosen_by, chosen.chosen_reason = at, by, reason[:200]
    chosen.save()
    lines.take_prices(chosen)
    reprice(purchase, chosen.amount)
    told = {"amount": str(chosen.amount), "from": chosen.provider.reference}
    return services.move(
        purchase,
        "choose_quote",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=reason,
        data=told,
        provider=chosen.provider,
    )


def too_few(purchase: Purchase) -> int:
    """How many prices are still missing before anyone may agree; 0 when there are enough.

    Enough is what the policy wants, or all that came from as many providers as it wants asked.
    """
    policy = purchase.policy
    if policy.quotes_above is None or purchase.amount <= policy.quotes_above:
        return 0
    given = purchase.quotes.count()
    requests = list(purchase.quote_requests.all())
    done = [each for each in requests if each.status != QuoteStatus.ASKED]
    if given and len(requests) == len(done) and len(done) >= policy.quotes_wanted:
        return 0
    return max(0, policy.quotes_wanted - given)


def refuse_too_few(purchase: Purchase) -> None:
    """RuleBroken when prices must be compared first, or none has been taken."""
    missing = too_few(purchase)
    if missing:
        told = {
            "limit": pounds(purchase.policy.quotes_above),
            "wanted": purchase.policy.quotes_wanted,
        }
        raise RuleBroken(
            _("Above %(limit)s, %(wanted)d prices are compared first. Ask providers for a price.")
            % told
        )
    above = purchase.policy.quotes_above
    compared = above is not None and purchase.amount > above
    if compared and not purchase.quotes.filter(chosen_at__isnull=False).exists():
        raise RuleBroken(_("Take one of the prices first."))


def close_open(purchase: Purchase, *, by, at: datetime) -> None:
    """Requests that nobody needs to answer any more."""
    for request in services.lock_all(QuoteRequest.objects.filter(purchase=purchase).waiting()):
        close(request, by=by, at=at)


def close(request: QuoteRequest, *, by, at: datetime) -> QuoteRequest:
    """The price is no longer needed; the link in the mail leads nowhere from now on."""
    notices.take_back_link(request, by=by, at=at)
    return services.move(request, "close", life=QUOTE_LIFE, by=by, at=at)


@transaction.atomic
def expire(request: QuoteRequest, *, at: datetime) -> QuoteRequest:
    """Nobody answered in time; done by the service itself."""
    services.lock(request.purchase)
    request = services.lock(request)
    services.move(request, "expire", life=QUOTE_LIFE, by=None, at=at)
    notices.quote_came(request, words=_("They did not answer in time."))
    return request


def expire_due(*, at: datetime) -> int:
    """All requests whose last day has passed."""
    due = list(QuoteRequest.objects.waiting().filter(expires_at__lte=at).select_related("purchase"))
    for request in due:
        expire(request, at=at)
    return len(due)
