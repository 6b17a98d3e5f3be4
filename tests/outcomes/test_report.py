"""The report: what it says, that small numbers do not leave, and that the PDF is accessible."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from core import pdf as paper
from outcomes.evaluation.figures import figures
from outcomes.pdf import drawing, render
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.report import report
from outcomes.words import GRADE_TITLES, cover_claim, joined, may_not_say, may_say, signed
from tests.outcomes.sample import sample_cut


@pytest.fixture(scope="module")
def cut():
    return sample_cut()


@pytest.fixture(scope="module")
def found(cut):
    return figures(cut)


@pytest.fixture(scope="module")
def pdf(cut, found):
    return PdfReader(io.BytesIO(render.as_pdf(report(cut, found, Published()))))


@pytest.fixture(scope="module")
def text(pdf):
    return [page.extract_text() for page in pdf.pages]


def test_pdf__is_tagged_with_title_and_language(pdf):
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert pdf.metadata.title.startswith("Hospital use before and after coming home")
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()


def _figures_of(node, seen):
    node = node.get_object()
    if not hasattr(node, "get"):
        for each in node if isinstance(node, list) else []:
            yield from _figures_of(each, seen)
        return
    if id(node) in seen:
        return
    seen.add(id(node))
    if node.get("/S") == "/Figure":
        yield node
    children = node.get("/K")
    if children is not None:
        for each in children if isinstance(children, list) else [children]:
            if hasattr(each, "get_object"):
                yield from _figures_of(each, seen)


def test_pdf__gives_every_drawing_a_text_alternative(pdf):
    drawings = list(_figures_of(pdf.trailer["/Root"]["/StructTreeRoot"], set()))
    assert len(drawings) >= 7
    assert all(each.get("/Alt") for each in drawings)


def test_pdf__cover_shows_grade_claim_cut_off_and_funders(text):
    assert "Design grade D" in text[0]
    assert "does not claim" in text[0]
    assert "31 October 2025" in text[0]
    assert "NHS Charity" in text[0]


def test_pdf__numbers_its_pages_and_ends_with_the_fingerprint(text, found):
    last = len(text)
    assert f"Page 2 of {last}" in text[1]
    assert "Data to 31 October 2025" in text[1]
    assert found["fingerprint"] in text[-1].replace("\n", "")


def test_pdf__contents_lead_to_the_chapters(pdf):
    links = [note.get_object() for page in pdf.pages[:4] for note in page.get("/Annots", [])]
    assert len([each for each in links if each["/Subtype"] == "/Link"]) >= 10


def test_pdf__has_no_empty_page(text):
    assert all(len(page) > 60 for page in text)


def test_pdf__hides_small_numbers_and_rounds_the_rest(text):
    whole = "\n".join(text)
    assert "64 people" not in whole
    assert "65 people" in whole
    assert "*" in whole


def test_screen__shows_true_figures_where_paper_rounds(cut, found):
    assert "64 of them" in report(cut, found, Exact()).chapters[0].lead
    assert "65 of them" in report(cut, found, Published()).chapters[0].lead


def test_published_money__about_few_people_is_hidden(cut, found):
    money = next(each for each in report(cut, found, Published()).chapters if each.key == "money")
    bought = next(block for block in money.blocks if "bought" in str(block.caption))
    assert bought.rows[-1][1:] == ("–", "–", "£1,340")  # with Transport, or it could be found
    assert "495" not in str(bought.rows)


def test_fetching__anything_but_our_fonts_is_refused():
    fetcher = paper._fetcher()
    for url in ("file:///etc/passwd", "http://example.org/x.png", "data:text/plain,x", "bridge:x"):
        with pytest.raises(paper.FetchRefusedError):
            fetcher.fetch(url)
    assert len(paper.own_files()) == 4


def test_text_in_drawings__is_escaped():
    shown = drawing.drawing(10, 10, "<script>", [drawing.words(1, 1, "</svg><b>")])
    assert "<script>" not in shown
    assert "</svg><b>" not in shown


@pytest.mark.parametrize("grade", GRADE_TITLES)
def test_words__never_call_a_before_and_after_an_impact(grade):
    design = {"grade": grade, "beyond": ["ae_attendance"], "cannot_tell": [], "short": []}
    said = f"{may_say(design)} {may_not_say(design)} {cover_claim(design)}".lower()
    if grade in "DE":
        assert "nor call it impact" in said or "impact" not in said.replace(
            "not evidence of impact", ""
        )
        assert "not" in may_not_say(design)
    for word in ("patient", "client", "service user", "saved"):
        assert word not in said


def test_words__join_and_sign():
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["a"]) == "a"
    assert (signed(-48.4), signed(2.6), signed(-0.2), signed(None)) == ("−48%", "+3%", "0%", "–")


def test_empty_cut__still_makes_a_report_that_says_so(cut):
    header = cut.people.splitlines()[0] + "\n"
    bare = type(cut)(cut.parameters, header, {**cut.facts, "period": {"from": None, "to": None}})
    told = report(bare, figures(bare), Published())
    assert told.grade.letter == "E"
    assert render.as_pdf(told).startswith(b"%PDF")
    assert told.as_of == dt.date(2025, 10, 31)
