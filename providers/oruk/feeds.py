"""Reading a whole feed: every page, and each service in full where the page gives it in short."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from providers.oruk.envelopes import (
    MOST_BYTES,
    MOST_SERVICES,
    NotAFeed,
    NothingInIt,
    parsed,
    services_in,
)
from providers.oruk.fetching import Budget, FeedAway, get
from providers.oruk.reading import Found, Notes
from providers.oruk.reading.entries import is_at_location, is_short, together, turned_round

__all__ = ["MOST_BYTES", "Row", "Whole", "from_feed", "from_file", "modified"]

PER_PAGE = 100
MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a feed. `seen_only`: it is as we have it, so it was not fetched in full."""

    number: int
    data: dict
    seen_only: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that a file or feed holds. `complete`: what is not in it is gone from it."""

    rows: list[Row]
    complete: bool


def from_file(content: bytes) -> Whole:
    """A page, a list, or one service, from a file."""
    rows, complete = services_in(parsed(content))
    return Whole(_merged(Row(number, each) for number, each in enumerate(rows, 1)), complete)


def from_feed(
    address: str,
    *,
    budget: Budget,
    unchanged: Callable[[dict], bool] = lambda entry: False,
    progress: Callable[[int], None] = lambda read: None,
) -> Whole:
    """Every service of the feed at `address` (its root, or its /services).

    `unchanged` says of an entry given in short that we have it as it is, so that it need not be
    asked for in full. Any failure raises: half a feed is no feed.
    """
    address, told = _services_page(address, budget)
    if isinstance(told, dict) and not any(isinstance(each, list) for each in told.values()):
        return _single(told)
    rows = []
    for number, entry in enumerate(_entries(address, told, budget), start=1):
        rows.append(_in_full(address, number, entry, budget, unchanged))
        if number % PER_PAGE == 0:
            progress(number)
    if not rows:
        raise NotAFeed(_("The feed holds no service at all, so nothing was changed."))
    return Whole(_merged(rows), complete=True)


def _merged(rows: Iterable[Row]) -> list[Row]:
    """One row a service, where a list gives it once for each of its locations."""
    found: list[Row] = []
    at: dict[str, int] = {}
    for row in rows:
        if not is_at_location(row.data):
            found.append(row)
            continue
        data = turned_round(row.data)
        uid = str(data.get("id", ""))
        if uid and uid in at:
            first = found[at[uid]]
            found[at[uid]] = replace(first, data=together(first.data, data))
        else:
            at[uid] = len(found)
            found.append(replace(row, data=data))
    return found


def modified(entry: dict) -> dt.datetime | None:
    """When an entry says that it last changed."""
    return Found(entry, Notes(0)).moment("last_modified")


def _single(told: dict) -> Whole:
    rows, complete = services_in(told)
    return Whole([Row(1, rows[0])], complete)


def _services_page(address: str, budget: Budget):
    """The address of the list of services and its first page, wherever in the feed one begins."""
    address = address.strip()
    told = parsed(get(_page_of(address, 1) if _is_list(address) else address, budget=budget))
    if isinstance(told, dict) and "version" in told and "contents" not in told:
        address = _joined(address, "services")
        told = parsed(get(_page_of(address, 1), budget=budget))
    return address, told


def _is_list(address: str) -> bool:
    return urlsplit(address).path.rstrip("/").endswith(("/services", "/service_at_locations"))


def _entries(address: str, told, budget: Budget) -> Iterator[dict]:
    """The entries of all pages. The end is a page without anything new, whatever is counted."""
    seen: set[str] = set()
    for page in range(1, MOST_PAGES + 1):
        if page > 1:
            told = _next_page(address, page, budget)
        new = 0
        for entry in _contents(told, first=page == 1):
            name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            if name and name in seen:
                continue
            seen.add(name)
            new += 1
            yield entry
        if len(seen) > MOST_SERVICES:
            raise NotAFeed(_("The feed holds more than 50,000 services, so reading was stopped."))
        if not new:
            return


def _next_page(address: str, page: int, budget: Budget):
    """The page, or an empty one where the feed says that there is none."""
    try:
        return parsed(get(_page_of(address, page), budget=budget))
    except FeedAway as away:
        if away.status in (400, 404, 410, 416, 422):
            return []
        raise


def _contents(told, *, first: bool) -> list:
    """The entries of a page; only the first must hold some."""
    try:
        return services_in(told)[0]
    except NothingInIt:
        if first:
            raise
        return []


def _in_full(address, number: int, entry, budget: Budget, unchanged) -> Row:
    inner = entry["service"] if is_at_location(entry) else entry
    if not isinstance(inner, dict) or not entry.get("id") or not is_short(inner):
        return Row(number, entry)
    if unchanged(inner):
        return Row(number, entry, seen_only=True)
    try:
        told = parsed(get(_joined(address, quote(str(entry["id"]), safe="")), budget=budget))
    except FeedAway as away:
        if away.status in (
            404,
            410,
        ):  # taken out since the page was written, or given in short only
            return Row(number, entry)
        raise
    same = isinstance(told, dict) and str(told.get("id")) == str(entry["id"])
    return Row(number, {**entry, **told} if same else entry)


def _page_of(address: str, page: int) -> str:
    """The list's address asking for one page, in full where the feed can."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    query.update({"page": str(page), "per_page": str(PER_PAGE), "full": "true"})
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))


def _joined(address: str, more: str) -> str:
    """One step further down the path; the query stays, since keys stand in some."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{more}", fragment=""))
