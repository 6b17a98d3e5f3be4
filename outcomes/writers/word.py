"""Word: real headings, real tables with repeated heads, and the charts of the other formats.

Each picture has its words behind it and its figures in a table below it.
"""

import datetime as dt
import io

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from outcomes.presenters.blocks import Table
from outcomes.presenters.reports.document import Document
from outcomes.writers.cells import value_of
from outcomes.writers.listing import table_of
from outcomes.writers.pictures import Drawing, drawings_of, pngs

DEEP, QUIET, DANGER = RGBColor(0x0B, 0x4F, 0x5C), RGBColor(0x4A, 0x5C, 0x62), RGBColor(154, 42, 31)
WIDE = 6
PIXEL = 25.4 / 96  # mm
ROOM = Mm(170)


def as_docx(document: Document) -> bytes:
    """The document's bytes."""
    paper = WordDocument()
    _settle(paper, document)
    paper.add_heading(str(document.title), 0)
    paper.add_paragraph(f"{document.programme}. {document.subtitle}", style="Subtitle")
    if document.mark:
        _coloured(paper.add_paragraph(), document.mark, DANGER, bold=True)
    if document.grade:
        paper.add_paragraph(str(document.grade.title), style="Intense Quote")
    if document.claim:
        paper.add_paragraph(str(document.claim))
    _coloured(paper.add_paragraph(), document.rule, QUIET)
    pictures = _pictures(document)
    for chapter in document.chapters:
        paper.add_heading(str(chapter.title), 1)
        if chapter.lead:
            _coloured(paper.add_paragraph(), chapter.lead, QUIET)
        for block in chapter.blocks:
            _block(paper, block, pictures.get(id(block), []))
    _fingerprint(paper, document)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _pictures(document: Document) -> dict[int, list[tuple[Drawing, bytes]]]:
    """The pictures of each block, all made at once."""
    found = [
        (id(block), drawn)
        for chapter in document.chapters
        for block in chapter.blocks
        for drawn in drawings_of(block)
    ]
    made: dict[int, list[tuple[Drawing, bytes]]] = {}
    for (key, drawn), body in zip(found, pngs([drawn for _key, drawn in found]), strict=True):
        made.setdefault(key, []).append((drawn, body))
    return made


def _fingerprint(paper, document: Document) -> None:
    paper.add_heading(_("Fingerprint"), 1)
    paper.add_paragraph(
        _("Report %(report)s, from evaluation %(run)s. The same frozen cut gives the same figures "
          "at any time, and this fingerprint: %(fingerprint)s.")
        % {"report": document.reference, "run": document.run,
           "fingerprint": document.fingerprint}
    )  # fmt: skip


def _settle(paper, document: Document) -> None:
    """Paper, typeface, language, title and foot."""
    section = paper.sections[0]
    section.orientation, section.page_width = WD_ORIENT.PORTRAIT, Mm(210)
    section.page_height, section.left_margin, section.right_margin = Mm(297), Mm(20), Mm(20)
    told = paper.core_properties
    told.title, told.author = str(document.title), str(document.made_by)
    told.subject, told.language = str(document.programme), "en-GB"
    told.created = dt.datetime.combine(document.as_of, dt.time())
    told.comments = ""
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Intense Quote"):
        style = paper.styles[name]
        style.font.name, style.font.color.rgb = "Arial", DEEP
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    _language(normal)
    foot = _("%(programme)s. Data to %(day)s. %(mark)s") % {
        "programme": document.programme, "day": date_format(document.as_of, "j F Y"),
        "mark": document.mark,
    }  # fmt: skip
    section.footer.paragraphs[0].text = foot.strip()


def _language(style) -> None:
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(lang)


def _coloured(paragraph, words, colour, *, bold: bool = False) -> None:
    run = paragraph.add_run(str(words))
    run.font.color.rgb, run.bold = colour, bold


def _block(paper, block, pictures: list[tuple[Drawing, bytes]]) -> None:
    if block.kind in ("text", "story"):
        _words(paper, block)
    elif block.kind == "panel":
        paper.add_heading(str(block.title), 2)
        paper.add_paragraph(str(block.words))
    elif pictures:
        _charts(paper, block, pictures)
    else:
        _table(paper, table_of(block))


def _charts(paper, block, pictures: list[tuple[Drawing, bytes]]) -> None:
    """The pictures, what they say, and the table of their figures."""
    small = block.kind == "slopes"
    if not small:
        paper.add_heading(str(pictures[0][0].title), 2)
    shown = None
    for drawn, body in pictures:
        if small:
            paper.add_heading(str(drawn.title), 3)
        shown = paper.add_paragraph()
        shown.paragraph_format.keep_with_next = True
        _picture(shown, drawn, body)
    note = getattr(block, "note", "")
    if note and block.kind == "plot":
        _coloured(paper.add_paragraph(), note, QUIET)
    table = table_of(block)
    if table is not None:
        _table(paper, table, level=3)


def _picture(paragraph, drawn: Drawing, body: bytes) -> None:
    """As wide as on paper; its words stand behind it."""
    width = min(Mm(drawn.width * PIXEL), ROOM)
    shape = paragraph.add_run().add_picture(io.BytesIO(body), width=width)
    shape._inline.docPr.set("descr", str(drawn.alternative))
    shape._inline.docPr.set("title", str(drawn.title))


def _words(paper, block) -> None:
    if block.kind == "text":
        paper.add_paragraph(str(block.words))
        return
    for words in str(block.words).splitlines():
        if words.strip():
            paper.add_paragraph(words, style="Quote")
    if block.told_as:
        _coloured(paper.add_paragraph(), block.told_as, QUIET)


def _table(paper, table: Table, *, level: int = 2) -> None:
    paper.add_heading(str(table.caption), level)
    if not table.rows:
        paper.add_paragraph(str(table.empty))
    else:
        drawn = paper.add_table(rows=1, cols=len(table.head), style="Table Grid")
        _fill(drawn.rows[0], table.head, bold=True)
        _repeats(drawn.rows[0])
        for row in table.rows:
            _fill(drawn.add_row(), row)
        _describe(drawn, str(table.caption))
    if table.note:
        _coloured(paper.add_paragraph(), table.note, QUIET)


def _fill(row, words, *, bold: bool = False) -> None:
    small = Pt(8.5) if len(words) >= WIDE else Pt(10)
    for number, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(str(text))
        run.bold, run.font.size = bold, small
        figure = value_of(text).number is not None or str(text) in ("*", "–")
        if number and (figure or bold):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeats(row) -> None:
    """The head stands on every page and is told as a head to screen readers."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _describe(table, words: str) -> None:
    """What the table shows, for those who hear it."""
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), words)
    table._tbl.tblPr.append(described)
