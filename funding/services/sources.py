"""Whose money may pay, on a day and for a purpose, and how an amount is split over it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import connection

from core.money import ZERO
from funding import split
from funding.models import Account, SplitRule
from funding.split import Slice, Source


def accounts_of(agreement_ids) -> dict[int, dict[str, int]]:
    """Agreement → kind → account."""
    found: dict[int, dict[str, int]] = {}
    rows = Account.objects.filter(agreement__in=list(agreement_ids))
    for agreement, kind, pk in rows.values_list("agreement_id", "kind", "pk"):
        found.setdefault(agreement, {})[kind] = pk
    return found


def may_pay(only_needs: Sequence[str], codes: Sequence[str]) -> bool:
    """Whether an agreement that pays for `only_needs` alone may pay for something of `codes`."""
    return not only_needs or bool(set(only_needs) & set(codes))


def sources_of(fund_id: int, *, on: date, codes: Sequence[str] = ()):
    """The agreements in force that may pay for `codes`, and their accounts, in key order."""
    rows = Account.objects.filter(
        fund=fund_id, agreement__starts_on__lte=on, agreement__ends_on__gte=on
    ).values_list(
        "agreement_id",
        "kind",
        "pk",
        "balance",
        "agreement__reference",
        "agreement__amount",
        "agreement__only_needs",
    )
    sources, accounts = [], {}
    for agreement, kind, pk, balance, reference, agreed, only in rows.order_by("pk"):
        if not may_pay(only, codes):
            continue
        accounts.setdefault(agreement, {})[kind] = pk
        if kind == Account.Kind.AVAILABLE:
            sources.append(Source(agreement, reference, agreed, balance))
    return sources, accounts


def rule_on(fund_id: int, on: date) -> SplitRule | None:
    """The split rule in force on `on`; without one, spending is shared in proportion."""
    rules = SplitRule.objects.filter(fund=fund_id, effective_from__lte=on)
    return rules.order_by("-effective_from").first()


def shares(amount: Decimal, sources: Sequence[Source], rule: SplitRule | None) -> list[Slice]:
    """`amount` split over `sources` as `rule` says. Raises ShortageError."""
    if rule is not None and rule.kind == SplitRule.Kind.FIRST_CALL:
        return split.by_first_call(amount, sources, order=rule.order)
    return split.in_proportion(amount, sources)


def left_for(fund, *, on: date, codes: Sequence[str] = ()) -> Decimal:
    """What the fund could still promise for `codes` on `on`."""
    sources, _accounts = sources_of(fund.pk, on=on, codes=codes)
    return sum((each.available for each in sources), ZERO)


def locked(sources: Sequence[Source]) -> list[Source]:
    """The same sources with their balances as they are once nobody else can change them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agreement_id, available FROM funding_lock_accounts(%s::bigint[])",
            [[each.agreement_id for each in sources]],
        )
        now = dict(cursor.fetchall())
    return [
        Source(each.agreement_id, each.reference, each.agreed, now[each.agreement_id])
        for each in sources
    ]
