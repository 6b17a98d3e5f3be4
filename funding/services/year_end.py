"""Year-end: what an agreement leaves unspent is carried into another one, or given back."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import services
from core.errors import RuleBroken
from core.money import pounds
from funding.models import Account, FundingAgreement, Movement, YearEnd
from funding.services import grants


def unspent(agreement: FundingAgreement) -> Decimal:
    """What is neither paid nor promised."""
    return agreement.accounts.get(kind=Account.Kind.AVAILABLE).balance


def may_carry_into(agreement: FundingAgreement):
    """Agreements of the same funder in the same programme that go on longer."""
    rows = FundingAgreement.objects.filter(
        funder=agreement.funder_id,
        fund__programme=agreement.fund.programme_id,
        ends_on__gt=agreement.ends_on,
    )
    return rows.exclude(pk=agreement.pk).select_related("fund").order_by("starts_on", "pk")


@transaction.atomic
def end_year(
    agreement: FundingAgreement,
    *,
    by,
    at: datetime,
    decision: str,
    words: str,
    into: FundingAgreement | None = None,
    amount: Decimal | None = None,
) -> YearEnd:
    """Carry what is unspent into `into`, or give it back, as one recorded act.

    What is promised stays where it was promised; if some of it comes free later, this is done
    again. Both agreements are locked in the order of their keys.
    """
    services.lock_all(
        FundingAgreement.objects.filter(pk__in=[agreement.pk, getattr(into, "pk", 0)])
    )
    amount = unspent(agreement) if amount is None else amount
    _refuse_year_end(agreement, decision=decision, into=into, amount=amount)
    made = YearEnd.objects.create(
        agreement=agreement,
        into=into,
        decision=decision,
        amount=amount,
        at=at,
        by=by,
        words=words[:200],
    )
    more = {"amount": amount, "by": by, "at": at, "words": words}
    if decision == YearEnd.Decision.BACK:
        move = {"kind": Movement.Kind.BACK, "source": "available", "target": "back"}
        grants.transfer(agreement, key=f"{made.reference}:back", **move, **more)
        return made
    for each, source, target in (
        (agreement, "available", "carried"),
        (into, "carried", "available"),
    ):
        grants.transfer(
            each,
            kind=Movement.Kind.CARRY,
            source=source,
            target=target,
            key=f"{made.reference}:carry",
            **more,
        )
    return made


def _refuse_year_end(agreement, *, decision: str, into, amount: Decimal) -> None:
    left = unspent(agreement)
    if left <= 0:
        raise RuleBroken(_("Nothing of this agreement is unspent."))
    if amount > left:
        told = {"left": pounds(left)}
        raise RuleBroken(_("Only %(left)s of it is unspent.") % told, field="amount")
    if decision == YearEnd.Decision.BACK:
        if grants.owed_by(agreement) > 0:
            raise RuleBroken(_("Some of it was never paid in, so it cannot be given back."))
        return
    if into is None or not may_carry_into(agreement).filter(pk=into.pk).exists():
        raise RuleBroken(
            _("Choose a later agreement of the same funder to carry it into."), field="into"
        )
