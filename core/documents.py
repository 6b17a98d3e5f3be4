"""docs/lifecycles.md and docs/access.md, written from the code so that they cannot be wrong."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import rules
from django.conf import settings
from django.utils.translation import override

from core.access import addresses
from core.lifecycle import Lifecycle, Move

_HEAD = (
    "<!-- Written by `manage.py write_docs` from the code; change the code, not this file. -->\n\n"
)


def load_lifecycles() -> dict[str, Lifecycle]:
    """Every life there is, by name."""
    for app in settings.OUR_APPS:
        if find_spec(f"{app}.lifecycle"):
            import_module(f"{app}.lifecycle")
    return dict(sorted(Lifecycle.registry.items()))


def lifecycles_page() -> str:
    """One table a life: verb, from, to, who may."""
    parts = [
        _HEAD,
        "# Lives\n\nWhat each thing can become, by which verb, and which roles may do it.\n",
    ]
    for name, life in load_lifecycles().items():
        parts.append(f"\n## {name.capitalize()}\n\n")
        parts.append("| verb | from | to | button | who may |\n|---|---|---|---|---|\n")
        parts += [_life_row(name, life, move) for move in life.moves.values()]
    return "".join(parts)


def _life_row(name: str, life: Lifecycle, move: Move) -> str:
    order = list(life.statuses.values)
    sources = ", ".join(sorted(move.sources, key=order.index)) or "nothing yet"
    target = move.target or "as it was"
    return f"| {move.verb} | {sources} | {target} | {move.label} | {_who_may(name, move.verb)} |\n"


def _who_may(name: str, verb: str) -> str:
    permission = f"{name}.{verb}"
    if permission not in known_permissions():
        return "the service itself"
    return ", ".join(_roles_with(permission)) or "whoever may make one"


def _role_classes() -> list:
    """The roles, in the order in which they are listed."""
    return list(import_module(settings.ROLES_MODULE).ALL)


def _roles_with(permission: str) -> list[str]:
    return [str(role.name) for role in _role_classes() if permission in role.permissions]


def access_page() -> str:
    """Roles with their sentence and permissions, then every address with its access."""
    parts = [
        _HEAD,
        "# Who may do what\n\nEach role with its sentence. What a person may do is the union of "
        "their roles, each in its own programme, organisation or site; there is no superuser.\n",
    ]
    for role in _role_classes():
        parts.append(f"\n## {role.name}\n\n{role.sentence} Reach: {role.reach}.\n\n")
        parts.append(", ".join(f"`{each}`" for each in sorted(role.permissions)) + "\n")
    parts.append("\n## Every address\n\n| address | name | who |\n|---|---|---|\n")
    parts += [
        f"| `/{_tidy(each.route)}` | {each.name} | {each.access or 'NOT DECLARED'} |\n"
        for each in sorted(addresses(), key=lambda address: (address.route, address.name))
    ]
    return "".join(parts)


def _tidy(route: str) -> str:
    """A route without the marks of regular expressions."""
    return route.replace("^", "").replace("$", "").replace("\\Z", "").replace("|", "\\|")


def known_permissions() -> set[str]:
    """Every permission for which there is a predicate."""
    return set(rules.permissions.permissions)


PAGES: dict[str, Callable[[], str]] = {
    "docs/lifecycles.md": lifecycles_page,
    "docs/access.md": access_page,
}


def pages() -> dict[str, str]:
    """Each generated document with its text, in English."""
    with override("en-gb"):
        return {path: write() for path, write in PAGES.items()}
