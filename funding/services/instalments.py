"""Money that comes in from funders: the plan of instalments, receipts, and what is late."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max, Q, Sum
from django.utils.translation import gettext as _

from core import clock, services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.models import (
    Account,
    FundingAgreement,
    Instalment,
    InstalmentReceipt,
    Movement,
)
from funding.services import grants, periods


def received(agreement: FundingAgreement) -> Decimal:
    """What the funder has paid in so far, corrections taken off."""
    outside = agreement.accounts.filter(kind=Account.Kind.OUTSIDE)
    return -(outside.aggregate(total=Sum("balance"))["total"] or ZERO)


@dataclass(frozen=True, slots=True)
class Expected:
    """An instalment with what has come of it."""

    instalment: Instalment
    came: Decimal
    last_came_on: date | None
    on: date

    @property
    def open(self) -> Decimal:
        """What is still to come of it."""
        return max(ZERO, self.instalment.amount - self.came)

    @property
    def is_late(self) -> bool:
        """Its day is past and not all of it has come."""
        return self.open > 0 and self.instalment.due_on < self.on

    @property
    def days_late(self) -> int:
        """How many days its day is past."""
        return (self.on - self.instalment.due_on).days if self.is_late else 0


def expected(agreements, *, on: date) -> list[Expected]:
    """The instalments of some agreements in the order of their days, in one question."""
    counts = Q(receipts__movement__corrected_by__isnull=True)
    rows = (
        Instalment.objects.filter(agreement__in=agreements, dropped_at__isnull=True)
        .select_related("agreement__funder", "agreement__fund")
        .annotate(
            came=Sum("receipts__movement__amount", filter=counts),
            last_at=Max("receipts__movement__at"),
        )
        .order_by("due_on", "pk")
    )
    return [
        Expected(each, each.came or ZERO, clock.day_of(each.last_at) if each.last_at else None, on)
        for each in rows
    ]


@transaction.atomic
def plan_instalment(
    agreement: FundingAgreement, *, by, at, amount: Decimal, due_on: date, words: str = ""
) -> Instalment:
    """The funder means to pay this part on that day. The plan is never more than was agreed."""
    agreement = services.lock(agreement)
    planned = agreement.instalments.filter(dropped_at__isnull=True).aggregate(n=Sum("amount"))["n"]
    free = agreement.amount - (planned or ZERO)
    if amount > free:
        told = {"free": pounds(free), "agreed": pounds(agreement.amount)}
        raise RuleBroken(
            _("%(free)s of the %(agreed)s agreed is not in the plan yet.") % told, field="amount"
        )
    if not agreement.starts_on.year - 1 <= due_on.year <= agreement.ends_on.year + 2:
        raise RuleBroken(_("That day is far from the agreement’s period."), field="due_on")
    return Instalment.objects.create(
        agreement=agreement, amount=amount, due_on=due_on, words=words[:120]
    )


@transaction.atomic
def drop_instalment(instalment: Instalment, *, by, at) -> Instalment:
    """Take an instalment of which nothing came out of the plan. It stays readable."""
    instalment = services.lock(instalment)
    if instalment.receipts.exists():
        raise RuleBroken(_("Some of it has come already."))
    if instalment.dropped_at is None:
        instalment.dropped_at, instalment.dropped_by = at, by
        instalment.save()
    return instalment


@transaction.atomic
def receive_grant(
    agreement: FundingAgreement,
    *,
    amount: Decimal,
    by,
    at: datetime,
    key: str,
    words: str = "",
    instalment: Instalment | None = None,
    received_on: date | None = None,
) -> bool:
    """Money came in. Once per `key`; returns whether it was new.

    Never more than was agreed: more needs new terms. What had been set free before is settled
    first. `received_on` is the bank's day; when its books are closed, the receipt stands in the
    open period with a note. Without an `instalment` the oldest that is open is taken.
    """
    agreement = services.lock(agreement)
    moment, note = periods.open_moment(agreement.fund, received_on, at=at)
    words = f"{words} {note}".strip()
    more = {"by": by, "at": moment, "key": key, "words": words}
    if Movement.objects.filter(key__in=grants.grant_keys(agreement, key)).exists():
        grants.grant(agreement, amount=amount, **more)
        return False
    to_come = agreement.amount - received(agreement) + _above(agreement)
    if amount > to_come:
        raise RuleBroken(
            _("%(to_come)s of this agreement is still to come. More needs a new agreement.")
            % {"to_come": pounds(to_come)},
            field="amount",
        )
    grants.grant(agreement, amount=amount, **more)
    _into_the_plan(agreement, key=key, instalment=instalment, on=clock.day_of(at))
    return True


def _above(agreement: FundingAgreement) -> Decimal:
    return agreement.advances.aggregate(n=Sum("above"))["n"] or ZERO


def _into_the_plan(agreement, *, key: str, instalment, on: date) -> None:
    """Say which instalment the movements just made were."""
    if instalment is None:
        waiting = (each for each in expected([agreement.pk], on=on) if each.open > 0)
        instalment = next((each.instalment for each in waiting), None)
    if instalment is None:
        return
    made = Movement.objects.filter(key__in=grants.grant_keys(agreement, key))
    InstalmentReceipt.objects.bulk_create(
        InstalmentReceipt(instalment=instalment, movement=each) for each in made
    )


@transaction.atomic
def correct(movement: Movement, *, by, at: datetime, words: str) -> bool:
    """Undo a receipt that was entered by mistake."""
    return grants.correct(movement, by=by, at=at, words=words)


def late(*, on: date, fund=None) -> list[Expected]:
    """Instalments whose day is past and that have not come in full."""
    agreements = FundingAgreement.objects.filter(ends_on__gte=F("starts_on"))
    if fund is not None:
        agreements = agreements.filter(fund=fund)
    return [each for each in expected(agreements.values("pk"), on=on) if each.is_late]
