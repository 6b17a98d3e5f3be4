"""What belongs to every page: parts and states, signing in, help, and the page's script."""

import pytest
from playwright.sync_api import expect

from tests.factories.programmes import someone
from tests.journeys.pages import axe

PUBLIC = ["/help/", "/who-to-call/", "/privacy/", "/accessibility/", "/accounts/login/"]


@pytest.mark.parametrize("width", [1280, 820, 320])
def test_parts_and_states__are_accessible_at_every_width(visit, width):
    visitor = visit(width=width)
    page = visitor.open("/parts/", check=False)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visitor.no_faults()


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages__are_looked_over(at_each_size, path):
    at_each_size.open(path)


def test_zoom_to_400_percent__scrolls_only_downwards(visit):
    visit(width=320, height=256).open("/accounts/login/")


def test_signing_in__says_what_to_put_right_and_then_lets_in(at_each_size):
    user = someone("administrator")
    page = at_each_size.open("/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", "not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state("load")
    assert page.title().startswith("Error:")
    at_each_size.look_over()
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", "a-long-enough-password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state("load")
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def test_signing_in__works_without_a_script(visit):
    user = someone("administrator")
    visitor = visit(script=False)
    page = visitor.page
    page.goto(visitor.address + "/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", "a-long-enough-password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_the_way_out_of_a_question__clears_the_other_ticks(visitor):
    page = visitor.open("/parts/", check=False)
    cold, unknown = page.locator("#id_barriers_2"), page.locator("#id_barriers_5")
    expect(cold).to_be_checked()
    unknown.check()
    expect(cold).not_to_be_checked()
    cold.check()
    expect(unknown).not_to_be_checked()


def test_the_keyboard__reaches_the_main_part_first(visitor):
    page = visitor.open("/help/", check=False)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_words_one_may_use__can_be_copied(visit):
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open("/parts/", check=False)
    page.get_by_role("button", name="Copy these words").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert "64 people went to A&E" in page.evaluate("navigator.clipboard.readText()")
