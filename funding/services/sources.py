"""Whose money may pay, on a day and for a purpose, and how an amount is split over it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Payers:
    """Who may pay on a day for a purpose, from which accounts, and how an amount is shared."""

    sources: tuple[Source, ...]
    accounts: dict[int, dict[str, int]]
    rule: str
    order: tuple[str, ...]

    def shares(self, amount: Decimal, sources: Sequence[Source] = ()) -> list[Slice]:
        """`amount` split as the rule in force says. Raises ShortageError."""
        chosen = sources or self.sources
        if self.rule == SplitRule.Kind.FIRST_CALL:
            return split.by_first_call(amount, chosen, order=self.order)
        return split.in_proportion(amount, chosen)


_PAYERS = """
    SELECT g.id, g.reference, g.amount, g.only_needs, a.id, a.balance, c.id, r.kind, r.order
    FROM funding_fundingagreement g
    JOIN funding_account a ON a.agreement_id = g.id AND a.kind = 'available'
    JOIN funding_account c ON c.agreement_id = g.id AND c.kind = 'committed'
    LEFT JOIN LATERAL (
        SELECT s.kind, s."order"::text AS order FROM funding_splitrule s
        WHERE s.fund_id = g.fund_id AND s.effective_from <= %(on)s
        ORDER BY s.effective_from DESC LIMIT 1
    ) r ON true
    WHERE g.fund_id = %(fund)s AND g.starts_on <= %(on)s AND g.ends_on >= %(on)s
    ORDER BY g.id
"""


def payers(fund_id: int, *, on: date, codes: Sequence[str] = ()) -> Payers:
    """The agreements in force that may pay for `codes`, in one question.

    Without a rule in force, spending is shared in proportion to what was agreed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAYERS, {"fund": fund_id, "on": on})
        rows = cursor.fetchall()
    sources, accounts, rule, order = [], {}, "", ()
    for pk, reference, agreed, only, account, balance, committed, kind, listed in rows:
        rule, order = kind or "", tuple(json.loads(listed)) if listed else ()
        if may_pay(only, codes):
            accounts[pk] = {"available": account, "committed": committed}
            sources.append(Source(pk, reference, agreed, balance))
    return Payers(tuple(sources), accounts, rule, order)


def left_for(fund, *, on: date, codes: Sequence[str] = ()) -> Decimal:
    """What the fund could still promise for `codes` on `on`."""
    found = payers(fund.pk, on=on, codes=codes)
    return sum((each.available for each in found.sources), ZERO)


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
