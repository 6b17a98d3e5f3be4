"""From a template to the bytes of a tagged PDF (PDF/UA-1). Nothing is fetched but our own fonts.

A PDF is drawn by the same presenters as the page; its template stands in templates/pdf/.
"""

import atexit
import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from core.errors import DomainError

FONTS = ("atkinson-400", "atkinson-700", "atkinson-ext-400", "atkinson-ext-700")
SCHEME = "bridge:"
VARIANT = {"pdf_variant": "pdf/ua-1", "uncompressed_pdf": False}

for _name in ("weasyprint", "fontTools"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class FetchRefusedError(DomainError):
    """Something tried to bring in a file that is not one of ours."""


@lru_cache(maxsize=1)
def own_files() -> dict[str, Path]:
    """The only addresses a PDF may ask for, with the files behind them."""
    found = {}
    for name in FONTS:
        path = finders.find(f"fonts/{name}.woff2")
        if path is None:
            built = Path(settings.STATIC_ROOT) / "fonts" / f"{name}.woff2"
            path = built if built.exists() else None
        if path is not None:
            found[f"{SCHEME}{name}.woff2"] = Path(path)
    return found


def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        """Answers for our own fonts, refuses everything else, whatever the scheme."""

        def fetch(self, url, headers=None):
            path = own_files().get(url)
            if path is None:
                raise FetchRefusedError(f"a PDF may not fetch {url[:60]}")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFilesOnly(allowed_protocols=(), allow_redirects=False)


@lru_cache(maxsize=4)
def _styles(css: str):
    """A stylesheet and the fonts, read once for each process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    text = render_to_string(css, {"fonts": sorted(own_files())})
    return CSS(string=text, font_config=fonts, url_fetcher=_fetcher()), fonts


atexit.register(_styles.cache_clear)  # fonts must be let go before the interpreter ends


def render(template: str, context: dict, *, css: str = "pdf/paper.css") -> bytes:
    """The template as PDF/UA-1: tagged, with title and language."""
    return _laid_out(template, context, css).write_pdf(**VARIANT)


def render_within(
    template: str, contexts: Iterable[dict], *, pages: int, css: str = "pdf/paper.css"
) -> bytes | None:
    """The first of `contexts` (roomy first, tight last) that fits `pages` pages; None if none."""
    for context in contexts:
        document = _laid_out(template, context, css)
        if len(document.pages) <= pages:
            return document.write_pdf(**VARIANT)
    return None


def _laid_out(template: str, context: dict, css: str):
    from weasyprint import HTML

    page = render_to_string(template, {"lang": "en-GB", **context})
    sheet, fonts = _styles(css)
    source = HTML(string=page, url_fetcher=_fetcher(), base_url="bridge:paper")
    return source.render(stylesheets=[sheet], font_config=fonts, **VARIANT)
