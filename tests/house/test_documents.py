"""Generated documents are what the code says now."""

from core import documents
from tests.house import walk


def test_generated_documents_are_fresh():
    for path, text in documents.pages().items():
        assert (walk.ROOT / path).read_text(encoding="utf-8") == text, (
            f"{path} is out of date: run manage.py write_docs"
        )


def test_the_rule_about_documents_bites(monkeypatch):
    monkeypatch.setitem(documents.PAGES, "docs/access.md", lambda: "something else")
    pages = documents.pages()
    assert (walk.ROOT / "docs/access.md").read_text(encoding="utf-8") != pages["docs/access.md"]
