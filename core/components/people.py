"""The resident on screen: identity bar, own words, known person, timeline, alert, home check."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import clock
from core.components.html import EMPTY, classes, element, hidden_words, join, void
from core.components.icons import icon
from core.components.words import action, quiet, tags
from core.presenters import (
    Alert,
    AlertRow,
    Fact,
    HomeCheck,
    IdentityBar,
    KnownPerson,
    OwnWords,
    TimelineEntry,
)

_QUOTE = SafeString(
    '<svg class="app-own-words__mark" width="34" height="26" viewBox="0 0 34 26" '
    'aria-hidden="true" focusable="false"><path d="M0 26V15C0 6 5 1 14 0v5C9.5 6 7.5 9 7.5 13H14'
    'v13ZM20 26V15C20 6 25 1 34 0v5c-4.5 1-6.5 4-6.5 8H34v13Z"/></svg>'
)


def identity(context, *, of: IdentityBar) -> SafeString:
    """Whose page this is, full width under the header. It holds the page's h1."""
    name = element("h1", {"class": "app-identity__name"}, of.name)
    facts = element("dl", {"class": "app-identity__facts"}, *(_fact(each) for each in of.facts))
    who = element("div", {"class": "app-identity__who"}, name, facts, tags(of=of.tags))
    acts = join([action(context, of=of.main), quiet(context, of=of.quiet)])
    right = element("div", {"class": "app-identity__act"}, acts) if acts else EMPTY
    here = {"class": "app-identity", "aria-label": _("Whose record this is")}
    return element("section", here, element("div", {"class": "app-wrap"}, who, right))


def _fact(of: Fact) -> SafeString:
    value = element("a", {"href": of.url}, of.value) if of.url else of.value
    css = "app-identity__first" if of.value_first else None
    return element("div", {"class": css}, element("dt", None, of.label), element("dd", None, value))


def own_words(context, *, of: OwnWords) -> SafeString:
    """What matters to the resident, on sand, with whose words they are and when."""
    source = element(
        "p", {"class": "app-own-words__source"}, of.source, " ", quiet(context, of=of.change)
    )
    if not of.theirs:
        title = element("h2", {"class": "app-own-words__title"}, of.title)
        css = "app-own-words app-own-words--none"
        return element("section", {"class": css}, title, element("p", None, of.words), source)
    return element(
        "section",
        {"class": "app-own-words"},
        _QUOTE,
        element("h2", {"class": "app-own-words__title"}, of.title),
        element("blockquote", None, of.words),
        source,
    )


def known_person(context, *, of: KnownPerson) -> SafeString:
    """Someone we know already; with an open referral, whose move it is and the way to it."""
    aside = EMPTY
    if of.not_this_url:
        link = {"href": of.not_this_url, "class": "app-quiet"}
        aside = element("a", link, _("Not this person"))
    words = element(
        "div",
        None,
        element("p", {"class": "app-person__over"}, _("We know this person")),
        element("p", {"class": "app-person__name"}, of.name),
        element("p", None, of.about),
    )
    top = element("div", {"class": "app-person__top"}, words, element("div", None, aside))
    return element("div", {"class": "app-person"}, top, _band(context, of))


def _band(context, of: KnownPerson) -> SafeString:
    if not of.open_title:
        clear = element(
            "div",
            {"class": "app-person__clear"},
            icon(name="tick"),
            element("span", None, _("No open referral. You can go on.")),
        )
        return element("div", {"class": "app-person__band"}, clear)
    words = _("Reference %(reference)s") % {"reference": of.reference}
    quiet = element("span", {"class": "app-quiet"}, words) if of.reference else EMPTY
    return element(
        "div",
        {"class": "app-person__band"},
        element("h3", None, of.open_title),
        element("p", None, of.open_words),
        element("div", {"class": "app-buttons"}, action(context, of=of.progress), quiet),
    )


def timeline(*, of: Sequence[TimelineEntry]) -> SafeString:
    """What has happened, newest first."""
    return element("ol", {"class": "app-timeline"}, *(_entry(each) for each in of))


def _entry(of: TimelineEntry) -> SafeString:
    title = element("a", {"href": of.url}, of.title) if of.url else of.title
    disc = classes("app-disc", "app-disc--small", f"app-disc--{of.tone}")
    body = element(
        "div",
        {"class": "app-timeline__body"},
        element("h3", {"class": "app-timeline__title"}, title),
        element("div", None, of.words) if of.words else EMPTY,
        tags(of=of.tags),
        element("div", {"class": "app-timeline__foot"}, of.foot) if of.foot else EMPTY,
    )
    symbol = element("span", {"class": disc}, icon(name=of.icon, size=16))
    return element("li", {"class": "app-timeline__entry"}, _when(of.at), symbol, body)


def _when(at: dt.datetime | dt.date) -> SafeString:
    """Mon 17 Nov and under it 16:20; the year too, when it is not this one."""
    moment = timezone.localtime(at) if isinstance(at, dt.datetime) else at
    pattern = "D j M" if moment.year == clock.today().year else "j M Y"
    words = [format_date(moment, pattern)]
    if isinstance(moment, dt.datetime):
        words += [" ", element("span", None, f"{moment:%H:%M}")]
    stamp = {
        "class": "app-timeline__when",
        "datetime": moment.isoformat(timespec="minutes")
        if isinstance(moment, dt.datetime)
        else moment.isoformat(),
    }
    return element("time", stamp, *words)


def alert(context, *, of: Alert) -> SafeString:
    """The red frame of the first 14 days: one row per person, one button each."""
    head = element("h2", {"class": "app-alert__title"}, icon(name="alert", size=24), of.title)
    rows = join(_alert_row(context, each) for each in of.rows)
    return element("section", {"class": "app-alert"}, head, element("ul", None, rows))


def _alert_row(context, of: AlertRow) -> SafeString:
    name = element("a", {"href": of.url, "class": "app-alert__name app-link"}, of.name)
    words = [name, of.words]
    if of.deadline:
        words += [" ", element("strong", None, of.deadline)]
    left = element("div", {"class": "app-alert__words"}, *words)
    return element("li", None, left, action(context, of=of.action))


def home_check(*, of: HomeCheck) -> SafeString:
    """One question of the settled-home check: Yes, No, and what is wrong."""
    head = element(
        "legend",
        {"class": "app-check__head"},
        icon(name=of.icon, size=34),
        element("span", {"class": "app-check__title"}, of.title),
        element("span", {"class": "app-check__hint"}, of.hint),
    )
    answers = element(
        "div",
        {"class": "app-check__answers"},
        _answer(of, "yes", _("Yes"), "tick"),
        _answer(of, "no", _("No"), "alert"),
    )
    return element("fieldset", {"class": "app-check"}, head, answers, _what_is_wrong(of))


def _what_is_wrong(of: HomeCheck) -> SafeString:
    ref = f"id_{of.name}_wrong"
    label = element(
        "label",
        {"class": "govuk-label", "for": ref},
        _("What is wrong?"),
        hidden_words(f" {of.title}"),
    )
    field = {"class": "govuk-input", "id": ref, "name": f"{of.name}_wrong", "type": "text"}
    box = void("input", {**field, "value": of.wrong or None})
    return element("div", {"class": "app-check__wrong"}, label, box)


def _answer(of: HomeCheck, value: str, word: str, symbol: str) -> SafeString:
    field = void(
        "input",
        {
            "class": "app-tile__input",
            "type": "radio",
            "name": of.name,
            "value": value,
            "id": f"id_{of.name}_{value}",
            "checked": of.answer == value,
        },
    )
    label = {
        "class": f"app-check__answer app-check__answer--{value}",
        "for": f"id_{of.name}_{value}",
    }
    return element("label", label, field, icon(name=symbol), word)
