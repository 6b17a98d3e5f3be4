"""Headline figures, the design grade, and bars that begin at nothing."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import EMPTY, classes, element, hidden_words, join
from core.components.words import counted
from core.components.work import drawing, rect
from core.presenters import Bars, Figure, Grade

LETTERS = ("A", "B", "C", "D", "E")


def figures(*, of: Sequence[Figure]) -> SafeString:
    """Headline figures side by side between hairlines."""
    many = "app-figures--many" if len(of) > 5 else None
    return element(
        "ul",
        {"class": classes("app-figures", many)},
        *(element("li", {"class": "app-figure"}, figure(of=each)) for each in of),
    )


def figure(*, of: Figure) -> SafeString:
    """One figure: label, value, its lines, how it is counted, the list behind it."""
    lines = join(
        element("div", None, element("dt", None, label), element("dd", None, value))
        for label, value in of.lines
    )
    how = EMPTY
    if of.counted:
        summary = join([_("How this is counted"), hidden_words(f": {of.label}")])
        how = counted(element("p", None, of.counted), summary=summary)
    link = EMPTY
    if of.url:
        words = of.url_text or join([_("See the list"), hidden_words(f": {of.label}")])
        link = element("p", {"class": "app-quiet"}, element("a", {"href": of.url}, words))
    return join(
        [
            element("h2", {"class": "app-figure__label"}, of.label),
            element("p", {"class": "app-figure__value"}, of.value),
            element("dl", None, lines) if lines else EMPTY,
            link,
            how,
        ]
    )


def grade(*, of: Grade) -> SafeString:
    """The five letters with ours in deep, and what may and may not be said."""
    letters = join(
        element("li", {"class": "app-grade__ours" if each == of.letter else None}, each)
        for each in LETTERS
    )
    words = element(
        "div",
        {"class": "app-grade__words"},
        element("h2", {"class": "app-h3"}, of.title),
        element("p", None, of.words),
    )
    listed = element("ol", {"class": "app-grade__letters", "aria-hidden": "true"}, letters)
    return element("section", {"class": "app-grade"}, listed, words)


def bars(*, of: Bars) -> SafeString:
    """Level bars from nothing, one under another, each with its number and the list behind it."""
    most = max((each.value for each in of.bars), default=0) or 1
    rows = []
    for each in of.bars:
        label = element("a", {"href": each.url}, each.label) if each.url else each.label
        sub = element("span", {"class": "app-cell__sub"}, each.sub) if each.sub else EMPTY
        bar = drawing(
            rect(x=0, width=1, fill="ground"),
            rect(x=0, width=each.value / most, fill="deep"),
            height=22,
        )
        name = element("span", None, label, sub)
        rows.append(element("li", None, name, element("strong", None, each.words), bar))
    how = counted(element("p", None, of.counted)) if of.counted else EMPTY
    caption = element("figcaption", None, of.title)
    return element(
        "figure", {"class": "app-chart"}, caption, element("ol", {"class": "app-bars"}, *rows), how
    )
