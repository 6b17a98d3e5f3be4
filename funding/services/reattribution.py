"""Re-attribution: what one agreement bears is borne by another, from a day on and forward only.

Nothing is edited. Each movement of a purchase on the first agreement is undone by its exact
opposite, which names it, and the same is posted on the second; all of it is dated now. A council
that began at its own risk is relieved by a funder who joins later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core import clock, services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.lifecycle import COMMITTED
from funding.models import FundingAgreement, Movement, Purchase, Reattribution
from funding.services import periods, sources
from funding.services.posting import Posting, post
from funding.services.purchases.purposes import codes_of

PURCHASE_KINDS = ("commit", "release", "pay", "return")


@dataclass(frozen=True, slots=True)
class Share:
    """What an agreement bears of one purchase: its movements in effect, oldest first."""

    purchase: Purchase
    movements: tuple[Movement, ...]

    @property
    def bears(self) -> Decimal:
        """Committed or paid, less what was released or came back."""
        signs = {"commit": 1, "release": -1, "return": -1}
        return sum((signs.get(each.kind, 0) * each.amount for each in self.movements), ZERO)


def found(agreement: FundingAgreement, *, from_on: date, into: FundingAgreement) -> list[Share]:
    """What can be moved: promised and not paid, or paid on or after the day; that `into` may pay.

    Refuses a day whose books are closed: re-attribution goes forward only.
    """
    _refuse_past(agreement, from_on)
    rows = (
        Movement.objects.in_effect()
        .filter(agreement=agreement, purchase__isnull=False, kind__in=PURCHASE_KINDS)
        .select_related("purchase__case__resident", "purchase__barrier__reason__need")
        .select_related("purchase__goal__need", "purchase__need")
        .order_by("purchase_id", "pk")
    )
    begin = clock.start_of(from_on)
    shares: dict[int, list[Movement]] = {}
    for each in rows:
        shares.setdefault(each.purchase_id, []).append(each)
    chosen = (Share(each[0].purchase, tuple(each)) for each in shares.values())
    return [each for each in chosen if _counts(each, begin) and _fits(each.purchase, into)]


def _counts(share: Share, begin: datetime) -> bool:
    paid = [each for each in share.movements if each.kind in ("pay", "return")]
    if share.bears <= 0:
        return False
    if paid:
        return all(each.at >= begin for each in paid)
    return share.purchase.status in COMMITTED


def _fits(purchase: Purchase, into: FundingAgreement) -> bool:
    return sources.may_pay(
        into.only_needs, codes_of(purchase), into.only_districts, sources.district_of(purchase)
    )


def _refuse_past(agreement: FundingAgreement, from_on: date) -> None:
    closed = periods.last_closed(agreement.fund)
    if closed and from_on <= closed:
        told = {"day": format_date(closed + timedelta(days=1), "j F Y")}
        raise RuleBroken(
            _("The books before %(day)s are closed. Choose that day or a later one.") % told,
            field="from_on",
        )


@transaction.atomic
def reattribute(
    agreement: FundingAgreement,
    *,
    by,
    at: datetime,
    into: FundingAgreement,
    from_on: date,
    reason: str,
    most: Decimal | None = None,
) -> Reattribution:
    """Move what `agreement` bears from `from_on` on to `into`, newest promises included.

    Whole shares only, the oldest purchase first, until `most` (or what `into` has available) is
    used up. Raises RuleBroken when nothing fits.
    """
    _refuse_pair(agreement, into, from_on=from_on, today=clock.day_of(at))
    shares = found(agreement, from_on=from_on, into=into)
    services.lock_all(Purchase.objects.filter(pk__in=[each.purchase.pk for each in shares]))
    shares = found(agreement, from_on=from_on, into=into)
    room = _room(into, most)
    chosen = _up_to(shares, room)
    if not chosen:
        told = {"room": pounds(room)}
        raise RuleBroken(_("Nothing fits: %(room)s is there to take it over.") % told)
    made = Reattribution.objects.create(
        agreement=agreement,
        into=into,
        from_on=from_on,
        amount=sum((each.bears for each in chosen), ZERO),
        purchases=len(chosen),
        at=at,
        by=by,
        reason=reason[:200],
    )
    for share in chosen:
        _move(share, made, by=by, at=at, reason=reason)
    return made


def _refuse_pair(agreement, into, *, from_on: date, today: date) -> None:
    if agreement.pk == into.pk or agreement.fund_id != into.fund_id:
        raise RuleBroken(_("Choose another agreement of the same fund."), field="into")
    if not into.starts_on <= today <= into.ends_on:
        raise RuleBroken(_("That agreement is not in force today."), field="into")
    if from_on > today:
        raise RuleBroken(_("Enter a day that has come."), field="from_on")
    if from_on < into.starts_on:
        told = {"day": format_date(into.starts_on, "j F Y")}
        raise RuleBroken(
            _("That agreement pays from %(day)s on, not before.") % told, field="from_on"
        )


def _room(into: FundingAgreement, most: Decimal | None) -> Decimal:
    """What the second agreement can take over, with its accounts locked."""
    held = sources.locked([sources.Source(into.pk, into.reference, into.amount, ZERO)])
    available = held[0].available
    return available if most is None else min(most, available)


def _up_to(shares: Iterable[Share], room: Decimal) -> list[Share]:
    chosen, left = [], room
    for each in shares:
        if each.bears <= left:
            chosen.append(each)
            left -= each.bears
    return chosen


def _move(share: Share, made: Reattribution, *, by, at, reason: str) -> None:
    """The opposites newest first, then the same again on the other agreement oldest first.

    One INSERT, so that no balance is looked at half-way.
    """
    accounts = sources.accounts_of([made.agreement_id, made.into_id])
    kinds = {pk: kind for kind, pk in accounts[made.agreement_id].items()}
    undone = [
        Posting(
            Movement.Kind.CORRECT,
            made.agreement_id,
            each.target_id,
            each.source_id,
            each.amount,
            f"{made.reference}:undo:{each.pk}",
            each.pk,
            each.invoice_id,
        )
        for each in reversed(share.movements)
    ]
    repeated = [
        Posting(
            each.kind,
            made.into_id,
            accounts[made.into_id][kinds[each.source_id]],
            accounts[made.into_id][kinds[each.target_id]],
            each.amount,
            f"{made.reference}:again:{each.pk}",
            None,
            each.invoice_id,
        )
        for each in share.movements
    ]
    post(
        undone + repeated,
        fund_id=share.purchase.fund_id,
        by=by,
        at=at,
        purchase=share.purchase,
        words=reason,
    )
