"""The twelve weeks: large on the case, small in a row, and the key of their symbols."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import EMPTY, classes, element, hidden_words, join
from core.components.icons import ROW_ICONS, icon, week_symbol
from core.components.words import tags
from core.presenters import PersonRow, Strip, Week
from core.presenters.people import WEEK_WORDS


def strip(*, of: Strip, title: str = "") -> SafeString:
    """The twelve weeks in large, with a sentence that sums them up."""
    cells = join(_cell(each) for each in of.weeks)
    link = EMPTY
    if of.url:
        link = element("a", {"href": of.url}, _("Open the weeks one by one"))
    foot = element("p", {"class": "app-quiet"}, of.sentence, "  " if link else "", link)
    head = element(
        "div",
        {"class": "app-section__head"},
        element("h2", None, title or _("Twelve weeks at home")),
        element("span", {"class": "app-quiet"}, of.about) if of.about else EMPTY,
    )
    listed = element("ol", {"class": "app-strip"}, cells)
    return element("section", {"class": "app-section"}, head, listed, foot)


def week(*, of: Week) -> SafeString:
    """One week's cell alone, in a list of its own kind."""
    return _cell(of)


def _cell(of: Week) -> SafeString:
    now = element("span", {"class": "app-week__now"}, _("This week")) if of.is_this_week else EMPTY
    css = classes("app-week", f"app-week--{of.state}", "app-week--now" if of.is_this_week else None)
    here = {"class": css, "aria-current": "step" if of.is_this_week else None}
    return element(
        "li",
        here,
        now,
        element("span", None, _("Week %(number)d") % {"number": of.number}),
        element("span", {"class": "app-week__symbol"}, week_symbol(of.state)),
        element("span", {"class": "app-week__word"}, of.said),
        element("span", None, of.small),
    )


def row_strip(*, of: Strip) -> SafeString:
    """The twelve weeks in small: symbols with hidden words."""
    return element("ol", {"class": "app-row-strip"}, *(_small(each) for each in of.weeks))


def _small(of: Week) -> SafeString:
    css = classes(f"app-{of.state}", "app-now" if of.is_this_week else None)
    words = _("Week %(number)d: %(word)s") % {"number": of.number, "word": of.said}
    if of.is_this_week:
        words = _("%(words)s, this week") % {"words": words}
    return element(
        "li", {"class": css}, icon(name=ROW_ICONS[of.state], size=18), hidden_words(words)
    )


def week_key() -> SafeString:
    """What each symbol of the rows means."""
    items = join(
        element(
            "li",
            None,
            element("span", {"class": f"app-{state}"}, icon(name=ROW_ICONS[state], size=14)),
            word,
        )
        for state, word in WEEK_WORDS.items()
    )
    return element("ul", {"class": "app-key"}, items)


def caseload(*, of: Sequence[PersonRow]) -> SafeString:
    """People in rows, each with the strip in small and a sentence below."""
    return element("ul", {"class": "app-caseload"}, *(_person(each) for each in of))


def _person(of: PersonRow) -> SafeString:
    head = element(
        "div",
        {"class": "app-caseload__head"},
        element("a", {"href": of.url, "class": "app-link"}, of.name),
        tags(of=of.tags),
        element("span", {"class": "app-caseload__right"}, of.right),
    )
    said = element("p", None, of.strip.sentence)
    return element("li", {"class": "app-caseload__row"}, head, row_strip(of=of.strip), said)
