"""The page's script: drafts, the session's end, a second click, what belongs to an answer."""

import re

import pytest
from playwright.sync_api import expect

from core.models import Draft
from tests.factories.programmes import someone

FORM = "/people/invitations/invite/"
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def administrator(visitor):
    """An administrator at a form that keeps drafts."""
    visitor.sign_in(someone("administrator"))
    return visitor


def test_what_one_types__is_kept_and_said(administrator):
    page = administrator.open(FORM)
    page.fill("[name=name]", "Ida Invited")
    mark = page.get_by_role("status").filter(has_text=SAVED)
    expect(mark).to_contain_text("draft, kept for 7 days")
    assert Draft.objects.get().data["name"] == ["Ida Invited"]
    page.reload()
    expect(page.locator("[name=name]")).to_have_value("Ida Invited")


def test_when_the_network_fails__it_says_so_and_keeps_trying(administrator):
    page = administrator.open(FORM)
    administrator.context.set_offline(True)
    page.fill("[name=name]", "Ida Invited")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    expect(page.get_by_text("We keep trying")).to_be_visible()
    administrator.faults.clear()
    administrator.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text=SAVED)).to_be_visible(timeout=20_000)
    assert Draft.objects.get().data["name"] == ["Ida Invited"]


def test_two_minutes_before_the_end__it_warns_and_one_button_keeps_the_session(visit, settings):
    settings.SESSION_IDLE_SECONDS = 123
    visitor = visit().sign_in(someone("administrator"))
    page = visitor.open(FORM, check=False)
    warning = page.get_by_role("alert").filter(has_text="signed out in 2 minutes")
    expect(warning).to_be_visible(timeout=15_000)
    visitor.look_over()
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()


def test_a_second_click__sends_nothing_twice(administrator):
    page = administrator.open(FORM)
    sent = []
    page.on("request", lambda r: sent.append(r) if r.method == "POST" and FORM in r.url else None)
    page.route("**" + FORM, lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.evaluate("""() => {
      const button = document.querySelector('main form button[type=submit]');
      button.click(); button.click(); setTimeout(() => button.click(), 50);
    }""")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert len(sent) == 1


def test_errors__are_linked_to_their_answers(at_each_size):
    at_each_size.sign_in(someone("administrator"))
    page = at_each_size.open(FORM)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("load")
    at_each_size.look_over()
    assert page.title().startswith("Error:")
    for link in page.locator(".govuk-error-summary a").all():
        assert page.locator(link.get_attribute("href")).count() == 1
    page.locator(".govuk-error-summary a").first.click()
    expect(page.locator(":focus")).to_have_count(1)
