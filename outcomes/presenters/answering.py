"""What the resident sees of their own answers before they finish."""

from django.utils.translation import gettext as _

from core.presenters import Cell, Column, Row, Table


def overview(instrument, answers, address: str) -> Table:
    """Each question with its answer; the question leads back to it."""
    columns = (Column(_("Question")), Column(_("Your answer")))
    rows = tuple(
        Row((
            Cell(item.text, url=f"{address}?q={number}"),
            Cell(item.words(answers[item.key]) if item.key in answers else _("not seen yet")),
        ))
        for number, item in enumerate(instrument.items)
    )  # fmt: skip
    return Table(_("Your answers"), columns, rows)
