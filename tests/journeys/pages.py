"""What a journey does with a page, and what must be true of every page it visits."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

_LINKS = """
() => [...document.querySelectorAll('a[href]')]
  .filter((a) => a.checkVisibility())
  .map((a) => [a.getAttribute('aria-label') || a.textContent, a.href])
"""
_LAMPS = """
() => [...document.querySelectorAll('main .govuk-button, .app-identity .govuk-button')]
  .filter((b) => b.checkVisibility())
  .filter((b) => getComputedStyle(b).backgroundColor === 'rgb(244, 177, 62)').length
"""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_SMALL = """
() => [...document.querySelectorAll('main button, main select, main input:not([type=hidden]), '
  + 'main .govuk-button, nav a')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0
    && e.getBoundingClientRect().height < 47.5)
  .map((e) => `${e.tagName} ${e.textContent.trim() || e.name} ${e.getBoundingClientRect().height}`)
"""


@cache
def axe_source() -> str:
    """The checker, from npm."""
    return AXE.read_text()


@dataclass
class Visitor:
    """One person at one browser. Collects every fault that the browser reports."""

    context: BrowserContext
    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        asset = response.request.resource_type not in ("document", "fetch", "xhr")
        if response.status >= 500 or (asset and response.status >= 400):
            self.faults.append(f"{response.status} {response.url}")

    # -- going about ------------------------------------------------------------------------

    def sign_in(self, user) -> "Visitor":
        """Sign in by cookie, as this person."""
        client = Client()
        client.force_login(user, backend=BACKEND)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        self.context.add_cookies([{"name": name, "value": value, "url": self.address}])
        return self

    def open(self, path: str, *, check: bool = True) -> Page:
        """Go to a path of the service; look the page over unless told not to."""
        self.page.goto(self.address + path, wait_until="load")
        if check:
            self.look_over()
        return self.page

    def press(self, words: str, *, check: bool = True) -> Page:
        """Press the button or link of these words and look over where it leads."""
        button = self.page.get_by_role("button", name=words, exact=True)
        target = button if button.count() else self.page.get_by_role("link", name=words)
        target.first.click()
        self.page.wait_for_load_state("load")
        if check:
            self.look_over()
        return self.page

    # -- what must be true of every page ------------------------------------------------------

    def look_over(self) -> None:
        """Accessible, no two links of one name, one lamp, nothing sideways, no fault."""
        axe(self.page)
        one_name_one_place(self.page)
        assert self.page.evaluate(_WIDE) <= 0, f"{self.page.url} scrolls sideways"
        assert self.page.evaluate(_LAMPS) <= 1, f"{self.page.url} has two main actions"
        assert self.page.locator("h1").count() == 1, f"{self.page.url} needs one h1"
        size = self.page.viewport_size
        if size and size["width"] < 1060:
            small = self.page.evaluate(_SMALL)
            assert not small, f"{self.page.url} has targets under 48 px: {small}"
        self.no_faults()

    def no_faults(self) -> None:
        """Nothing was reported by the browser: errors, refused content, missing files."""
        assert not self.faults, f"{self.page.url}: {self.faults}"


def axe(page: Page) -> None:
    """No violation of WCAG 2.2 AA or of best practice on this page, as it stands."""
    page.evaluate(axe_source())
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate(f"() => axe.run(document, {json.dumps(options)})")
    told = [
        f"{each['id']} ({each['impact']}): {each['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in each["nodes"][:5])
        for each in found["violations"]
    ]
    assert not told, f"{page.url}\n  " + "\n  ".join(told)


def one_name_one_place(page: Page) -> None:
    """No two links on a page with the same words that lead to different places."""
    places: dict[str, set[str]] = defaultdict(set)
    for words, href in page.evaluate(_LINKS):
        places[" ".join(words.split())].add(href)
    twice = {words: hrefs for words, hrefs in places.items() if len(hrefs) > 1}
    assert not twice, f"{page.url}: the same words lead to different places: {twice}"
    assert "" not in places, f"{page.url} has a link without words: {places['']}"
