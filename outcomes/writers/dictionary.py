"""The data dictionary: for every field of every table its meaning, its unit and its source."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.presenters.reports.document import Document
from outcomes.writers.cells import value_of
from outcomes.writers.listing import Listed, tables_of

UNITS = {
    "pounds": gettext_lazy("Pounds sterling"),
    "percent": gettext_lazy("Per cent"),
    "number": gettext_lazy("Number"),
}
NAMES = gettext_lazy("What the row is about.")

MEANINGS = {
    gettext_lazy("Number"): gettext_lazy("How many of what the row names."),
    gettext_lazy("Figure"): gettext_lazy("The figure of the measure that the row names."),
    gettext_lazy("Share"): gettext_lazy("The row’s part of the whole, from rounded counts."),
    gettext_lazy("People"): gettext_lazy("Different people whom the row is about."),
    gettext_lazy("Times"): gettext_lazy("How often it was recorded, also for the same person."),
    gettext_lazy("Before"): gettext_lazy("Events in the window before the first day of support."),
    gettext_lazy("After"): gettext_lazy("Events in the equal window from that day."),
    gettext_lazy("Paid"): gettext_lazy("Paid out by the ledger, less what came back."),
    gettext_lazy("Pounds"): gettext_lazy("The sum that the row names, from the ledger."),
    gettext_lazy("Median days to clear"): gettext_lazy(
        "Half of those that were cleared took this long or less."
    ),
    gettext_lazy("This quarter"): gettext_lazy("Referrals or people in the quarter reported on."),
    gettext_lazy("Quarter before"): gettext_lazy("The same for the quarter before."),
    gettext_lazy("Last 12 months"): gettext_lazy(
        "The same for the twelve months that end with the period."
    ),
    gettext_lazy("Change"): gettext_lazy("100 × (after − before) / before, from rounded counts."),
    gettext_lazy("Baseline"): gettext_lazy("Events before, on which the change rests."),
    gettext_lazy("95% interval"): gettext_lazy("From a bootstrap over people, with a kept seed."),
    gettext_lazy("Where"): gettext_lazy("The area in which help is missing."),
    gettext_lazy("Days taken"): gettext_lazy("From the day it was raised to the day it was filled"),
    gettext_lazy("Expected anyway"): gettext_lazy(
        "The change to be expected without help (see the method chapter)."
    ),
    gettext_lazy("Avoided"): gettext_lazy("Events fewer, times their unit cost. Not cash."),
    gettext_lazy("Each"): gettext_lazy("Unit cost of one event."),
    gettext_lazy("Prices of"): gettext_lazy("The year of the prices."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table."""

    listed: Listed
    table: str
    field: str
    meaning: str
    unit: str
    source: str


def fields_of(document: Document) -> list[Field]:
    """Every field of every table of the document, in order."""
    meanings = {str(head): str(words) for head, words in MEANINGS.items()}
    return [
        _field(document, listed, place, meanings)
        for listed in tables_of(document)
        for place in range(len(listed.table.head))
    ]


def _field(document: Document, listed: Listed, place: int, meanings: dict[str, str]) -> Field:
    table = listed.table
    head = str(table.head[place])
    cells = [value_of(row[place]) for row in table.rows]
    units = [each.unit for each in cells if each.number is not None]
    said = str(NAMES) if place == 0 else meanings.get(head) or _spelt_out(head, str(table.caption))
    return Field(
        listed=listed,
        table=str(table.caption),
        field=head,
        meaning=said,
        unit=_unit(units) if place else _("Words"),
        source=_("Frozen cut of evaluation %(run)s, chapter “%(chapter)s”; %(rule)s")
        % {"run": document.run, "chapter": listed.chapter, "rule": document.rule},
    )


def _spelt_out(head: str, caption: str) -> str:
    return _("“%(head)s” of what the row names, in “%(caption)s”.") % {
        "head": head, "caption": caption,
    }  # fmt: skip


def _unit(units: list[str]) -> str:
    """One unit, several named, or words."""
    kinds = list(dict.fromkeys(units))
    return ", ".join(str(UNITS[each]) for each in kinds) if kinds else _("Words")
