"""What GOV.UK's components share: attributes, words, form groups.

Options are those of GOV.UK Frontend, in our spelling (``prevent_double_click``), nested ones as
plain dictionaries. ``html`` counts only when it is marked safe; anything else is escaped.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from core.components.html import EMPTY, element, join

Options = Mapping[str, Any]
NONE: Options = {}


def told(value: Any) -> Any:
    """A value as JavaScript would write it into an attribute."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def more(attributes: Options | SafeString | None) -> dict[str, Any]:
    """Further attributes. ``{"value": …, "optional": True}`` leaves out what is not there."""
    found: dict[str, Any] = {}
    for name, given in (attributes or {}).items():
        if isinstance(given, Mapping):
            value = given.get("value")
            if given.get("optional"):
                found[name] = None if value in (None, False) else value
                continue
        else:
            value = given
        found[name] = SafeString(conditional_escape(told(value)))
    return found


def css(*names: Any) -> str:
    """The class names that are there."""
    return " ".join(str(name) for name in names if name)


def words(part: Options | None) -> Any:
    """The words of a part: its safe HTML, else its text."""
    part = part or {}
    return part.get("html") or told(part.get("text"))


def error_message(
    *,
    text: Any = "",
    html: Any = "",
    id: str = "",
    classes: str = "",
    attributes: Options | None = None,
    visually_hidden_text: str | None = "Error",
) -> SafeString:
    """What is wrong with one answer, above it."""
    hidden = EMPTY
    if visually_hidden_text:
        say = f"{visually_hidden_text}:"
        hidden = join([element("span", {"class": "govuk-visually-hidden"}, say), " "])
    about = {"id": id or None, "class": css("govuk-error-message", classes), **more(attributes)}
    return element("p", about, hidden, html or text)


def hint(
    *,
    text: Any = "",
    html: Any = "",
    id: str = "",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Help under a label."""
    about = {"id": id or None, "class": css("govuk-hint", classes), **more(attributes)}
    return element("div", about, html or text)


def label(
    *,
    text: Any = "",
    html: Any = "",
    for_: str = "",
    classes: str = "",
    is_page_heading: bool = False,
    attributes: Options | None = None,
) -> SafeString:
    """What is asked."""
    if not (html or text):
        return EMPTY
    about = {"class": css("govuk-label", classes), **more(attributes), "for": for_ or None}
    drawn = element("label", about, html or text)
    return element("h1", {"class": "govuk-label-wrapper"}, drawn) if is_page_heading else drawn


def fieldset(
    *,
    legend: Options | None = None,
    html: Any = "",
    role: str = "",
    described_by: str = "",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Questions that belong together, under one legend."""
    head = EMPTY
    if legend and words(legend):
        inner = words(legend)
        if legend.get("is_page_heading"):
            inner = element("h1", {"class": "govuk-fieldset__heading"}, inner)
        name = css("govuk-fieldset__legend", legend.get("classes"))
        head = element("legend", {"class": name}, inner)
    about = {
        "class": css("govuk-fieldset", classes),
        "role": role or None,
        "aria-describedby": described_by or None,
        **more(attributes),
    }
    return element("fieldset", about, head, html)


def around(*, error: Options | None, group: Options | None, content: Any) -> SafeString:
    """The form group around one question."""
    group = group or {}
    failed = "govuk-form-group--error" if error else ""
    about = {"class": css("govuk-form-group", failed, group.get("classes"))}
    return element("div", {**about, **more(group.get("attributes"))}, content)


def above(
    *, ref: str, described: str, hint_given: Options | None, error: Options | None
) -> tuple[SafeString, str]:
    """Hint and error of a question, and what describes it."""
    parts, ids = [], [described] if described else []
    if hint_given:
        ids.append(f"{ref}-hint")
        parts.append(hint(id=ids[-1], **hint_given))
    if error:
        ids.append(f"{ref}-error")
        parts.append(error_message(id=ids[-1], **error))
    return join(parts), " ".join(ids)


def extra(group: Options | None, name: str) -> Any:
    """What a form group puts before or after its control."""
    return words((group or {}).get(name))
