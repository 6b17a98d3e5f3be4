"""Lists: a table with its filters, order, pages and export."""

from dataclasses import dataclass

from core.presenters.words import Tag, Words


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading. `numeric` sets it right in tabular figures.

    `sort_url` makes the heading a link that sorts; `sorted` is "", "ascending" or "descending".
    `hidden` keeps the heading for screen readers only.
    """

    title: Words
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in a row: words (a link when there is a `url`), a second line, tags beside it.

    `strong` sets the words bold; `quiet` in slate; `tone` (danger, amber, good) colours words
    that say so too.
    """

    text: Words = ""
    url: str = ""
    sub: Words = ""
    tags: tuple[Tag, ...] = ()
    strong: bool = False
    quiet: bool = False
    tone: str = ""
    hidden: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a list. The first cell is its heading. `chosen` marks the one opened beside."""

    cells: tuple[Cell, ...]
    chosen: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; on a phone each row is a block with its column names.

    `caption` says what is listed; it is drawn unless `hide_caption`. `foot` is a row of totals.
    """

    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    hide_caption: bool = True
    foot: Row | None = None

    @property
    def numeric_places(self) -> tuple[int, ...]:
        """Which columns hold figures, counted from 0; for paper."""
        return tuple(place for place, each in enumerate(self.columns) if each.numeric)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    text: Words
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: a select, or a search box when `options` is empty.

    The bar is a GET form, so filters stay in the address.
    """

    name: str
    label: Words
    options: tuple[Option, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Where one is in a long list. Addresses are whole, filters and order included.

    `numbers` are (number, url, current); leave it empty for lists paged by key, which know only
    what comes before and after. `total` may be capped: then `total_words` says "more than 1,000".
    """

    total_words: Words
    previous_url: str = ""
    next_url: str = ""
    numbers: tuple[tuple[int, str, bool], ...] = ()
