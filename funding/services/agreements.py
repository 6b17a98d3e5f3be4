"""Funds, funders' agreements, what they paid in, and how spending is shared among them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from funding.models import Account, Fund, FundingAgreement, SplitRule
from funding.services import terms
from funding.services.instalments import correct, receive_grant, received
from funding.services.sources import BASIC_ACCOUNTS, fund_for
from funding.services.terms import tidy_districts

__all__ = [
    "correct",
    "fund_for",
    "make_agreement",
    "open_fund",
    "receive_grant",
    "received",
    "set_split_rule",
]


def open_fund(*, programme, slug: str, name: str, starts_on: date, ends_on: date) -> Fund:
    """A floating fund of a programme, empty until funders agree and pay in."""
    return Fund.objects.create(
        programme=programme, slug=slug, name=name, starts_on=starts_on, ends_on=ends_on
    )


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
    only_districts: Sequence[str] = (),
    spend_ahead: bool = False,
    conditions: str = "",
    by=None,
    at: datetime | None = None,
) -> FundingAgreement:
    """A funder's promise, with its four accounts at nothing, and its first dated terms.

    `only_needs` are codes of barriers, needs or categories of purchase that it may pay for, and
    `only_districts` postcode districts ("DY1"); empty for any purpose, anywhere.
    """
    if ends_on < starts_on:
        raise RuleBroken(_("The last day cannot be before the first."), field="ends_on")
    agreement = FundingAgreement.objects.create(
        fund=fund,
        funder=funder,
        amount=amount,
        starts_on=starts_on,
        ends_on=ends_on,
        purposes=purposes,
        only_needs=list(only_needs),
        only_districts=tidy_districts(only_districts),
        spend_ahead=spend_ahead,
        conditions=conditions,
    )
    Account.objects.bulk_create(
        Account(fund=fund, agreement=agreement, kind=kind) for kind in BASIC_ACCOUNTS
    )
    terms.write_first(agreement, by=by, at=at or clock.start_of(starts_on))
    return agreement


def set_split_rule(
    fund: Fund,
    *,
    kind: str,
    effective_from: date,
    order: Sequence[str] = (),
    by=None,
    at: datetime | None = None,
    reason: str = "",
) -> SplitRule:
    """Share spending this way from a day on; what was split before stays as it was."""
    unknown = set(order) - set(fund.agreements.values_list("reference", flat=True))
    if unknown:
        raise RuleBroken(
            _("These agreements do not belong to the fund: %(which)s.")
            % {"which": ", ".join(sorted(unknown))},
            field="order",
        )
    if fund.split_rules.filter(effective_from=effective_from).exists():
        raise RuleBroken(
            _("A rule begins on that day already. Choose another day."), field="effective_from"
        )
    if at is not None and effective_from < clock.day_of(at):
        raise RuleBroken(
            _("What was split stays as it was: choose today or a later day."),
            field="effective_from",
        )
    return SplitRule.objects.create(
        fund=fund,
        kind=kind,
        effective_from=effective_from,
        order=list(order),
        reason=reason,
        made_at=at if by else None,
        made_by=by,
    )
