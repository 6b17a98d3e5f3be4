"""What links may be for. Each app registers its purposes in ``AppConfig.ready``."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.presenters import Words
from core.registry import Registry

purposes = Registry("purposes of partner links")
"""Entry: a `Purpose`, under the slug that stands in the address."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that people without an account may do.

    `load(reference)` returns the thing or None; `actor(thing)` the user who acts for them;
    `settled(thing)` says, in words for the screen, why there is nothing to do any more, or "".
    `page` is a `core.views.LinkPage`, `verbs` are `core.views.LinkVerbView` by step.
    """

    name: Words
    load: Callable[[str], Any]
    actor: Callable[[Any], Any]
    settled: Callable[[Any], str]
    page: type
    verbs: Mapping[str, type] = field(default_factory=dict)
    lasts: dt.timedelta = dt.timedelta(days=14)

    def view(self, step: str) -> type | None:
        """The view behind one address of the link."""
        return self.verbs.get(step) if step else self.page
