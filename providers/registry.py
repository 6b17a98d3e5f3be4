"""What higher apps add to the pages of providers: work on their home, facts, where people live."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.presenters import Action, Task
from core.presenters.words import Words
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class HomePanel:
    """One heap of work on the provider's home: its title, its rows, and what to say without any.

    `more` leads to the whole list; `count` stands beside the title when it is not the number of
    rows shown.
    """

    title: Words
    tasks: tuple[Task, ...]
    empty: Words
    more: Action | None = None
    count: int | None = None


# Each entry: panel(request, provider) -> HomePanel, or None when it has nothing to do with them.
home_panels = Registry("provider home")

# Each entry: answers(service, on) -> list of core.presenters.Fact about how a service has
# answered lately, shown on its page.
service_facts = Registry("service facts")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the people of a programme live, for the map of where there is help.

    `programmes(user)` are those whose people the person may count; `people(user, programme)` gives
    how many live in which postcode district.
    """

    programmes: Callable[[Any], Iterable]
    people: Callable[[Any, Any], dict[str, int]]


# Each entry: a Whereabouts. The map asks the first.
whereabouts = Registry("where people live")

# Each entry: action(user, item) -> core.presenters.Action, or None: what one may do with an item of
# the catalogue.
item_actions = Registry("catalogue item actions")
