"""Movements posted together in one round trip, each once.

A movement's key says what asked for it (`CBB-2F4K7Q:commit:CBA-…`). Posting the same keys again
changes nothing; the same keys with other amounts are refused. PostgreSQL keeps the balances and
refuses an overdraft (docs/decisions/0007), so nothing here is trusted with that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError
from django.utils.translation import gettext as _

from core import prepared, writing
from core.errors import Conflict, RuleBroken
from core.prepared import Values
from funding.models import Movement


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
    the new rows `along` (an event, an approval, the purchase itself when it is new) are written.

    False when every key was posted before with the same accounts and amounts. Raises Conflict
    when a key was used for something else, RuleBroken when an account would go below zero.
    """
    if not postings:
        return False
    values = Values()
    rows = writing.clauses(along, values)
    bought = rows.key(purchase, values)
    parts = [*rows.parts, *([_shares(postings, bought, values)] if share else ())]
    first = f"WITH {', '.join(parts)} " if parts else ""
    last = _after(rows.names + (["shared"] if share else []))
    given = {"at": at, "by_id": getattr(by, "pk", None), "fund_id": fund_id, "words": words[:200]}
    sql = _movements(postings, given, bought=bought, invoice=invoice, last=last, values=values)
    try:
        made = prepared.write(first + sql, values)
    except IntegrityError as error:
        raise _in_words(error) from error
    if len(made) != len(postings):
        _refuse_other_body(postings)
        return False
    if purchase is not None and purchase.pk is None:
        writing.written(purchase, made[0][0])
    return True


def _shares(postings: Sequence[Posting], bought: str, values: Values) -> str:
    """What each agreement bears of the purchase, as a clause."""
    agreements = values.place(_array(each.agreement_id for each in postings))
    amounts = values.place(_array(each.amount for each in postings))
    return f"""shared AS (
        INSERT INTO funding_purchaseshare (purchase_id, agreement_id, amount)
        SELECT {bought}, s.agreement, s.amount
        FROM unnest({agreements}::bigint[], {amounts}::numeric[]) AS s (agreement, amount)
        ON CONFLICT (purchase_id, agreement_id) DO NOTHING RETURNING amount)"""


def _after(names: Sequence[str]) -> str:
    """A condition that always holds, for which those clauses must have been done.

    PostgreSQL does clauses that nobody reads at the end: what the other rows must fit would be
    looked up while the fund's accounts are held. So the movements ask for them first.
    """
    return " AND ".join(f"(SELECT count(*) FROM {each}) >= 0" for each in names) or "true"


def _movements(
    postings: Sequence[Posting],
    given: dict,
    *,
    bought: str,
    invoice,
    last: str,
    values: Values,
) -> str:
    """The movements; answers with the key of the purchase, once for each that was new."""
    own = {
        "kind": ("text", [str(each.kind) for each in postings]),
        "agreement_id": ("bigint", _array(each.agreement_id for each in postings)),
        "source_id": ("bigint", _array(each.source_id for each in postings)),
        "target_id": ("bigint", _array(each.target_id for each in postings)),
        "amount": ("numeric", _array(each.amount for each in postings)),
        "key": ("text", [each.key for each in postings]),
    }
    if any(each.corrects_id or each.invoice_id for each in postings):
        of_all = getattr(invoice, "pk", None)
        own["corrects_id"] = ("bigint", _array(each.corrects_id for each in postings))
        own["invoice_id"] = ("bigint", _array(each.invoice_id or of_all for each in postings))
    elif invoice is not None:
        given = {**given, "invoice_id": invoice.pk}
    alike = ", ".join(values.place(value) for value in given.values())
    columns = ", ".join(f"{values.place(told)}::{kind}[]" for kind, told in own.values())
    return f"""INSERT INTO funding_movement (purchase_id, {", ".join([*given, *own])})
        SELECT {bought}, {alike}, m.* FROM unnest({columns}) AS m WHERE {last}
        ON CONFLICT (key) DO NOTHING RETURNING purchase_id"""


def _array(numbers: Iterable[int | Decimal | None]) -> str:
    """An array of numbers as PostgreSQL writes it."""
    return "{" + ",".join("NULL" if each is None else str(each) for each in numbers) + "}"


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
