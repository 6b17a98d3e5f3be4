"""Drawings and blocks of an evaluation in templates."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.presenters import Bar, Bars, Cell, Column, Row, Table
from outcomes.pdf import drawing, plots

register = template.Library()

register.simple_tag(drawing.slope, name="pdf_slope")
register.simple_tag(drawing.dot, name="pdf_dot")
register.simple_tag(drawing.curve, name="pdf_curve")
register.simple_tag(plots.plot, name="plot")
register.simple_tag(drawing.arch, name="pdf_arch")
register.simple_tag(drawing.mark, name="pdf_mark")


@register.simple_tag
def pdf_block(block) -> SafeString:
    """One block of a chapter, on paper."""
    context = {"block": block}
    if block.kind == "slopes":
        charts = block.charts
        context["rows"] = [charts[start : start + 3] for start in range(0, len(charts), 3)]
    if block.kind == "table":
        context["wordy"] = any(len(str(cell)) > 40 for row in block.rows for cell in row[1:])
    return mark_safe(render_to_string(f"pdf/blocks/{block.kind}.html", context))


@register.simple_tag
def page_block(block) -> SafeString:
    """One block of a chapter, on screen."""
    context = {"block": block}
    if block.kind == "bars":
        parts = tuple(Bar(row.label, row.share, row.words) for row in block.rows)
        context["bars"] = Bars(block.title, parts)
    if block.kind in ("table", "slopes", "curve", "plot"):
        table = block if block.kind == "table" else block.table
        context["table"] = table and _table(table)
    return mark_safe(render_to_string(f"outcomes/blocks/{block.kind}.html", context))


def _table(block) -> Table:
    """The block as the page's own table; columns of long words are not set to the right."""
    wordy = any(len(str(cell)) > 40 for row in block.rows for cell in row[1:])
    columns = tuple(
        Column(words, numeric=number > 0 and not wordy) for number, words in enumerate(block.head)
    )
    rows = tuple(Row(tuple(Cell(cell) for cell in row)) for row in block.rows)
    return Table(block.caption, columns, rows, hide_caption=False)
