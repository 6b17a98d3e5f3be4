"""Movements posted together in one round trip, each once.

A movement's key says what asked for it (`CBB-2F4K7Q:commit:CBA-…`). Posting the same keys again
changes nothing; the same keys with other amounts are refused. PostgreSQL keeps the balances and
refuses an overdraft (docs/decisions/0007), so nothing here is trusted with that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.db import IntegrityError
from django.utils.translation import gettext as _

from core import prepared, writing
from core.errors import Conflict, RuleBroken
from core.prepared import Values, mark
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
    given = {"at": at, "by_id": getattr(by, "pk", None), "fund_id": fund_id, "words": words[:200]}
    alike, own = _columns(postings, given, invoice)
    form = _Form(
        rows.form,
        rows.place(purchase, values),
        tuple((name, values.put(value)) for name, value in alike.items()),
        tuple((name, values.put(told)) for name, told in own.items()),
        share,
    )
    try:
        made = prepared.write(_text(form), values)
    except IntegrityError as error:
        raise _in_words(error) from error
    if len(made) != len(postings):
        _refuse_other_body(postings)
        return False
    if purchase is not None and purchase.pk is None:
        writing.written(purchase, made[0][0])
    return True


class _Form(NamedTuple):
    """All that the words of a posting depend on: the rows along, and the places of the values."""

    rows: writing.Form
    bought: int
    alike: tuple[tuple[str, int], ...]
    own: tuple[tuple[str, int], ...]
    share: bool


_ARRAYS = {"amount": "numeric[]", "key": "text[]", "kind": "text[]"}
"""Of what the values of all movements are an array; the others' are keys."""


@lru_cache(maxsize=256)
def _text(form: _Form) -> str:
    """The statement in words: what goes along, what each bears, and the movements.

    It answers with the key of the purchase, once for each movement that was new.
    """
    names = [writing.clause_name(number) for number in range(len(form.rows))]
    parts = [*writing.parts(form.rows), *([_shares(form)] if form.share else ())]
    first = f"WITH {', '.join(parts)} " if parts else ""
    columns = ", ".join(name for name, _place in [*form.alike, *form.own])
    alike = "".join(f", {mark(place)}" for _name, place in form.alike)
    arrays = ", ".join(f"{mark(at)}::{_ARRAYS.get(name, 'bigint[]')}" for name, at in form.own)
    return f"""{first}INSERT INTO funding_movement (purchase_id, {columns})
        SELECT {writing.told(form.rows, form.bought)}{alike}, m.*
        FROM unnest({arrays}) AS m WHERE {_after(names + (["shared"] if form.share else []))}
        ON CONFLICT (key) DO NOTHING RETURNING purchase_id"""


def _shares(form: _Form) -> str:
    """What each agreement bears of the purchase, as a clause."""
    own = dict(form.own)
    return f"""shared AS (
        INSERT INTO funding_purchaseshare (purchase_id, agreement_id, amount)
        SELECT {writing.told(form.rows, form.bought)}, s.agreement, s.amount
        FROM unnest({mark(own["agreement_id"])}::bigint[], {mark(own["amount"])}::numeric[])
            AS s (agreement, amount)
        ON CONFLICT (purchase_id, agreement_id) DO NOTHING RETURNING amount)"""


def _after(names: Sequence[str]) -> str:
    """A condition that always holds, for which those clauses must have been done.

    PostgreSQL does clauses that nobody reads at the end: what the other rows must fit would be
    looked up while the fund's accounts are held. So the movements ask for them first.
    """
    return " AND ".join(f"(SELECT count(*) FROM {each}) >= 0" for each in names) or "true"


def _columns(postings: Sequence[Posting], given: dict, invoice) -> tuple[dict, dict]:
    """Columns that are alike in all movements, and of each other one its values."""
    own: dict = {
        "agreement_id": _array(each.agreement_id for each in postings),
        "source_id": _array(each.source_id for each in postings),
        "target_id": _array(each.target_id for each in postings),
        "amount": _array(each.amount for each in postings),
        "key": _words(each.key for each in postings),
    }
    kinds = [str(each.kind) for each in postings]
    if len(set(kinds)) == 1:
        given["kind"] = kinds[0]
    else:
        own["kind"] = _words(kinds)
    if any(each.corrects_id or each.invoice_id for each in postings):
        of_all = getattr(invoice, "pk", None)
        own["corrects_id"] = _array(each.corrects_id for each in postings)
        own["invoice_id"] = _array(each.invoice_id or of_all for each in postings)
    elif invoice is not None:
        given["invoice_id"] = invoice.pk
    return given, own


def _array(numbers: Iterable[int | Decimal | None]) -> str:
    """An array of numbers as PostgreSQL writes it."""
    return "{" + ",".join("NULL" if each is None else str(each) for each in numbers) + "}"


def _words(told: Iterable[str]) -> str:
    """The same of words, each in quotes."""
    quoted = (each.replace("\\", r"\\").replace('"', r"\"") for each in told)
    return "{" + ",".join(f'"{each}"' for each in quoted) + "}"


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
