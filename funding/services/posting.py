"""Movements posted together in one round trip, each once.

A movement's key says what asked for it (`CBB-2F4K7Q:commit:CBA-…`). Posting the same keys again
changes nothing; the same keys with other amounts are refused. PostgreSQL keeps the balances and
refuses an overdraft (docs/decisions/0007), so nothing here is trusted with that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from core import writing
from core.errors import Conflict, RuleBroken
from funding.models import Movement

_SHARED = """shared AS (
        INSERT INTO funding_purchaseshare (purchase_id, agreement_id, amount)
        SELECT %(purchase)s, s.agreement, s.amount
        FROM unnest(%(agreements)s::bigint[], %(amounts)s::numeric[]) AS s (agreement, amount)
        ON CONFLICT (purchase_id, agreement_id) DO NOTHING
    )"""
_POST = """
    INSERT INTO funding_movement (at, by_id, kind, fund_id, agreement_id, source_id, target_id,
        amount, purchase_id, invoice_id, corrects_id, key, words)
    SELECT %(at)s, %(by)s, m.kind, %(fund)s, m.agreement, m.source, m.target,
        m.amount, %(purchase)s, COALESCE(m.invoice, %(invoice)s), m.corrects, m.key, %(words)s
    FROM unnest(%(kinds)s::text[], %(agreements)s::bigint[], %(sources)s::bigint[],
        %(targets)s::bigint[], %(amounts)s::numeric[], %(corrects)s::bigint[], %(keys)s::text[],
        %(invoices)s::bigint[])
        AS m (kind, agreement, source, target, amount, corrects, key, invoice)
    ON CONFLICT (key) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Posting:
    """One movement to be made. `corrects` is the key of the row that it undoes."""

    kind: str
    agreement_id: int
    source_id: int
    target_id: int
    amount: Decimal
    key: str
    corrects_id: int | None = None
    invoice_id: int | None = None


def post(
    postings: Sequence[Posting],
    *,
    fund_id,
    by,
    at,
    purchase=None,
    invoice=None,
    words="",
    share=False,
    along: Sequence = (),
) -> bool:
    """Make all `postings`, or none; returns whether they were new.

    In the same round trip: with `share`, what each agreement bears of the purchase is kept, and
    the new rows `along` (events, an approval) are written.

    False when every key was posted before with the same accounts and amounts. Raises Conflict
    when a key was used for something else, RuleBroken when an account would go below zero.
    """
    if not postings:
        return False
    given = {
        "at": at,
        "by": getattr(by, "pk", None),
        "fund": fund_id,
        "purchase": getattr(purchase, "pk", None),
        "invoice": getattr(invoice, "pk", None),
        "words": words[:200],
        **_columns(postings),
    }
    parts, values = writing.clauses(along)
    if share:
        parts.append(_SHARED)
    first = f"WITH {', '.join(parts)}" if parts else ""
    try:
        with connection.cursor() as cursor:
            cursor.execute(first + _POST, given | values)
            made = cursor.rowcount
    except IntegrityError as error:
        raise _in_words(error) from error
    if made == len(postings):
        return True
    _refuse_other_body(postings)
    return False


def _columns(postings: Sequence[Posting]) -> dict:
    return {
        "kinds": [str(each.kind) for each in postings],
        "agreements": [each.agreement_id for each in postings],
        "sources": [each.source_id for each in postings],
        "targets": [each.target_id for each in postings],
        "amounts": [each.amount for each in postings],
        "corrects": [each.corrects_id for each in postings],
        "keys": [each.key for each in postings],
        "invoices": [each.invoice_id for each in postings],
    }


def _in_words(error: IntegrityError) -> Exception:
    """The database's refusal as words; a refusal that nobody here can cause stays what it is."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if name == "account_never_below_zero":
        return RuleBroken(
            _("Somebody else spent from this fund at the same moment, and too little is left.")
        )
    if name == "movement_not_in_closed_period":
        return RuleBroken(_("The books of that day are closed."))
    if name == "movement_within_what_was_agreed":
        return RuleBroken(
            _("That is more than the funder agreed to. A manager can override it with a reason."),
            field="amount",
        )
    return error


def _refuse_other_body(postings: Sequence[Posting]) -> None:
    """Conflict unless each key stands for exactly this movement."""
    known = {
        row["key"]: (row["source_id"], row["target_id"], row["amount"])
        for row in Movement.objects.filter(key__in=[each.key for each in postings]).values(
            "key", "source_id", "target_id", "amount"
        )
    }
    same = all(
        known.get(each.key) == (each.source_id, each.target_id, each.amount) for each in postings
    )
    if not same:
        raise Conflict(_("This was done before with another amount. Look at what is there now."))
