"""Names of sums paid, by funder, quarter and kind, and which of them are about few people."""

import datetime as dt
from decimal import Decimal
from typing import Any

from outcomes.periods import quarter
from outcomes.presenters.reports.counts import Counts
from outcomes.statistics.disclosure import Amount, Few, is_small

Facts = dict[str, Any]
Paid = dict[str, tuple[Decimal, int]]
"""By cell: pounds, and the people they were for at least."""


def paid_cell(funder: str, first: str, kind: str, *, as_of: str) -> str:
    """The smallest sum: one funder, one quarter, one kind. A quarter that still runs is not yet
    what it will be."""
    runs = quarter(dt.date.fromisoformat(first))[1].isoformat() > as_of
    until = f" to {as_of}" if runs else ""
    return f"paid|{funder}|{first}{until}|{kind}"


def name_pounds(counts: Counts, facts: Facts, *, as_of: str) -> None:
    """Tell `counts` what hangs together; what was bought by kind gets its cells."""
    funders = (facts.get("reports") or {}).get("funders", ())
    cells: Paid = {}
    for funder in funders:
        for first, kind, _purchases, people, amount in funder["bought"]:
            cell = paid_cell(funder["key"], first, kind, as_of=as_of)
            before, most = cells.get(cell, (Decimal(0), 0))
            cells[cell] = (before + Decimal(amount), max(most, people))
    few = [Few(frozenset({cell}), float(amount))
           for cell, (amount, people) in cells.items() if is_small(people)]  # fmt: skip
    few += _kinds(facts, cells, as_of)
    ledger = [each for funder in funders for each in _statement(funder, cells, as_of)]
    counts.learn_pounds(ledger, few)


def _kinds(facts: Facts, cells: Paid, as_of: str) -> list[Few]:
    """What was bought of each kind since the beginning, by whoever paid."""
    found = []
    for each in (facts.get("funding") or {}).get("purchases") or []:
        of_kind = frozenset(cell for cell in cells if cell.rpartition("|")[2] == each["name"])
        amount = Decimal(each["paid"])
        if not of_kind or sum(cells[cell][0] for cell in of_kind) != amount:
            of_kind = frozenset({f"paid to {as_of}|{each['name']}"})
        each["cells"] = of_kind
        if is_small(each["people"]):
            found.append(Few(of_kind, float(amount)))
    return found


def _statement(funder: Facts, cells: Paid, as_of: str) -> list[Amount]:
    """What the funder's statement says to the penny: all that was paid in a quarter."""
    sums: dict[str, Decimal] = {}
    for agreement in funder["agreements"]:
        for first, standing in agreement["quarters"].items():
            sums[first] = sums.get(first, Decimal(0)) + Decimal(standing["paid_now"])
    found = []
    for first, paid in sums.items():
        start = paid_cell(funder["key"], first, "", as_of=as_of)
        of_quarter = frozenset(cell for cell in cells if cell.startswith(start))
        if of_quarter and sum(cells[cell][0] for cell in of_quarter) == paid:
            found.append(Amount(of_quarter, float(paid), float(paid)))
    return found
