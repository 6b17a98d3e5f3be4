"""Forms about funds, claims and the end of a period, each with all that must be so before it."""

import datetime as dt
from collections.abc import Callable
from contextlib import contextmanager
from decimal import Decimal
from unittest import mock

from core import clock
from funding.models import Claim, FundingAgreement
from funding.services import agreements, claims
from tests.factories.funding import Money
from tests.money_forms.sending import Sending, fill

DAY = dt.timedelta(days=1)


def _agrees_to_more(money: Money, more: str, **terms) -> FundingAgreement:
    """A funder who has not paid in all that it agreed to."""
    agreement = money.agreements[-1]
    agreement.amount += Decimal(more)
    for name, value in terms.items():
        setattr(agreement, name, value)
    agreement.save()
    return agreement


def _receive(money: Money) -> Sending:
    agreement = _agrees_to_more(money, "500.00")
    return fill(money.finance, "funding:receive", agreement.reference, amount="250.00")


def _advance(money: Money) -> Sending:
    agreement = _agrees_to_more(money, "300.00", spend_ahead=True)
    return fill(money.manager, "funding:advance", agreement.reference, amount="120.00")


def _carry_forward(money: Money) -> Sending:
    agreement = money.agreements[0]
    into = next_year(money, agreement)
    told = {"decision": "carry", "into": into.reference}
    return fill(money.finance, "funding:year_end", agreement.reference, **told)


def next_year(money: Money, agreement: FundingAgreement) -> FundingAgreement:
    """The same funder's agreement in a fund that ends a year later."""
    span = {"starts_on": agreement.ends_on + DAY, "ends_on": agreement.ends_on + 365 * DAY}
    told = {"slug": f"{money.fund.slug}-{agreement.pk}", "name": "The year after", **span}
    fund = agreements.open_fund(programme=money.programme, **told)
    return agreements.make_agreement(fund, funder=agreement.funder, amount=agreement.amount, **span)


def _give_the_rest_back(money: Money) -> Sending:
    agreement = money.agreements[1]
    return fill(money.finance, "funding:year_end", agreement.reference, decision="back")


def _reattribute(money: Money) -> Sending:
    money.paid("180.00", asks="155.55")
    money.approved("60.00")
    agreement, into = money.agreements[:2]
    told = {"into": into.reference}
    return fill(money.finance, "funding:reattribute", agreement.reference, **told)


def _close_period(money: Money) -> Sending:
    return fill(money.finance, "funding:close_period", money.fund.slug)


@contextmanager
def _yesterday():
    """Only what was paid on a day that is over can be claimed."""
    before = clock.now() - DAY
    with mock.patch.object(clock, "now", lambda: before):
        yield


def _draft(money: Money) -> Sending:
    with _yesterday():
        money.paid("90.00", asks="77.77")
    agreement, day = money.agreements[-1], clock.today() - DAY
    return fill(money.finance, "funding:claim_draft", agreement.reference, ends_on=day)


def _settle_claim(money: Money) -> Sending:
    return fill(money.finance, "funding:claim_settle_claim", _sent_claim(money).reference)


def _sent_claim(money: Money) -> Claim:
    agreement = _agrees_to_more(money, "400.00")
    with _yesterday():
        money.paid("90.00", asks="77.77")
    told = {"by": money.finance, "at": clock.now()}
    claim = claims.draft(agreement, ends_on=clock.today() - DAY, **told)
    return claims.send(claim, **told)


FORMS: dict[str, Callable[[Money], Sending]] = {
    "receive": _receive,
    "advance": _advance,
    "year_end_carry": _carry_forward,
    "year_end_back": _give_the_rest_back,
    "reattribute": _reattribute,
    "close_period": _close_period,
    "claim_draft": _draft,
    "claim_settle": _settle_claim,
}
