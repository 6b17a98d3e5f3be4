"""The rates of an edition, read from a file in whatever layout it was published."""

import csv
import io
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.statistics import cost

PERCENT, LEVEL = "percent", "level"
_YEAR = re.compile(r"(20\d\d)\s*[/-]\s*(?:20)?(\d\d)")
_PLACES = Decimal("0.01")
_LARGEST = Decimal(100)


def financial_year(text: str) -> str | None:
    """ "2023/24" from "2023/24", "2023-24" or "2023/2024"; None when its halves do not follow."""
    found = _YEAR.fullmatch(text.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return f"{found[1]}/{found[2]}"


def read_rates(data: bytes, *, kind: str) -> dict[str, Decimal]:
    """Percent change into each year, from a CSV file in whatever layout.

    Of each row the first cell that is a financial year and the first number after it are read, so
    title rows and further columns do no harm (the Treasury's deflator has both). `kind`: PERCENT
    when the number is the change into that year, LEVEL when it is an index (100 in some year): then
    the change is worked out, and the first year only begins the series.
    Raises RuleBroken for a file without years, a year twice, a gap, or a number that cannot be.
    """
    found: dict[str, Decimal] = {}
    for row in csv.reader(io.StringIO(_decoded(data))):
        year, number = _year_and_number(row)
        if year is None or number is None:
            continue
        if year in found:
            raise RuleBroken(_("The year %(year)s stands twice.") % {"year": year}, field="file")
        found[year] = number
    if not found:
        raise RuleBroken(_("No financial year with a number was found."), field="file")
    ordered = dict(sorted(found.items()))
    _without_gaps(ordered)
    return _changes(ordered) if kind == LEVEL else _plausible(ordered)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken(_("Save the file as CSV (UTF-8) and try again."), field="file") from None


def _year_and_number(row: list[str]) -> tuple[str | None, Decimal | None]:
    for place, cell in enumerate(row):
        year = financial_year(cell)
        if year is not None:
            numbers = (_number(each) for each in row[place + 1 :])
            return year, next((each for each in numbers if each is not None), None)
    return None, None


def _number(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell.strip().rstrip("%").replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _without_gaps(rates: Mapping[str, Decimal]) -> None:
    for first, second in pairwise(rates):
        if cost.starting_year(second) != cost.starting_year(first) + 1:
            words = _("Between %(first)s and %(second)s a year is missing.")
            raise RuleBroken(words % {"first": first, "second": second}, field="file")


def _changes(levels: Mapping[str, Decimal]) -> dict[str, Decimal]:
    if any(level <= 0 for level in levels.values()):
        raise RuleBroken(_("An index is never 0 or less."), field="file")
    if len(levels) < 2:
        raise RuleBroken(_("An index needs at least two years."), field="file")
    return _plausible(
        {
            year: (100 * (level / levels[before] - 1)).quantize(_PLACES)
            for before, (year, level) in zip(levels, list(levels.items())[1:], strict=False)
        }
    )


def _plausible(rates: dict[str, Decimal]) -> dict[str, Decimal]:
    """Rates as percentages; an index given as percentages stands out by its size."""
    for year, rate in rates.items():
        if abs(rate) >= _LARGEST:
            raise RuleBroken(
                _("%(rate)s cannot be the change into %(year)s in per cent. Is it an index?")
                % {"rate": rate, "year": year},
                field="file",
            )
    return {year: rate.quantize(_PLACES) for year, rate in rates.items()}
