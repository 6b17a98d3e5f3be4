"""Files made by tests of outcomes lie in a folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Nothing a test makes stays behind."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def real_pdf():
    """Ask for it where the PDF itself is looked at."""


@pytest.fixture(autouse=True)
def quick_pdf(request, monkeypatch):
    """Tests of figures do not wait for the report to be drawn."""
    if "real_pdf" not in request.fixturenames:
        from outcomes.services import evaluating
        from outcomes.writers import WRITERS

        monkeypatch.setattr(evaluating, "as_pdf", lambda _report: b"%PDF-not-drawn")
        monkeypatch.setitem(WRITERS, "pdf", lambda _document: b"%PDF-not-drawn")
