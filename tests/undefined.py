"""A template variable that nobody gives fails the test that renders it.

Other people's templates (Django's admin, allauth, the crispy pack) rely on silence: only ours are
held to it.
"""

import inspect
from pathlib import Path

from django.conf import settings
from django.template.base import Node, Origin


class UndefinedVariable(str):
    """Stands in for ``string_if_invalid``."""

    __slots__ = ("everywhere",)

    def __new__(cls, *, everywhere: bool = False):
        made = super().__new__(cls, "%s")
        made.everywhere = everywhere
        return made

    def __contains__(self, key):
        return key == "%s"

    def __mod__(self, name):
        origin = rendering()
        if self.everywhere or is_ours(origin):
            raise AssertionError(f"nobody gives {name!r} to {origin or 'a template'}")
        return ""


def rendering() -> str:
    """The file whose node is being rendered, found on the stack."""
    for frame in inspect.stack()[2:]:
        node = frame.frame.f_locals.get("self")
        if isinstance(node, Node) and isinstance(getattr(node, "origin", None), Origin):
            return node.origin.name
    return ""


def is_ours(origin: str) -> bool:
    """Whether a template lies in our folder, and does not stand in for one of allauth's."""
    ours = Path(settings.BASE_DIR) / "templates"
    if not origin or not Path(origin).is_relative_to(ours):
        return False
    return Path(origin).relative_to(ours).parts[0] not in ("allauth", "account", "mfa", "gds")
