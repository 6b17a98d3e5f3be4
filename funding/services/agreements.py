"""Funds, funders' agreements, what they paid in, and how spending is shared among them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core import services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.models import Account, Fund, FundingAgreement, Movement, SplitRule
from funding.services import ledger


def open_fund(*, programme, slug: str, name: str, starts_on: date, ends_on: date) -> Fund:
    """A floating fund of a programme, empty until funders agree and pay in."""
    return Fund.objects.create(
        programme=programme, slug=slug, name=name, starts_on=starts_on, ends_on=ends_on
    )


def fund_for(programme, on: date) -> Fund:
    """The programme's fund that is open on `on`, the newest if there are several."""
    found = Fund.objects.filter(programme=programme).open_on(on).order_by("-starts_on").first()
    if found is None:
        raise RuleBroken(_("No fund of this programme is open on that day."))
    return found


@transaction.atomic
def make_agreement(
    fund: Fund,
    *,
    funder,
    amount: Decimal,
    starts_on: date,
    ends_on: date,
    purposes: str = "",
    only_needs: Sequence[str] = (),
    conditions: str = "",
) -> FundingAgreement:
    """A funder's promise, with its four accounts at nothing.

    `only_needs` are codes of barriers, needs or categories of purchase that it may pay for; empty
    for any purpose.
    """
    agreement = FundingAgreement.objects.create(
        fund=fund,
        funder=funder,
        amount=amount,
        starts_on=starts_on,
        ends_on=ends_on,
        purposes=purposes,
        only_needs=list(only_needs),
        conditions=conditions,
    )
    Account.objects.bulk_create(
        Account(fund=fund, agreement=agreement, kind=kind) for kind in Account.Kind.values
    )
    return agreement


def received(agreement: FundingAgreement) -> Decimal:
    """What the funder has paid in so far, corrections taken off."""
    outside = agreement.accounts.filter(kind=Account.Kind.OUTSIDE)
    return -(outside.aggregate(total=Sum("balance"))["total"] or ZERO)


@transaction.atomic
def receive_grant(
    agreement: FundingAgreement, *, amount: Decimal, by, at: datetime, key: str, words: str = ""
) -> bool:
    """An instalment came in. Once per `key`; returns whether it was new.

    Never more than was agreed: more needs a new agreement.
    """
    agreement = services.lock(agreement)
    if Movement.objects.filter(key=f"{key}:grant:{agreement.pk}").exists():
        return ledger.grant(agreement, amount=amount, by=by, at=at, key=key, words=words)
    to_come = agreement.amount - received(agreement)
    if amount > to_come:
        told = {"to_come": pounds(to_come)}
        raise RuleBroken(
            _("%(to_come)s of this agreement is still to come. More needs a new agreement.") % told,
            field="amount",
        )
    return ledger.grant(agreement, amount=amount, by=by, at=at, key=key, words=words)


def correct(movement: Movement, *, by, at: datetime, words: str) -> bool:
    """Undo a receipt that was entered by mistake."""
    return ledger.correct(movement, by=by, at=at, words=words)


def set_split_rule(
    fund: Fund, *, kind: str, effective_from: date, order: Sequence[str] = ()
) -> SplitRule:
    """Share spending this way from a day on; what was split before stays as it was."""
    unknown = set(order) - set(fund.agreements.values_list("reference", flat=True))
    if unknown:
        raise RuleBroken(
            _("These agreements do not belong to the fund: %(which)s.")
            % {"which": ", ".join(sorted(unknown))},
            field="order",
        )
    return SplitRule.objects.create(
        fund=fund, kind=kind, effective_from=effective_from, order=list(order)
    )
