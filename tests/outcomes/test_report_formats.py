"""Every format holds the same words and numbers, is accessible, and runs nothing."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from pypdf import PdfReader

from core.errors import RuleBroken
from outcomes.presenters.blocks import Chapter
from outcomes.presenters.numbers import Exact
from outcomes.presenters.plotting import Plot, Series
from outcomes.writers import WRITERS, as_pdf
from outcomes.writers.cells import plain, value_of
from outcomes.writers.dictionary import fields_of
from outcomes.writers.listing import tables_of
from outcomes.writers.pictures import drawings_of
from outcomes.writers.spreadsheet import sheet_name
from outcomes.writers.values import file_name
from tests.outcomes.report_facts import told

KINDS = ("annual", "funder", "ward", "governors", "public")


@pytest.fixture(scope="module", params=KINDS)
def document(request):
    return told(request.param)


@pytest.fixture(scope="module")
def workbook(document):
    return load_workbook(io.BytesIO(WRITERS["xlsx"](document)))


@pytest.fixture(scope="module")
def archive(document):
    return zipfile.ZipFile(io.BytesIO(WRITERS["zip"](document)))


@pytest.fixture(scope="module")
def word(document):
    return WordDocument(io.BytesIO(WRITERS["docx"](document)))


@pytest.fixture(scope="module")
def pdf(document):
    return PdfReader(io.BytesIO(as_pdf(document)))


def cells_of(listed):
    """The table's cells as numbers where they are numbers, else as words."""
    return [[plain(value_of(cell)) for cell in row] for row in listed.table.rows]


def without_mark(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return text.removeprefix("'")


def test_excel__one_sheet_a_table_with_the_same_numbers(document, workbook):
    assert workbook.sheetnames[0] == "Read me"
    for listed in tables_of(document):
        sheet = workbook[sheet_name(listed)]
        assert sheet.freeze_panes == "B5"
        for row, cells in zip(sheet.iter_rows(min_row=5), listed.table.rows, strict=False):
            shown = [each.value for each in row][: len(cells)]
            for place, (value, words) in enumerate(zip(shown, cells, strict=True)):
                wanted = value_of(words)
                if place == 0 or wanted.number is None:
                    assert without_mark(str(value or "")) == without_mark(str(words))
                else:
                    scale = 100 if wanted.unit == "percent" else 1
                    assert round(Decimal(str(value)) * scale, 6) == wanted.number


def test_excel__holds_no_formula(workbook):
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_csv__the_same_numbers_and_a_dictionary_of_every_field(document, archive):
    for listed in tables_of(document):
        text = archive.read(file_name(listed)).decode("utf-8-sig")
        head, *rows = list(csv.reader(io.StringIO(text)))
        assert [without_mark(each) for each in head] == [str(each) for each in listed.table.head]
        assert [[without_mark(cell) for cell in row] for row in rows] == [
            [without_mark(cell) for cell in row] for row in cells_of(listed)
        ]
    text = archive.read("data-dictionary.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == sum(len(each.table.head) for each in tables_of(document))
    assert all(row["Meaning"] and row["Unit"] and row["Source"] for row in rows)


def test_csv__the_same_document_gives_the_same_bytes(document):
    assert WRITERS["zip"](document) == WRITERS["zip"](document)


def test_word__real_tables_with_heads_and_the_same_words(document, word):
    tables = iter(word.tables)
    for listed in tables_of(document):
        drawn = next(tables)
        assert drawn.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        shown = [[cell.text for cell in row.cells] for row in drawn.rows]
        assert shown[0] == [str(each) for each in listed.table.head]
        assert shown[1:] == [[str(cell) for cell in row] for row in listed.table.rows]
    assert next(tables, None) is None


def test_word__headings_follow_the_chapters(document, word):
    heads = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert heads[:-1] == [str(chapter.title) for chapter in document.chapters]


def test_word__every_chart_is_a_picture_with_its_words_behind_it(document, word):
    drawn = [
        each for chapter in document.chapters for block in chapter.blocks
        for each in drawings_of(block)
    ]  # fmt: skip
    shown = word.inline_shapes
    assert [each._inline.docPr.get("descr") for each in shown] == [
        str(each.alternative) for each in drawn
    ]
    assert all(each._inline.docPr.get("title") for each in shown)
    if document.kind == "annual":
        kinds = {block.kind for chapter in document.chapters for block in chapter.blocks}
        assert {"slopes", "plot", "bars"} <= kinds
        assert len(shown) >= 8


def test_word__pictures_are_wide_enough_to_print_and_fit_the_page(word):
    room = word.sections[0].page_width - word.sections[0].left_margin * 2
    for each in word.inline_shapes:
        blip = each._inline.graphic.graphicData.pic.blipFill.blip
        image = word.part.related_parts[blip.embed].image
        assert each.width <= room
        assert image.px_width / each.width.inches >= 200


def test_word__a_chart_without_a_table_of_its_own_is_written():
    """Several series share one table: each is a picture, and none is taken for a table."""
    series = Series(("May", "Jun", "Jul"), (9.0, 12.0, 30.0), 17.0, 2.0, 32.0, ("", "", "concern"),
                    1, "help began")  # fmt: skip
    lone = Plot("A&E attendances a month", "9, 12, 30.", series)
    chapter = Chapter("months", "Month by month", "", (lone,))
    written = WordDocument(io.BytesIO(WRITERS["docx"](replace(told("ward"), chapters=(chapter,)))))
    assert "A&E attendances a month" in {each.text for each in written.paragraphs}
    assert [each._inline.docPr.get("descr") for each in written.inline_shapes] == ["9, 12, 30."]
    assert not written.tables


def test_word__says_its_language_and_title(document, word):
    assert word.core_properties.title == str(document.title)
    assert word.core_properties.language == "en-GB"
    lang = word.styles["Normal"].element.xpath(".//w:lang/@w:val")
    assert lang == ["en-GB"]


def test_pdf__is_tagged_and_says_the_same(document, pdf):
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    for listed in tables_of(document):
        if document.kind != "annual" or listed.chapter != document.chapters[0].title:
            for row in listed.table.rows:
                for cell in row:
                    assert squeezed(cell) in text, (listed.table.caption, cell)


def squeezed(words) -> str:
    """Without spaces, soft breaks and the hyphens that a line's end puts in."""
    return re.sub(r"[\s\u00ad\u2010-]", "", str(words))


def test_public__is_one_page():
    assert len(PdfReader(io.BytesIO(as_pdf(told("public")))).pages) == 1


@pytest.mark.parametrize(("repeats", "fits"), [(6, True), (14, True), (60, False)])
def test_public__stays_one_page_with_a_longer_story_or_is_refused(repeats, fits):
    document = told("public")
    *others, last = document.chapters
    story = replace(last.blocks[0], words=last.blocks[0].words * repeats)
    longer = replace(document, chapters=(*others, replace(last, blocks=(story,))))
    if fits:
        assert len(PdfReader(io.BytesIO(as_pdf(longer))).pages) == 1
    else:
        with pytest.raises(RuleBroken, match="shorter story"):
            as_pdf(longer)


def test_story__stands_in_each_format_but_not_where_consent_does_not_reach(document, archive, word):
    shown = "\n".join(each.text for each in word.paragraphs)
    assert ("somebody knocks" in shown) == (document.kind != "ward")
    assert all(b"somebody knocks" not in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("kind", KINDS)
def test_true_figures__are_marked_in_every_format(kind):
    exact = told(kind, numbers=Exact())
    mark = "Not for passing on"
    assert mark in str(exact.mark)
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](exact)))
    for sheet in book:
        assert any(mark in str(cell.value) for row in sheet.iter_rows() for cell in row)
    text = "".join(each.extract_text() for each in
                   PdfReader(io.BytesIO(as_pdf(exact))).pages)  # fmt: skip
    assert squeezed(mark) in squeezed(text)


def test_dictionary__names_unit_and_source(document):
    for each in fields_of(document):
        assert each.meaning and each.unit and "CBE-TESTED" in each.source


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("1,234", "1234", "number"),
        ("−3", "-3", "number"),
        ("48%", "48", "percent"),
        ("−48%", "-48", "percent"),
        ("£1,180.50", "1180.50", "pounds"),
        ("−£3.00", "-3.00", "pounds"),
    ],
)
def test_value__numbers_are_read_back(words, number, unit):
    found = value_of(words)
    assert (found.number, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("words", ["*", "–", "", "2 to 3", "−57% to −38%", "2023/24", "1.2.3"])
def test_value__what_is_no_number_stays_words(words):
    assert value_of(words).number is None
