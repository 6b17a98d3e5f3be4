"""Whose money may pay, on a day and for a purpose, and how an amount is split over it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.types.numeric import Int8

from core import prepared
from core.errors import RuleBroken
from core.money import ZERO
from core.prepared import Values
from funding import split
from funding.models import Account, Fund, SplitRule
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
    fund_id: int | None
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
    SELECT g.fund_id, g.id, g.reference, g.amount, g.only_needs, g.only_districts,
        a.id, a.balance, c.id, r.kind, r.order
    FROM funding_fundingagreement g
    JOIN funding_account a ON a.agreement_id = g.id AND a.kind = 'available'
    JOIN funding_account c ON c.agreement_id = g.id AND c.kind = 'committed'
    LEFT JOIN LATERAL (
        SELECT s.kind, s."order"::text AS order FROM funding_splitrule s
        WHERE s.fund_id = g.fund_id AND s.effective_from <= $1
        ORDER BY s.effective_from DESC LIMIT 1
    ) r ON true
    WHERE g.fund_id = {fund} AND g.starts_on <= $1 AND g.ends_on >= $1
    ORDER BY g.id
"""
_PAYERS_OF_FUND = _PAYERS.format(fund="$2")
_PAYERS_OF_PROGRAMME = _PAYERS.format(
    fund="""(
        SELECT f.id FROM funding_fund f
        WHERE f.programme_id = $2 AND f.starts_on <= $1 AND f.ends_on >= $1
        ORDER BY f.starts_on DESC LIMIT 1
    )"""
)


def fund_for(programme, on: date) -> Fund:
    """The programme's fund that is open on `on`, the newest if there are several."""
    found = Fund.objects.filter(programme=programme).open_on(on).order_by("-starts_on").first()
    if found is None:
        raise RuleBroken(_("No fund of this programme is open on that day."))
    return found


def payers(
    fund_id: int, *, on: date, codes: Sequence[str] = (), district: Callable[[], str] = str
) -> Payers:
    """The agreements in force that may pay for `codes` in a district, in one question.

    `district` is asked only when some agreement is restricted to an area. Without a rule in force,
    spending is shared in proportion to what was agreed.
    """
    rows = prepared.rows(_PAYERS_OF_FUND, Values([on, Int8(fund_id)]))
    return _payers(fund_id, rows, codes, district)


def payers_of(purchase, *, on: date, codes: Sequence[str]) -> Payers:
    """Who may pay for the purchase: from its fund, or from the one that `fund_for` would find."""
    district = partial(district_of, purchase)
    if purchase.fund_id:
        return payers(purchase.fund_id, on=on, codes=codes, district=district)
    values = Values([on, Int8(purchase.programme_id)])
    rows = prepared.rows(_PAYERS_OF_PROGRAMME, values)
    fund_id = rows[0][0] if rows else fund_for(purchase.programme_id, on).pk
    return _payers(fund_id, rows, codes, district)


def _payers(fund_id: int, rows, codes: Sequence[str], district: Callable[[], str]) -> Payers:
    where = district() if any(row[5] for row in rows) else ""
    sources, accounts, rule, order = [], {}, "", ()
    for _fund, pk, reference, agreed, only, areas, available, balance, committed, *how in rows:
        rule, order = how[0] or "", tuple(json.loads(how[1])) if how[1] else ()
        if may_pay(only, codes, areas, where):
            accounts[pk] = {"available": available, "committed": committed}
            sources.append(Source(pk, reference, agreed, balance, bool(only or areas)))
    return Payers(tuple(sources), fund_id, accounts, rule, order)


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
