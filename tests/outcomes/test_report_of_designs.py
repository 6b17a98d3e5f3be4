"""The report's chapters on the designs: on screen true, on paper small numbers hidden, tagged."""

import io

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from outcomes.evaluation.figures import figures
from outcomes.pdf import plots, render
from outcomes.presenters import compared, series
from outcomes.presenters.blocks import Table
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.pages import TABS
from outcomes.presenters.plotting import LovePlot, Plot
from outcomes.presenters.report import report
from outcomes.templatetags.evaluation import page_block
from tests.outcomes.cuts import cut_of, full_cut
from tests.outcomes.test_report import _figures_of

DESIGNS = ("compared", "months", "places", "worth", "checks")


@pytest.fixture(scope="module")
def cut():
    return full_cut()


@pytest.fixture(scope="module")
def found(cut):
    return figures(cut)


@pytest.fixture(scope="module")
def exact(cut, found):
    return {each.key: each for each in report(cut, found, Exact()).chapters}


def plots_of(chapter):
    return [block for block in chapter.blocks if block.kind == "plot"]


def test_every_design_has_a_chapter_and_every_chapter_a_tab(exact):
    assert set(DESIGNS) < set(exact)
    shown = {key for _tab, _title, keys in TABS for key in keys} | {"use"}
    assert set(exact) == shown


@pytest.mark.parametrize("key", DESIGNS)
def test_designs__have_words_and_figures(exact, key):
    assert exact[key].lead
    assert exact[key].blocks


@pytest.mark.parametrize("key", ["compared", "months", "places", "checks", "readmissions"])
def test_charts__say_what_they_show_in_title_words_and_table(exact, key):
    found = plots_of(exact[key])
    assert found
    tables = [block for block in exact[key].blocks if isinstance(block, Table)]
    for each in found:
        assert each.title
        assert len(each.alternative) > 20
        assert each.table or tables


def test_pdf__is_tagged_and_gives_every_drawing_words(cut, found):
    pdf = PdfReader(io.BytesIO(render.as_pdf(report(cut, found, Published()))))
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_object().get_data()
    drawings = list(_figures_of(pdf.trailer["/Root"]["/StructTreeRoot"], set()))
    assert len(drawings) >= 12
    assert all(each.get("/Alt") for each in drawings)
    text = "\n".join(page.extract_text() for page in pdf.pages)
    for words in ("Beside people like them", "Month by month", "Does it hold?", "Days and value",
                  "Deaths, and people not followed to the end", "Two windows before"):  # fmt: skip
        assert words in text


def test_pages__draw_every_block(exact):
    for chapter in exact.values():
        for block in chapter.blocks:
            assert page_block(block)


def test_page_of_a_drawing__has_its_words_and_opens_its_table(exact):
    drawn = plots_of(exact["compared"])[0]
    html = page_block(drawn)
    assert "<title>" in html
    assert drawn.table.caption in html


def test_published__hides_small_numbers_of_wards_and_months(cut, found):
    told = {each.key: each for each in report(cut, found, Published()).chapters}
    wards = [each for each in told["places"].blocks if "ward by ward" in str(each).lower()]
    assert any("'*'" in str(each) for each in wards)


def test_published__draws_no_month_of_few(found, cut):
    months = [{**found["months"][0], "values": [3] * len(found["months"][0]["values"])}]
    told = series.months(cut, found | {"months": months}, Published())
    assert not plots_of(told)
    assert "3" not in told.blocks[-1].rows[0][1:]
    assert plots_of(series.months(cut, found | {"months": months}, Exact()))


def test_compared__says_when_nobody_is_alike_and_when_nobody_was_compared(cut, found):
    none = compared.compared(cut, found | {"comparison": None}, Exact())
    assert "Nobody who was not supported was compared." in none.lead
    told = found["comparison"] | {"matched": {"possible": False}}
    assert (
        "no fair comparison" in compared.compared(cut, found | {"comparison": told}, Exact()).lead
    )


def test_designs__of_an_empty_cut_say_so():
    cut = cut_of([])
    told = {each.key: each for each in report(cut, figures(cut), Exact()).chapters}
    assert all(told[key].lead for key in DESIGNS)
    assert not plots_of(told["checks"])


def test_method__states_deaths_and_cut_offs(cut, found, exact):
    panel = next(each for each in exact["method"].blocks if each.kind == "panel")
    assert "A death ends the count" in panel.words
    assert "followed for all 180 days" in panel.words


def test_words_in_drawings__are_escaped():
    drawn = LovePlot((("<script>", 0.3, 0.1),), 0.1, "Before", "After")
    assert "<script>" not in plots.plot(drawn, "a < b")


def test_a_drawing_without_a_table__opens_none():
    drawn = LovePlot((("Age", 0.3, 0.1),), 0.1, "Before", "After")
    block = Plot("A title", "Words enough to stand for it.", drawn)
    assert "<table" not in page_block(block)
    assert "<table" not in render_to_string("pdf/blocks/plot.html", {"block": block})
