"""Drawings and blocks of an evaluation in templates."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from outcomes.pdf import drawing

register = template.Library()

register.simple_tag(drawing.slope, name="pdf_slope")
register.simple_tag(drawing.dot, name="pdf_dot")
register.simple_tag(drawing.curve, name="pdf_curve")
register.simple_tag(drawing.arch, name="pdf_arch")
register.simple_tag(drawing.mark, name="pdf_mark")


def _drawn(block, folder: str) -> SafeString:
    context = {"block": block}
    if block.kind == "slopes":
        charts = block.charts
        context["rows"] = [charts[start : start + 3] for start in range(0, len(charts), 3)]
    if block.kind == "table":
        context["wordy"] = any(len(str(cell)) > 40 for row in block.rows for cell in row[1:])
    return mark_safe(render_to_string(f"{folder}/blocks/{block.kind}.html", context))


@register.simple_tag
def pdf_block(block) -> SafeString:
    """One block of a chapter, on paper."""
    return _drawn(block, "pdf")


@register.simple_tag
def page_block(block) -> SafeString:
    """One block of a chapter, on screen."""
    return _drawn(block, "outcomes")
