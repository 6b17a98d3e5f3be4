"""A fund's forecast on screen: what falls due, what would be left, who paid beside whom."""

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.money import pounds
from core.presenters import Cell, Column, Row, Table
from funding.presenters import words
from funding.services.forecast import AtYearEnd, Due


def due_table(found: list[Due]) -> Table | None:
    """Promised and not paid, by month."""
    if not found:
        return None
    columns = (Column(_("Month")), Column(_("Purchases"), numeric=True), Column("£", numeric=True))
    rows = tuple(
        Row(
            (
                Cell(format_date(each.month, "F Y")),
                Cell(str(each.purchases)),
                Cell(f"{each.amount:,.2f}"),
            )
        )
        for each in found
    )
    return Table(_("Promised, by the month in which it is likely to be paid"), columns, rows)


def due_words(days: int) -> str:
    """How the months were found."""
    return ngettext(
        "A promise is expected to be paid %(days)d day after it was agreed, the middle value of "
        "the last half year (30 days before there are five payments).",
        "A promise is expected to be paid %(days)d days after it was agreed, the middle value of "
        "the last half year (30 days before there are five payments).",
        days,
    ) % {"days": days}


def year_end_words(found: AtYearEnd) -> str:
    """What would be left on 31 March, in one sentence."""
    told = {
        "day": words.day(found.on),
        "left": pounds(max(found.would_be_left, 0)),
        "short": pounds(-found.would_be_left),
        "to_come": pounds(found.to_come),
        "spends": pounds(found.spends),
    }
    if found.would_be_left < 0:
        said = _("At this pace %(short)s would be missing on %(day)s")
    else:
        said = _("At this pace %(left)s would be left on %(day)s")
    return (
        said % told
        + ", "
        + _("with %(to_come)s of planned instalments still coming and %(spends)s going out.") % told
    )


def leverage_words(council, others) -> str:
    """For each pound of the council, £1.14 from others."""
    if council <= 0:
        return ""
    return _("For each £1 that councils paid in, others paid in %(ratio)s.") % {
        "ratio": pounds(others / council)
    }
