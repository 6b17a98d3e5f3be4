"""Whose money may pay, on a day and for a purpose, and how an amount is split over it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import connection

from core.money import ZERO
from funding import split
from funding.models import Account, SplitRule
from funding.split import Slice, Source

BASIC_ACCOUNTS = ("outside", "available", "committed", "paid")


def accounts_of(agreement_ids) -> dict[int, dict[str, int]]:
    """Agreement → kind → account."""
    found: dict[int, dict[str, int]] = {}
    rows = Account.objects.filter(agreement__in=list(agreement_ids))
    for agreement, kind, pk in rows.values_list("agreement_id", "kind", "pk"):
        found.setdefault(agreement, {})[kind] = pk
    return found


def account(agreement, kind: str) -> int:
    """The agreement's account of a kind; the rarer kinds are made when first needed."""
    found, _made = Account.objects.get_or_create(
        agreement=agreement, kind=kind, defaults={"fund_id": agreement.fund_id}
    )
    return found.pk


def may_pay(
    only_needs: Sequence[str],
    codes: Sequence[str],
    only_districts: Sequence[str] = (),
    district: str = "",
) -> bool:
    """Whether an agreement restricted to a purpose or an area may pay for something of `codes`
    for somebody who lives in `district`."""
    fits = not only_needs or bool(set(only_needs) & set(codes))
    return fits and (not only_districts or district in only_districts)


def district_of(purchase) -> str:
    """The postcode district of the resident for whom it is: DY1. Nothing for a group."""
    if purchase.case_id is None:
        return ""
    return purchase.case.resident.postcode.partition(" ")[0].upper()


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
        if self.rule == SplitRule.Kind.RESTRICTED:
            return split.restricted_first(amount, chosen)
        return split.in_proportion(amount, chosen)


_PAYERS = """
    SELECT g.id, g.reference, g.amount, g.only_needs, g.only_districts, a.id, a.balance, c.id,
        r.kind, r.order
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


def payers(
    fund_id: int, *, on: date, codes: Sequence[str] = (), district: Callable[[], str] = str
) -> Payers:
    """The agreements in force that may pay for `codes` in a district, in one question.

    `district` is asked only when some agreement is restricted to an area. Without a rule in force,
    spending is shared in proportion to what was agreed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAYERS, {"fund": fund_id, "on": on})
        rows = cursor.fetchall()
    where = district() if any(row[4] for row in rows) else ""
    sources, accounts, rule, order = [], {}, "", ()
    for pk, reference, agreed, only, areas, available, balance, committed, kind, listed in rows:
        rule, order = kind or "", tuple(json.loads(listed)) if listed else ()
        if may_pay(only, codes, areas, where):
            accounts[pk] = {"available": available, "committed": committed}
            sources.append(Source(pk, reference, agreed, balance, bool(only or areas)))
    return Payers(tuple(sources), accounts, rule, order)


def left_for(
    fund, *, on: date, codes: Sequence[str] = (), district: Callable[[], str] = str
) -> Decimal:
    """What the fund could still promise for `codes` on `on`."""
    found = payers(fund.pk, on=on, codes=codes, district=district)
    return sum((each.available for each in found.sources), ZERO)


def locked(sources: Sequence[Source]) -> list[Source]:
    """The same sources with their balances as they are once nobody else can change them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agreement_id, available FROM funding_lock_accounts(%s::bigint[])",
            [[each.agreement_id for each in sources]],
        )
        now = dict(cursor.fetchall())
    return [replace(each, available=now[each.agreement_id]) for each in sources]
