"""The home page of each role; higher apps register theirs in ``AppConfig.ready``."""

from collections.abc import Callable

_homes: dict[str, Callable] = {}


def register(role_slug: str, view: Callable) -> None:
    """Make `view` what ``/`` shows to that role."""
    if role_slug in _homes:
        raise ValueError(f"{role_slug} has a home already")
    _homes[role_slug] = view


def home_of(role_slug: str) -> Callable | None:
    """The home of that role, if one is registered."""
    return _homes.get(role_slug)
