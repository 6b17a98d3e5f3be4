"""Tags, actions, notices, tabs, the way back, messages and panels."""

from collections.abc import Sequence
from dataclasses import replace

from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import EMPTY, classes, element, escaped, hidden_words, join
from core.components.icons import icon
from core.presenters import Action, Crumb, Fact, Next, Notice, Tab, Tag

COLOURS = frozenset({"wash", "good", "danger", "amber", "plum", "stone", "outline"})
_KINDS = {
    "main": "govuk-button",
    "second": "govuk-button govuk-button--secondary",
    "danger": "govuk-button govuk-button--warning",
    "link": "",
}
TONE_ICONS = {"good": "tick", "danger": "alert", "amber": "alert", "wash": "info"}


def tag(*, of: Tag) -> SafeString:
    """One status or flag."""
    if of.colour not in COLOURS:
        raise ValueError(f"no such tag colour: {of.colour}")
    symbol = icon(name=of.icon, size=18) if of.icon else EMPTY
    name = "govuk-tag" if of.colour == "wash" else f"govuk-tag app-tag--{of.colour}"
    return SafeString(f'<strong class="{name}">{symbol}{escaped(of.text)}</strong>')


def tags(*, of: Sequence[Tag], label: str = "") -> SafeString:
    """Several tags as a list."""
    if not of:
        return EMPTY
    items = join(element("li", None, tag(of=each)) for each in of)
    return element("ul", {"class": "app-tags", "aria-label": label or None}, items)


def action(context, *, of: Action | None, css: str = "") -> SafeString:
    """A link or button; a POST is a small form with its own token."""
    if of is None:
        return EMPTY
    inside = join(
        [icon(name=of.icon) if of.icon else "", of.text, hidden_words(_spaced(of.hidden))]
    )
    if of.post:
        return _post(context, of, inside, css)
    kind = classes(_KINDS[of.kind], css)
    extra = {"role": "button", "draggable": "false"} if of.kind != "link" else {}
    return element("a", {"href": of.url, "class": kind, **extra}, inside)


def quiet(context, *, of: Action | None) -> SafeString:
    """The action as a plain link, whatever its kind, where a button would be too loud."""
    return action(context, of=replace(of, kind="link") if of else None)


def _spaced(words) -> str:
    return f" {words}" if words else ""


def _post(context, of: Action, inside, css: str) -> SafeString:
    request = context.get("request")
    token = get_token(request) if request is not None else ""
    field = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    kind = classes(_KINDS[of.kind] or "app-link-button", css)
    button = element("button", {"type": "submit", "class": kind, "data-app-once": True}, inside)
    form = {"method": "post", "action": of.url, "class": "app-act"}
    return element("form", form, field, button)


def actions(context, *, of: Sequence[Action]) -> SafeString:
    """Several actions in one row, the main one first."""
    if not of:
        return EMPTY
    return element("div", {"class": "app-buttons"}, *(action(context, of=each) for each in of))


def links(context, *, of: Sequence[Action]) -> SafeString:
    """Quiet acts of a part of a page, as one row of links; nothing when there are none."""
    if not of:
        return EMPTY
    items = join(element("li", None, action(context, of=each)) for each in of)
    return element("ul", {"class": "app-links app-links--row"}, items)


def notices(*, of: Sequence[Notice]) -> SafeString:
    """News, one line each, with a symbol and a word that says the same."""
    rows = format_html_join(
        "",
        '<li><span class="app-tone--{}">{}</span><span>{}</span></li>',
        ((each.tone, icon(name=each.icon, size=20), _notice(each)) for each in of),
    )
    return element("ul", {"class": "app-notices"}, rows)


def _notice(of: Notice) -> SafeString:
    parts = [element("strong", {"class": "app-strong"}, of.lead)]
    if of.words:
        parts += [" ", of.words]
    if of.link_text:
        parts += [" ", _notice_link(of)]
    if of.after:
        parts += [" ", of.after]
    return join(parts)


def _notice_link(of: Notice) -> SafeString:
    more = hidden_words(f" {of.hidden}" if of.hidden else "")
    return element("a", {"href": of.url, "class": "app-link"}, of.link_text, more)


def tabs(*, of: Sequence[Tab], label: str = "") -> SafeString:
    """Sub-pages as links (no script needed)."""
    items = join(_tab(each) for each in of)
    listed = element("ul", {"class": "moj-sub-navigation__list"}, items)
    name = {"class": "moj-sub-navigation app-tabs", "aria-label": label or _("Parts of this page")}
    return element("nav", name, listed)


def _tab(of: Tab) -> SafeString:
    count = EMPTY
    if of.count is not None:
        count = element("span", {"class": "app-count"}, of.count)
    link = {
        "class": "moj-sub-navigation__link",
        "href": of.url,
        "aria-current": "page" if of.current else None,
    }
    return element(
        "li", {"class": "moj-sub-navigation__item"}, element("a", link, of.text, " ", count)
    )


def crumb(*, of: Crumb | None) -> SafeString:
    """The way back, above the title."""
    if not of:
        return EMPTY
    return element("p", {"class": "app-crumb"}, element("a", {"href": of.url}, of.text))


def message(content: SafeString, *, tone: str = "good", title: str = "") -> SafeString:
    """A band of news at the top of a page; it stays until the next page."""
    heading = element("h2", None, title) if title else EMPTY
    name = {"class": classes("app-message", f"app-message--{tone}"), "role": "status"}
    if tone == "danger":
        name["role"] = "alert"
    return element(
        "div", name, icon(name=TONE_ICONS[tone], size=22), element("div", None, heading, content)
    )


_LEVELS = {"success": "good", "error": "danger", "warning": "amber"}


def said(*, of) -> SafeString:
    """Django's messages as bands, each in its tone; they stay until the next page."""
    return join(
        message(element("div", None, each.message), tone=_LEVELS.get(each.level_tag, "wash"))
        for each in of or ()
    )


def panel(content: SafeString, *, title: str = "", kind: str = "", level: int = 2) -> SafeString:
    """A mist panel that is about this page. `kind`: bare or outline."""
    heading = element(f"h{level}", None, title) if title else EMPTY
    css = classes("app-panel", f"app-panel--{kind}" if kind else None)
    return element("section", {"class": css}, heading, content)


def section(content: SafeString, *, title: str, aside: str = "", ref: str = "") -> SafeString:
    """A part of a page under a heading, with quiet words or a link at the right of it."""
    right = element("div", {"class": "app-quiet"}, aside) if aside else EMPTY
    head = element("div", {"class": "app-section__head"}, element("h2", None, title), right)
    return element("section", {"class": "app-section", "id": ref or None}, head, content)


def may_use(content: SafeString, *, title: str = "") -> SafeString:
    """Words that may be said about a figure, with a button that copies them."""
    button = element(
        "button",
        {"type": "button", "class": "app-link-button", "data-app-copy": True, "hidden": True},
        _("Copy these words"),
    )
    said = element("span", {"class": "app-copied", "role": "status"})
    heading = element("h2", {"class": "app-section__head"}, title or _("Words you may use"))
    words = element("div", {"data-app-copied": True}, content)
    return join([heading, element("div", {"class": "app-may-use"}, words, button, " ", said)])


def counted(content: SafeString, *, summary: str = "") -> SafeString:
    """ "How this is counted", opened on the spot."""
    return element(
        "details",
        {"class": "app-counted"},
        element("summary", None, summary or _("How this is counted")),
        element("div", None, content),
    )


def facts(*, of: Sequence[Fact], size: str = "") -> SafeString:
    """Labels and values as a summary list."""
    rows = join(_fact_row(each) for each in of)
    return element("dl", {"class": classes("govuk-summary-list", size)}, rows)


def _fact_row(of: Fact) -> SafeString:
    value = element("a", {"href": of.url}, of.value) if of.url else of.value
    return element(
        "div",
        {"class": "govuk-summary-list__row"},
        element("dt", {"class": "govuk-summary-list__key"}, of.label),
        element("dd", {"class": "govuk-summary-list__value"}, value),
    )


def next_steps(*, of: Sequence[Next]) -> SafeString:
    """What happens next, and when."""
    items = join(element("li", None, element("strong", None, e.when), e.what) for e in of)
    return element("ol", {"class": "app-next"}, items)
