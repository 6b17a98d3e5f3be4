"""Every address declares who may open it; a test walks them all.

A class-based view declares ``access = "referrals.accept"``, ``PUBLIC`` or ``SIGNED_IN``; a function
is wrapped in ``@declare(...)``; for views that others wrote, an app says in its ``ready``
``declare_for("account_login", PUBLIC)``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Everyone:
    """An access that asks for no permission."""

    name: str
    sentence: str

    def __str__(self):
        return self.name


PUBLIC = Everyone("public", "Anybody, signed in or not")
SIGNED_IN = Everyone("signed in", "Whoever is signed in; each sees what is their own")

Access = Everyone | str

_for_others: dict[str, Access] = {}


def declare(access: Access) -> Callable:
    """Declare who may open a function view."""

    def mark(view):
        view.access = access
        view.login_required = access is not PUBLIC
        return view

    return mark


def declare_for(url_name: str, access: Access) -> None:
    """Declare who may open an address whose view is not ours.

    A trailing ``*`` covers a prefix. An address without a name is declared by its route ("/…").
    """
    _for_others[url_name] = access


def _declared_for(url_name: str) -> Access | None:
    if url_name in _for_others:
        return _for_others[url_name]
    prefixes = [name for name in _for_others if name.endswith("*")]
    fitting = [name for name in prefixes if url_name.startswith(name[:-1])]
    return _for_others[max(fitting, key=len)] if fitting else None


@dataclass(frozen=True, slots=True)
class Address:
    """One URL pattern with what it declares (None: nothing)."""

    route: str
    name: str
    view: Callable
    access: Access | None


def addresses() -> Iterator[Address]:
    """Every address of the site."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns, route: str, namespace: str) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, here, inner)
        elif isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name or ''}"
            view = entry.callback
            found = getattr(getattr(view, "view_class", view), "access", None)
            yield Address(
                here, name, view, found or _declared_for(name) or _declared_for(f"/{here}")
            )
