"""Colours, words and states for the page of parts. Nothing here is real."""

import datetime as dt

from core.presenters import (
    Action,
    Conflict,
    Empty,
    Failure,
    Next,
    Notice,
    Offline,
    Progress,
    Saved,
    Tab,
    Tag,
)

COLOURS = (
    ("Ink", "#14262b", "words"),
    ("Slate", "#4a5c62", "second words"),
    ("Deep", "#0b4f5c", "the brand"),
    ("Link", "#0b5c70", "links"),
    ("Lamp", "#f4b13e", "the one main action"),
    ("Mist", "#eff5f5", "panels"),
    ("Wash", "#dcebec", "chosen, neutral tag"),
    ("Sand", "#faf6ee", "their own words"),
    ("Line", "#d3dddf", "hairlines"),
    ("Good", "#155a3a", "made, settled, paid up"),
    ("Danger", "#a8201a", "overdue, missed, worried"),
    ("Amber", "#6b4500", "review due, near target"),
    ("Plum", "#5b2f7d", "readmitted, safeguarding"),
    ("Mid", "#4f8f9a", "committed money"),
    ("Focus", "#ffdd00", "keyboard focus"),
)
TAGS = (
    Tag("Submitted", "stone"),
    Tag("Accepted", "good"),
    Tag("Information needed", "amber"),
    Tag("Declined", "danger"),
    Tag("Under way", "wash"),
    Tag("Readmitted", "plum"),
)
NOTICES = (
    Notice(
        "Accepted:",
        "Oldcroft Men’s Shed can take",
        "good",
        "tick",
        "Cyril Haden from Thursday",
        "#shed",
    ),
    Notice("Declined:", "Stourbeck Befriending has no place until January", "danger", "cross"),
    Notice("Due today:", "receipt for Edna’s kettle, £18.50", "amber", "clock"),
)
TABS = (
    Tab("Timeline", "#timeline", 14, current=True),
    Tab("Plan", "#plan"),
    Tab("People and consent", "#people"),
    Tab("Documents", "#documents", 3),
)
NEXT = (
    Next("At once", "You get a reference to write in the notes."),
    Next("By 14:05 tomorrow", "The team answers you here and by e-mail."),
    Next("The day they get home", "Twelve weeks of support begin."),
)
EMPTY = Empty(
    "Nothing here yet",
    "No referrals wait for a decision. The next one appears here by itself.",
    Action("See today’s decisions", "#decisions"),
)
PROGRESS = Progress("Working out 64 people, 180 days", 5, 8, 0.62, 20)
FAILURE = Failure(
    "We could not save the visit",
    "The service is not answering. What you wrote is kept on this tablet. We try "
    "again every minute.",
    Action("Try again now", "#again", "link"),
)
CONFLICT = Conflict(
    "Someone else changed this at 13:52",
    "Joan Attwood wrote a different phone number. Both are kept until you choose.",
    Action("Keep mine", "#mine"),
    Action("Keep Joan’s", "#joans"),
)
OFFLINE = Offline(
    "Kept on this tablet: 2 notes waiting to send",
    "No signal since 13:12. Locked, and sent by itself when signal returns.",
    Action("See the 2 notes", "#notes", "link"),
)
SAVED = Saved(dt.datetime(2025, 11, 17, 14, 2, tzinfo=dt.UTC))
