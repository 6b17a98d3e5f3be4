"""What surrounds every page: error summary, title, header, footer, the shared patterns."""

import json
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.components.html import EMPTY, classes, element, join, void
from core.components.icons import icon
from core.presenters import NavItem

DEFS = SafeString(
    '<svg class="app-defs" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="app-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff"/>'
    '<rect width="5" height="8" fill="#4f8f9a"/></pattern>'
    '<pattern id="app-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.3" fill="#0b4f5c"/>'
    "</pattern></defs></svg>"
)
"""Hatch and dots that all bars of a page are filled with."""


def shared_patterns() -> SafeString:
    """The patterns that bars refer to; once a page."""
    return DEFS


def script_words() -> SafeString:
    """The words that the page's script may have to say, translated."""
    known = {
        "sending": _("Sending…"),
        "copied": _("Copied."),
        "notCopied": _("Your browser did not allow copying."),
        "notSaved": _("Not saved yet."),
        "tryingAgain": _("No connection. We keep trying, and what you wrote is still here."),
        "signedOut": _("Not saved: you were signed out."),
        "signInElsewhere": _("Sign in again in another tab, then go on here."),
    }
    return void("meta", {"name": "app-words", "content": json.dumps(known, ensure_ascii=False)})


ONE_ROW = 70
"""Letters that fit between the mark and the name; places that need more have their own row."""


def nav(*, of: list[NavItem]) -> SafeString:
    """The places in the header."""
    if not of:
        return EMPTY
    items = join(element("li", None, _nav_link(each)) for each in of)
    room = sum(len(str(each.text)) + (6 if each.count else 3) for each in of)
    row = "app-header__nav--row" if len(of) > 5 or room > ONE_ROW else None
    name = {"class": classes("app-header__nav", row), "aria-label": _("Main")}
    return element("nav", name, element("ul", None, items))


def _nav_link(of: NavItem) -> SafeString:
    pill = element("span", {"class": "app-pill"}, of.count) if of.count else EMPTY
    return element(
        "a", {"href": of.url, "aria-current": "page" if of.current else None}, of.text, " ", pill
    )


def failed(form: Any) -> bool:
    """Whether `form` (a form, or several) was sent and has errors."""
    if not form:
        return False
    if hasattr(form, "is_bound"):
        return bool(form.is_bound and form.errors)
    return False


def error_summary(*, form: Any, saved: bool | None = None) -> SafeString:
    """What is to be put right, each error a link to its field. Nothing when all is well.

    `saved` decides whether it says that what was written is saved; left out, it says so when the
    form keeps drafts.
    """
    if not failed(form):
        return EMPTY
    errors = _errors(form)
    title = ngettext(
        "There is %(n)d thing to put right", "There are %(n)d things to put right", len(errors)
    ) % {"n": len(errors)}
    saved = bool(getattr(form, "draft_values", None)) if saved is None else saved
    words = EMPTY
    if saved:
        said = _("What you wrote is saved. Nothing has been sent yet.")
        words = element("p", None, said)
    links = element(
        "ul", {"class": "govuk-list govuk-error-summary__list"}, *(_error_link(e) for e in errors)
    )
    head = element("h2", {"class": "govuk-error-summary__title"}, title)
    body = element("div", {"class": "govuk-error-summary__body"}, words, links)
    about = {"class": "govuk-error-summary", "data-module": "govuk-error-summary"}
    return element("div", about, element("div", {"role": "alert"}, head, body))


def _error_link(error: tuple[str, Any]) -> SafeString:
    href, text = error
    return element("li", None, element("a", {"href": href}, text) if href else text)


def _errors(form: Any) -> list[tuple[str, Any]]:
    """(link, words) of each error in page order."""
    listed = getattr(form, "error_list", None)
    if listed is not None:
        return [(each.href, each.text) for each in listed]
    found = [("", each) for each in form.non_field_errors()]
    for bound in form:
        found += [(f"#{bound.auto_id}", each) for each in bound.errors]
    return found


def error_message(*, errors, ref: str) -> SafeString:
    """The errors of one field above it, with our triangle."""
    return join(
        element(
            "p",
            {"id": f"{ref}_{number}_error", "class": classes("govuk-error-message")},
            icon(name="alert", size=20),
            element(
                "span",
                None,
                element("span", {"class": "govuk-visually-hidden"}, _("Error:"), " "),
                each,
            ),
        )
        for number, each in enumerate(errors, start=1)
    )
