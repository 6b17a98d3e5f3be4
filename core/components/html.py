"""How our components write HTML: elements with escaped attributes and content."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

EMPTY = SafeString("")


def escaped(value: Any) -> str:
    """`value` fit for HTML: what Django's conditional_escape does, quick for the two kinds of
    text that nearly every value is. A list page asks four thousand times.
    """
    kind = type(value)
    if kind is SafeString:
        return value
    return escape(value) if kind is str else conditional_escape(value)


_WHOLE = re.compile(r"\b[A-Z]{2,4}(?:-[0-9A-Z]{3,8}){1,2}\b|\b\d{1,2} [A-Z][a-z]{2,8} \d{4}\b")
"""A reference, or a day in full: not to be torn apart at the end of a line."""

_HOST = re.compile(r"@[\w.-]+")
_BREAKS = re.compile(r"[@.](?=\w)")
"""What follows a name in a mail address, and the places in it where a line may end."""


def unbroken(value: Any) -> str:
    """`value` fit for HTML, with references (CBN-Y1SQR0, CB-TAB-0017) and dates on one line.

    An e-mail address may break before its @ and the dots after it, for narrow columns.
    """
    said = escaped(value)
    if "@" in said:
        said = SafeString(_HOST.sub(lambda found: _BREAKS.sub(r"<wbr>\g<0>", found[0]), said))
    if not _WHOLE.search(said):
        return said
    return SafeString(_WHOLE.sub(r'<span class="app-whole">\g<0></span>', said))


def attributes(given: Mapping[str, Any]) -> SafeString:
    """`given` as HTML attributes: None and False are left out, True stands alone."""
    parts = []
    for name, value in given.items():
        if value is None or value is False:
            continue
        if value is True:
            parts.append(f" {name}")
        else:
            parts.append(f' {name}="{escaped(value)}"')
    return SafeString("".join(parts))


def join(parts: Iterable[Any]) -> SafeString:
    """The parts one after another, each escaped unless safe."""
    return SafeString("".join(escaped(each) for each in parts))


def element(name: str, attrs: Mapping[str, Any] | None = None, *content: Any) -> SafeString:
    """``<name attrs>content</name>``."""
    inner = join(content)
    return SafeString(f"<{name}{attributes(attrs or {})}>{inner}</{name}>")


def void(name: str, attrs: Mapping[str, Any] | None = None) -> SafeString:
    """``<name attrs>``, for elements without content."""
    return SafeString(f"<{name}{attributes(attrs or {})}>")


def shape(name: str, attrs: Mapping[str, Any] | None = None) -> SafeString:
    """``<name attrs/>``: a shape of a drawing, which unlike HTML must be closed."""
    return SafeString(f"<{name}{attributes(attrs or {})}/>")


def classes(*names: str | None) -> str | None:
    """The names that are there, as one class attribute."""
    return " ".join(name for name in names if name) or None


def hidden_words(words: Any) -> SafeString:
    """Words for those who do not see the page."""
    return element("span", {"class": "govuk-visually-hidden"}, words) if words else EMPTY
