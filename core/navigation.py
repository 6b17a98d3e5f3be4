"""What each role finds in the header and on its home page.

Higher apps fill these in ``AppConfig.ready``::

    navigation.register("team_lead", [Place(_("Triage"), "referrals:triage", count=waiting)])
    homes.register("team_lead", views.TeamLeadHome.as_view())   # from core import homes
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from core.presenters import NavItem
from core.presenters.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the header, by the name of its address.

    `count`, if given, is asked with the user and drawn in a pill; it must be cheap (at most one
    query) and may be some seconds old. `permission` hides the place from whoever does not hold it.
    `also` are other addresses that show the same page, so that it is marked there too.
    """

    text: Words
    url_name: str
    count: Callable | None = None
    permission: str = ""
    also: tuple[str, ...] = ()


_places: dict[str, list[Place]] = {}


_late: dict[str, list[Place]] = {}


def register(role_slug: str, places: list[Place], *, late: bool = False) -> None:
    """Add places for a role, in order; several apps may add to one role.

    `late` ones stand behind all others: a lower app is asked first, and its search comes last.
    """
    (_late if late else _places).setdefault(role_slug, []).extend(places)


def items_for(user, role_slug: str, *, path: str = "") -> list[NavItem]:
    """The header of one person in one role, with the current place marked."""
    places = [
        each
        for each in [*_places.get(role_slug, []), *_late.get(role_slug, [])]
        if not each.permission or user.has_perm(each.permission)
    ]
    urls = [reverse(each.url_name) for each in places]
    here = _here(places, urls, path)
    counts = _counts(user, role_slug, places)
    return [
        NavItem(each.text, url, count=counts.get(each.url_name), current=url == here)
        for each, url in zip(places, urls, strict=True)
    ]


def _here(places: list[Place], urls: list[str], path: str) -> str:
    """Address of the place that `path` belongs to: the one that shows it, else the nearest."""
    for place, url in zip(places, urls, strict=True):
        if any(path == reverse(name) for name in place.also):
            return url
    return max((url for url in urls if _within(path, url)), key=len, default="")


def _counts(user, role_slug: str, places: list[Place]) -> dict[str, int]:
    """What the pills say. Kept for half a minute: they cost a query each, on every page.

    Forgotten as soon as the person does something, so that nobody sees their own act missing;
    what others did shows half a minute later at most. Without Redis they are asked each time.
    """
    key = _counts_key(user)
    kept = cache.get(key) or {}
    if role_slug not in kept:
        kept[role_slug] = {each.url_name: each.count(user) for each in places if each.count}
        cache.set(key, kept, settings.HEADER_COUNTS_SECONDS)
    return kept[role_slug]


def forget_counts(user) -> None:
    """After an act of this person."""
    cache.delete(_counts_key(user))


def _counts_key(user) -> str:
    return f"header-counts:{user.pk}"


_apart: list[str] = []


def apart(url_name: str) -> None:
    """An address that belongs to no place in the header though it lies under one (a profile)."""
    _apart.append(url_name)


def _within(path: str, url: str) -> bool:
    """Whether `path` is the place or lies under it; the home page is only itself."""
    if url == "/" or path.startswith(tuple(reverse(each) for each in _apart)):
        return path == url
    return path.startswith(url)
