"""Tables, filters and pages."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.html import (
    EMPTY,
    classes,
    element,
    escaped,
    hidden_words,
    join,
    unbroken,
    void,
)
from core.components.icons import icon
from core.components.words import tag
from core.presenters import Cell, Column, Filter, Page, Row, Table

MANY = 7
"""Columns from which a table stands closer on a tablet."""

LONG = 16
"""A name over figures that is longer breaks: it would push the figures of its column apart."""


def table(*, of: Table) -> SafeString:
    """A table; on a phone each row becomes a block with its column names."""
    hide = "govuk-visually-hidden" if of.hide_caption else None
    caption = element("caption", {"class": classes("govuk-table__caption", hide)}, of.caption)
    heads = element("tr", {"class": "govuk-table__row"}, *(_heading(each) for each in of.columns))
    head = element("thead", {"class": "govuk-table__head"}, heads)
    names = [_name(each) for each in of.columns]
    rows = join(_row(each, of.columns, names) for each in of.rows)
    body = element("tbody", {"class": "govuk-table__body"}, rows)
    foot = EMPTY
    if of.foot:
        foot = element("tfoot", {"class": "govuk-table__foot"}, _row(of.foot, of.columns, names))
    many = "app-table--many" if len(of.columns) >= MANY else None
    name = classes("govuk-table app-table app-list", many)
    return element("table", {"class": name}, caption, head, body, foot)


def _heading(of: Column) -> SafeString:
    words = hidden_words(of.title) if of.hidden else of.title
    if of.sort_url:
        arrows = {"ascending": "up", "descending": "down"}
        mark = icon(name=arrows[of.sorted], size=16) if of.sorted else EMPTY
        words = element("a", {"href": of.sort_url}, words, mark)
    number = "govuk-table__header--numeric" if of.numeric else None
    long = of.numeric and len(str(of.title)) > LONG
    css = classes("govuk-table__header", number, "app-wraps" if long else None)
    return element("th", {"scope": "col", "class": css, "aria-sort": of.sorted or None}, words)


def _name(of: Column) -> str:
    """The column's name before each of its cells, for phones, where a row becomes a block."""
    return f'<span class="app-cell__column" aria-hidden="true">{escaped(of.title)}</span>'


def _row(of: Row, columns: Sequence[Column], names: Sequence[str]) -> SafeString:
    cells = "".join(
        _cell(cell, column, name, first=index == 0)
        for index, (cell, column, name) in enumerate(zip(of.cells, columns, names, strict=True))
    )
    css = classes("govuk-table__row", "app-row--chosen" if of.chosen else None)
    return element("tr", {"class": css, "id": of.key or None}, SafeString(cells))


def _cell(of: Cell, column: Column, name: str, *, first: bool) -> str:
    """One cell. A long list draws hundreds, so they are written out rather than built."""
    base = "govuk-table__header" if first else "govuk-table__cell"
    css = f"{base} {base}--numeric" if column.numeric else base
    if of.tone:
        css += f" app-tone--{of.tone}"
    if of.quiet:
        css += " app-quiet"
    said = _said(of)
    if first:
        return f'<th scope="row" class="{css}">{said}</th>'
    return f'<td class="{css}">{name if said else ""}{said}</td>'


def _said(of: Cell) -> str:
    """What stands in a cell: its words, tags, and the line below."""
    words = unbroken(of.text)
    if of.hidden:
        words += hidden_words(f" {of.hidden}")
    if of.strong and words:
        words = f'<strong class="app-strong">{words}</strong>'
    if of.url and words:
        words = f'<a href="{escaped(of.url)}">{words}</a>'
    for each in of.tags:
        words += f" {tag(of=each)}"
    if of.sub:
        words += f'<span class="app-cell__sub">{unbroken(of.sub)}</span>'
    return words


def filters(context, *, of: Sequence[Filter], keep: str = "sort", label: str = "") -> SafeString:
    """The filters of a list as a GET form: they stay in the address.

    With a script a changed select sends by itself. `keep` names other parameters to carry along,
    with spaces between.
    """
    if not of:
        return EMPTY
    fields = join(_filter(each) for each in of)
    kind = {"type": "submit", "class": "govuk-button govuk-button--secondary"}
    button = element("div", None, element("button", kind, _("Show")))
    form = {
        "method": "get",
        "class": classes(
            "app-filters", "app-filters--bare" if all(map(_says_itself, of)) else None
        ),
        "role": "search",
        "data-app-filters": True,
        "aria-label": label or _("Filter this list"),
    }
    return element("form", form, _kept(context, keep), fields, button)


def _says_itself(of: Filter) -> bool:
    """Whether a filter's first option ("All barriers") makes its label superfluous to the eye."""
    return bool(of.options) and len(str(of.options[0].text).split()) > 1


def _kept(context, keep: str) -> SafeString:
    """Other parameters of the address, carried along."""
    request = context.get("request")
    given = request.GET if request is not None else {}
    return join(
        void("input", {"type": "hidden", "name": name, "value": given[name]})
        for name in keep.split()
        if given.get(name)
    )


def _filter(of: Filter) -> SafeString:
    ref = f"filter_{of.name}"
    label = element("label", {"class": "govuk-label", "for": ref}, of.label)
    if of.options:
        options = join(
            element("option", {"value": each.value, "selected": each.chosen}, each.text)
            for each in of.options
        )
        field = element("select", {"class": "govuk-select", "id": ref, "name": of.name}, options)
    else:
        box = {
            "class": "govuk-input",
            "id": ref,
            "name": of.name,
            "type": "search",
            "value": of.value or None,
            "autocomplete": "off",
            "spellcheck": "false",
        }
        field = void("input", box)
    return element("div", None, label, field)


def pages(*, of: Page, label: str = "") -> SafeString:
    """Earlier and later pages, with their numbers where those are known."""
    if not (of.previous_url or of.next_url):
        return EMPTY
    before = _arrow(of.previous_url, "prev", _("Previous page")) if of.previous_url else EMPTY
    after = _arrow(of.next_url, "next", _("Next page")) if of.next_url else EMPTY
    numbers = EMPTY
    if of.numbers:
        listed = join(_number(*each) for each in of.numbers)
        numbers = element("ul", {"class": "govuk-pagination__list"}, listed)
    name = {"class": "govuk-pagination", "aria-label": label or _("Pages")}
    return element("nav", name, before, numbers, after)


def _arrow(url: str, side: str, words: str) -> SafeString:
    link = {"class": "govuk-link govuk-pagination__link", "href": url, "rel": side}
    symbol = icon(name="arrow", size=18) if side == "next" else EMPTY
    title = element("span", {"class": "govuk-pagination__link-title"}, words)
    return element(
        "div", {"class": f"govuk-pagination__{side}"}, element("a", link, title, " ", symbol)
    )


def _number(number: int, url: str, current: bool) -> SafeString:
    on = "govuk-pagination__item--current" if current else None
    link = {
        "class": "govuk-link govuk-pagination__link",
        "href": url,
        "aria-label": _("Page %(number)d") % {"number": number},
        "aria-current": "page" if current else None,
    }
    return element(
        "li", {"class": classes("govuk-pagination__item", on)}, element("a", link, number)
    )
