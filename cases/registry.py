"""Places on the pages of cases that placements and the apps above fill in ``AppConfig.ready``."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from core.presenters import Action, Notice, Task, Words
from core.registry import Registry

case_tabs = Registry("case tabs")
"""Entry: a `CaseTab`. Support, Measures and so on, after Timeline, Plan, People and consent."""

case_asides = Registry("case asides")
"""Entry ``aside(request, case) -> HTML or ""``: beside the timeline, such as the two purses."""

case_joins = Registry("joined to a case")
"""Entry: the name of a row that a case has one of, which an app above shows on the case's page; it
comes with the statement that loads the case."""

case_counts = Registry("counted with a case")
"""Entry ``rows() -> queryset`` of rows that have a `case`: their number comes with the statement
that loads the case, as `count_of_<key>`. So a source asks for rare rows only where some are."""

timeline_sources = Registry("timeline sources")
"""Entry ``source(case, user) -> list[core.presenters.TimelineEntry]`` in so many queries
whatever their number."""

event_words = Registry("words for a case's events")
"""Entry by verb: `EventWords`, for the events that an app above writes on a case."""

today_notices = Registry("today: answers")
"""Entry ``source(user, at) -> list[core.presenters.Notice]``: answers and news for a worker."""

today_tasks = Registry("today: tasks")
"""Entry ``source(user, at, cases) -> list[core.presenters.Task]``; `cases` are the worker's own
open ones and those they cover, with resident, policy and programme."""

before_close = Registry("before closing")
"""Entry ``check(case) -> list[Words]``: what is missing before a case may be closed."""

bridge_panels = Registry("bridge panels")
"""Entry ``panel(request, programme) -> HTML or ""``: money and outcomes on the manager's page."""

missing_data = Registry("missing data")
"""Entry ``missing(programme, user) -> list[MissingData]``: what blocks the next evaluation."""


@dataclass(frozen=True, slots=True)
class CaseTab:
    """One tab of a case.

    `render(request, case)` returns the HTML below the tabs; `count(case)` the number in the pill,
    or None; or `rows()`, the rows with a `case` whose number it is, counted in the statement that
    loads the case. `permission` is asked on the case before the tab is drawn.
    """

    title: Words
    render: Callable
    permission: str = "cases.view"
    count: Callable | None = None
    rows: Callable | None = None


@dataclass(frozen=True, slots=True)
class EventWords:
    """How one verb reads on the timeline, to who holds `permission` on the case."""

    title: Callable[[], str]
    tone: str = "wash"
    icon: str = "document"
    permission: str = "cases.view"

    def open_to(self, user, case) -> bool:
        """May they read that it happened?"""
        return user.has_perm(self.permission, case)


@dataclass(frozen=True, slots=True)
class MissingData:
    """One gap in the record and the page on which it is filled."""

    case: str
    words: Words
    action: Action
    since: dt.date | None = None


__all__ = [
    "CaseTab",
    "EventWords",
    "MissingData",
    "Notice",
    "Task",
    "before_close",
    "bridge_panels",
    "case_asides",
    "case_counts",
    "case_joins",
    "case_tabs",
    "event_words",
    "missing_data",
    "timeline_sources",
    "today_notices",
    "today_tasks",
]
