"""Drawings as pictures, for files that take no drawing of ours.

The same SVG that stands on screen and on paper is laid out once, a page a drawing, in our own
typeface, and each page becomes a PNG. So a chart in a Word file looks as it does in the PDF.
"""

import io
import re
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core import pdf
from core.presenters.words import Words
from outcomes.pdf import drawing, plots

DOTS_A_PIXEL = 2.5
SIZE = re.compile(r'width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing with its words for those who do not see it; lengths in CSS pixels."""

    title: Words
    alternative: Words
    svg: SafeString
    width: float
    height: float


def drawings_of(block) -> list[Drawing]:
    """What a block draws: none for words and tables."""
    if block.kind == "slopes":
        return [
            _drawing(each.title, drawing.slope_in_words(each), drawing.slope(each))
            for each in block.charts
        ]
    if block.kind == "curve":
        svg = drawing.curve(block.curve, block.alternative)
        return [_drawing(block.curve.title, block.alternative, svg)]
    if block.kind == "plot":
        return [
            _drawing(block.title, block.alternative, plots.plot(block.drawn, block.alternative))
        ]
    if block.kind == "bars" and block.rows:
        words = plots.bars_in_words(block)
        return [_drawing(block.title, words, plots.bars(block, words))]
    return []


def _drawing(title: Words, alternative: Words, svg: SafeString) -> Drawing:
    size = SIZE.search(svg)
    if size is None:
        raise ValueError("a drawing says how wide and how high it is")
    return Drawing(title, alternative, svg, float(size["width"]), float(size["height"]))


def pngs(drawings: list[Drawing]) -> list[bytes]:
    """Each drawing as a PNG, in order."""
    if not drawings:
        return []
    import pypdfium2

    laid_out = pypdfium2.PdfDocument(
        pdf.render("pdf/drawings.html", {"drawings": drawings}, css="pdf/drawings.css")
    )
    try:
        # a PDF's point is 4/3 of a CSS pixel
        return [_png(page.render(scale=DOTS_A_PIXEL * 4 / 3).to_pil()) for page in laid_out]
    finally:
        laid_out.close()


def _png(image) -> bytes:
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=False)
    return out.getvalue()
