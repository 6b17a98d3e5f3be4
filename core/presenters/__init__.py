"""What a page is told: small frozen objects made by each app's presenters, drawn by `bridge` tags.

A template never compares a status, adds up money or formats a date: it gets these objects and
hands each to its tag (``{% load bridge %}``; the list of tags stands in core/templatetags/bridge).
All words are final, translated and fit for the screen. Tones and colours are names, never hex:
wash, good, danger, amber, plum, stone. Icons are names of ``core.components.icons``.
"""

from core.presenters.figures import (
    Bar,
    Bars,
    Curve,
    DotInterval,
    Figure,
    Grade,
    SlopeChart,
)
from core.presenters.lists import Cell, Column, Filter, Option, Page, Row, Table
from core.presenters.money import FallLine, FundBar, Part, Purse, Reconciliation
from core.presenters.people import (
    Alert,
    AlertRow,
    Fact,
    HomeCheck,
    IdentityBar,
    KnownPerson,
    OwnWords,
    PersonRow,
    Strip,
    TimelineEntry,
    Week,
)
from core.presenters.states import Conflict, Empty, Failure, Next, Offline, Progress, Saved
from core.presenters.words import Action, Crumb, NavItem, Notice, Tab, Tag, Words
from core.presenters.work import AgeBar, Capacity, QueueRow, Task, capacity_scale

__all__ = [
    "Action",
    "AgeBar",
    "Alert",
    "AlertRow",
    "Bar",
    "Bars",
    "Capacity",
    "Cell",
    "Column",
    "Conflict",
    "Crumb",
    "Curve",
    "DotInterval",
    "Empty",
    "Fact",
    "Failure",
    "FallLine",
    "Figure",
    "Filter",
    "FundBar",
    "Grade",
    "HomeCheck",
    "IdentityBar",
    "KnownPerson",
    "NavItem",
    "Next",
    "Notice",
    "Offline",
    "Option",
    "OwnWords",
    "Page",
    "Part",
    "PersonRow",
    "Progress",
    "Purse",
    "QueueRow",
    "Reconciliation",
    "Row",
    "Saved",
    "SlopeChart",
    "Strip",
    "Tab",
    "Table",
    "Tag",
    "Task",
    "TimelineEntry",
    "Week",
    "Words",
    "capacity_scale",
]
