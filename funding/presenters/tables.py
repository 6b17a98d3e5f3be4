"""Lists about funds that several pages show."""

from django.utils.translation import gettext as _

from core.money import pounds
from core.presenters import Cell, Column, Row, Table, Tag
from funding.presenters import funds as shown
from funding.presenters import words
from funding.presenters.people import whom_cell


def statements_table(pairs) -> Table | None:
    """Each funder's agreement with a way to its statement."""
    if not pairs:
        return None
    columns = (
        Column(_("Funder")),
        Column(_("Fund")),
        Column(_("Agreed £"), numeric=True),
        Column(_("Paid £"), numeric=True),
        Column(_("Committed £"), numeric=True),
        Column(_("Left £"), numeric=True),
    )
    return Table(_("Statements"), columns, tuple(_statement(*each) for each in pairs))


def _statement(agreement, standing) -> Row:
    title = _("Statement of %(funder)s") % {"funder": agreement.funder.name}
    return Row(
        (
            Cell(
                title,
                url=shown.statement_url(agreement),
                sub=agreement.reference,
                hidden=agreement.reference,
            ),
            Cell(agreement.fund.name),
            *(
                Cell(shown.figure(each))
                for each in (standing.agreed, standing.paid, standing.committed, standing.left)
            ),
        )
    )


def agree_table(found, seen) -> Table:
    """Prices that wait for somebody's agreement."""
    columns = (
        Column(_("What")),
        Column(_("For whom")),
        Column(_("Asked for by")),
        Column(_("Price"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.what, url=each.get_absolute_url(), sub=each.reference),
                whom_cell(each, seen),
                Cell(str(each.requested_by)),
                Cell(pounds(each.amount)),
            )
        )
        for each in found
    )
    return Table(_("To agree"), columns, rows)


def periods_table(fund) -> Table | None:
    """Periods whose books are closed."""
    rows = list(fund.periods.select_related("closed_by").order_by("-ends_on"))
    if not rows:
        return None
    columns = (Column(_("Closed to the end of")), Column(_("By")), Column(_("Note")))
    drawn = tuple(
        Row(
            (
                Cell(words.day(each.ends_on)),
                Cell(str(each.closed_by), sub=words.day(each.closed_at)),
                Cell(each.words or "–"),
            )
        )
        for each in rows
    )
    return Table(_("Closed periods"), columns, drawn)


def splits_table(fund, *, on) -> Table | None:
    """How spending is and was shared."""
    rows = list(fund.split_rules.select_related("made_by").order_by("-effective_from"))
    if not rows:
        return None
    current = next((each.pk for each in rows if each.effective_from <= on), None)
    columns = (Column(_("From")), Column(_("How spending is shared")), Column(_("Why")))
    drawn = tuple(
        Row(
            (
                Cell(
                    words.day(each.effective_from),
                    tags=(Tag(_("In force"), "good"),) if each.pk == current else (),
                ),
                Cell(each.get_kind_display()),
                Cell(each.reason or "–", sub=str(each.made_by) if each.made_by_id else ""),
            )
        )
        for each in rows
    )
    return Table(_("How spending is shared"), columns, drawn)
