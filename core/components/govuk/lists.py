"""GOV.UK's summary list, table, tabs and pagination."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from core.components.govuk.base import Options, css, more, told, words
from core.components.html import EMPTY, element, join

_PREVIOUS = SafeString(
    '<svg class="govuk-pagination__icon govuk-pagination__icon--prev" '
    'xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" '
    'focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 '
    '1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>'
)
_NEXT = SafeString(
    '<svg class="govuk-pagination__icon govuk-pagination__icon--next" '
    'xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" '
    'focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 '
    '4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>'
)


def summary_list(
    *,
    rows: Sequence[Options | None],
    card: Options | None = None,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Labels and values."""
    rows = [each for each in rows if each]
    acting = any(_acts(each) for each in rows)
    title = (card or {}).get("title")
    about = {"class": css("govuk-summary-list", classes), **more(attributes)}
    listed = element("dl", about, *(_summary_row(each, acting, title) for each in rows))
    return _card(card, listed) if card else listed


def _acts(thing: Options) -> Sequence[Options]:
    return (thing.get("actions") or {}).get("items") or ()


def _summary_row(row: Options, acting: bool, title: Options | None) -> SafeString:
    none = "govuk-summary-list__row--no-actions" if acting and not _acts(row) else ""
    name = css("govuk-summary-list__row", none, row.get("classes"))
    key, value = row.get("key") or {}, row.get("value") or {}
    parts = [
        element("dt", {"class": css("govuk-summary-list__key", key.get("classes"))}, words(key)),
        element(
            "dd", {"class": css("govuk-summary-list__value", value.get("classes"))}, words(value)
        ),
    ]
    if _acts(row):
        look = css("govuk-summary-list__actions", row["actions"].get("classes"))
        inner = _act_list(_acts(row), title, "govuk-summary-list__actions-list")
        parts.append(element("dd", {"class": look}, inner))
    return element("div", {"class": name}, *parts)


def _act_list(items: Sequence[Options], title: Options | None, name: str) -> SafeString:
    if len(items) == 1:
        return _act(items[0], title)
    listed = (element("li", {"class": f"{name}-item"}, _act(each, title)) for each in items)
    return element("ul", {"class": name}, *listed)


def _act(item: Options, title: Options | None) -> SafeString:
    link = {"class": css("govuk-link", item.get("classes")), "href": told(item.get("href"))}
    hidden = EMPTY
    if item.get("visually_hidden_text") or title:
        said = [" ", item["visually_hidden_text"]] if item.get("visually_hidden_text") else []
        said += [" (", words(title), ")"] if title else []
        hidden = element("span", {"class": "govuk-visually-hidden"}, *said)
    return element("a", {**link, **more(item.get("attributes"))}, words(item), hidden)


def _card(card: Options, content: SafeString) -> SafeString:
    title, parts = card.get("title"), []
    if title:
        name = css("govuk-summary-card__title", title.get("classes"))
        heading = f"h{title.get('heading_level') or 2}"
        parts.append(element(heading, {"class": name}, words(title)))
    items = _acts(card)
    if items:
        name = css("govuk-summary-card__actions", card["actions"].get("classes"))
        if len(items) == 1:
            parts.append(element("div", {"class": name}, _act(items[0], title)))
        else:
            item = {"class": "govuk-summary-card__action"}
            listed = (element("li", item, _act(each, title)) for each in items)
            parts.append(element("ul", {"class": name}, *listed))
    top = element("div", {"class": "govuk-summary-card__title-wrapper"}, *parts)
    about = {"class": css("govuk-summary-card", card.get("classes"))}
    body = element("div", {"class": "govuk-summary-card__content"}, content)
    return element("div", {**about, **more(card.get("attributes"))}, top, body)


def table(
    *,
    rows: Sequence[Sequence[Options] | None],
    head: Sequence[Options] | None = None,
    caption: Any = "",
    caption_classes: str = "",
    first_cell_is_header: bool = False,
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Rows and columns."""
    parts = []
    if caption:
        name = css("govuk-table__caption", caption_classes)
        parts.append(element("caption", {"class": name}, caption))
    if head:
        cells = (_cell("th", each, "govuk-table__header", scope="col") for each in head)
        line = element("tr", {"class": "govuk-table__row"}, *cells)
        parts.append(element("thead", {"class": "govuk-table__head"}, line))
    lines = (_line(each, first_cell_is_header) for each in rows if each)
    parts.append(element("tbody", {"class": "govuk-table__body"}, *lines))
    return element("table", {"class": css("govuk-table", classes), **more(attributes)}, *parts)


def _line(row: Sequence[Options], heads: bool) -> SafeString:
    cells = []
    for number, cell in enumerate(row):
        if number == 0 and heads:
            plain = {key: cell[key] for key in cell if key != "format"}
            cells.append(_cell("th", plain, "govuk-table__header", scope="row"))
        else:
            cells.append(_cell("td", cell, "govuk-table__cell"))
    return element("tr", {"class": "govuk-table__row"}, *cells)


def _cell(tag: str, cell: Options, name: str, **first) -> SafeString:
    kind = f"{name}--{cell['format']}" if cell.get("format") else ""
    about = {
        **first,
        "class": css(name, kind, cell.get("classes")),
        "colspan": cell.get("colspan"),
        "rowspan": cell.get("rowspan"),
        **more(cell.get("attributes")),
    }
    return element(tag, about, words(cell))


def tabs(
    *,
    items: Sequence[Options | None] = (),
    id: str = "",
    id_prefix: str = "",
    title: str = "Contents",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Parts of one page behind tabs (needs the script)."""
    about = {"id": id or None, "class": css("govuk-tabs", classes), **more(attributes)}
    parts = [element("h2", {"class": "govuk-tabs__title"}, title)]
    named = [
        (each.get("id") or f"{id_prefix}-{number}", number, each)
        for number, each in enumerate(items, start=1)
        if each
    ]
    if items:
        parts.append(element("ul", {"class": "govuk-tabs__list"}, *(_tab(*each) for each in named)))
        parts += [_tab_panel(*each) for each in named]
    return element("div", {**about, "data-module": "govuk-tabs"}, *parts)


def _tab(ref: str, number: int, item: Options) -> SafeString:
    chosen = "govuk-tabs__list-item--selected" if number == 1 else ""
    link = {"class": "govuk-tabs__tab", "href": f"#{ref}", **more(item.get("attributes"))}
    label = element("a", link, told(item.get("label")))
    return element("li", {"class": css("govuk-tabs__list-item", chosen)}, label)


def _tab_panel(ref: str, number: int, item: Options) -> SafeString:
    hidden = "govuk-tabs__panel--hidden" if number > 1 else ""
    panel = item.get("panel") or {}
    inner = panel.get("html") or ""
    if not inner and panel.get("text"):
        inner = element("p", {"class": "govuk-body"}, panel["text"])
    about = {"class": css("govuk-tabs__panel", hidden), "id": ref, **more(panel.get("attributes"))}
    return element("div", about, inner)


def pagination(
    *,
    items: Sequence[Options | None] | None = None,
    previous: Options | None = None,
    next: Options | None = None,
    landmark_label: str = "Pagination",
    classes: str = "",
    attributes: Options | None = None,
) -> SafeString:
    """Pages of a list, or the page before and after."""
    block = items is None and bool(next or previous)
    name = css("govuk-pagination", "govuk-pagination--block" if block else "", classes)
    about = {"class": name, "aria-label": landmark_label or "Pagination", **more(attributes)}
    parts = []
    if previous and previous.get("href"):
        parts.append(_arrow(previous, "prev", "Previous", block=block))
    if items is not None:
        listed = (_page(each) for each in items if each)
        parts.append(element("ul", {"class": "govuk-pagination__list"}, *listed))
    if next and next.get("href"):
        parts.append(_arrow(next, "next", "Next", block=block))
    return element("nav", about, *parts)


def _arrow(link: Options, side: str, usual: str, *, block: bool) -> SafeString:
    arrow = _PREVIOUS if side == "prev" else _NEXT
    hidden = {"class": "govuk-visually-hidden"}
    said = words(link) or join([usual, element("span", hidden, " page")])
    plain = (
        "govuk-pagination__link-title--decorated" if block and not link.get("label_text") else ""
    )
    title = element("span", {"class": css("govuk-pagination__link-title", plain)}, said)
    parts = [arrow, title] if block or side == "prev" else [title]
    if link.get("label_text") and block:
        parts.append(element("span", hidden, ":"))
        parts.append(element("span", {"class": "govuk-pagination__link-label"}, link["label_text"]))
    if not block and side == "next":
        parts.append(arrow)
    about = {"class": "govuk-link govuk-pagination__link", "href": link["href"], "rel": side}
    drawn = element("a", {**about, **more(link.get("attributes"))}, *parts)
    return element("div", {"class": f"govuk-pagination__{side}"}, drawn)


def _page(item: Options) -> SafeString:
    current = "govuk-pagination__item--current" if item.get("current") else ""
    if item.get("ellipsis"):
        name = css("govuk-pagination__item", current, "govuk-pagination__item--ellipsis")
        return element("li", {"class": name}, "\u22ef")
    about = {
        "class": "govuk-link govuk-pagination__link",
        "href": told(item.get("href")),
        "aria-label": item.get("visually_hidden_text") or f"Page {item.get('number')}",
        "aria-current": "page" if item.get("current") else None,
        **more(item.get("attributes")),
    }
    link = element("a", about, told(item.get("number")))
    return element("li", {"class": css("govuk-pagination__item", current)}, link)
