"""Invented residents for the page of parts."""

import datetime as dt

from core.presenters import (
    Action,
    Alert,
    AlertRow,
    Fact,
    HomeCheck,
    IdentityBar,
    KnownPerson,
    OwnWords,
    PersonRow,
    Strip,
    Tag,
    TimelineEntry,
    Week,
)

_PAST = ("made", "made", "made", "missed", "readmitted", "review")
_SMALL = ("3 of 3", "2 of 2", "1 of 1", "0 of 1", "4 nights", "by Friday")
_LATER = ("24 Nov", "1 Dec", "8 Dec", "15 Dec", "22 Dec", "29 Dec")
WEEKS = tuple(
    Week(number, state, small, is_this_week=number == 6)
    for number, (state, small) in enumerate(
        zip((*_PAST, *["planned"] * 6), (*_SMALL, *_LATER), strict=True), start=1
    )
)
STRIP = Strip(
    WEEKS,
    sentence="6 contacts made, 1 missed, readmitted once.",
    about="Home since 13 October. Week 6 of 12, ends 4 January",
    url="#weeks",
)
ONE_OF_EACH = (
    Week(3, "made", "2 of 2"),
    Week(3, "missed", "0 of 1"),
    Week(3, "planned", "24 Nov"),
    Week(3, "review", "by Friday"),
    Week(3, "readmitted", "4 nights"),
    Week(3, "paused", "since 3 Nov"),
    Week(6, "planned", "21 Nov", is_this_week=True),
)
IDENTITY = IdentityBar(
    "Gwladys Beynon",
    facts=(
        Fact("born 2 June 1947", "78", value_first=True),
        Fact("NHS", "999 000 0026"),
        Fact("Phone", "0113 496 0172", url="tel:01134960172"),
        Fact("Likes to be called", "Glad"),
    ),
    tags=(
        Tag("Safeguarding concern open", "plum", "shield"),
        Tag("Falls risk", "danger", "alert"),
        Tag("Sharing: GP, ward, daughter", "good", "tick"),
        Tag("Large print", "wash"),
        Tag("Lives alone", "wash"),
    ),
    main=Action("Add a contact", "#add-contact", "second", icon="plus"),
    quiet=Action("Raise a safeguarding concern", "#raise-concern", "link"),
)
OWN = OwnWords(
    "I want to get to chapel on Sundays and make my own tea without being "
    "frightened of the stairs.",
    "In her words, 15 October.",
    change=Action("Change or add", "#change", "link"),
)
KNOWN = KnownPerson(
    "Doreen Fellowes",
    "81, born 4 March 1944. Home: Tipley, TP4.",
    open_title="Doreen already has an open referral",
    open_words="Ward B4 sent it on Sunday 16 November. The next move is with Kath Priddy, link "
    "worker, who visits on Tuesday 18 November at 10:30.",
    reference="CB-2F4K",
    progress=Action("See progress", "#progress", "second"),
    not_this_url="#not-this",
)
KNOWN_FREE = KnownPerson("Horace Tranter", "84, born 19 July 1941. Home: Stourbeck, SB2.")
TIMELINE = (
    TimelineEntry(
        dt.datetime(2025, 11, 17, 16, 20, tzinfo=dt.UTC),
        "Home from Hallbrook Hospital",
        "Taken home by Dai Pugh, volunteer driver. Settled: warm, food in, keys, medicines.",
        "Journey, settled 17:05",
        icon="van",
        tone="good",
    ),
    TimelineEntry(
        dt.datetime(2025, 11, 13, 2, 10, tzinfo=dt.UTC),
        "Readmitted, 4 nights",
        "Fall on the stairs. The clock of the plan was not stopped.",
        "From Hallbrook’s daily list",
        icon="hospital",
        tone="plum",
    ),
    TimelineEntry(
        dt.datetime(2025, 11, 6, 14, 0, tzinfo=dt.UTC),
        "Missed: home visit",
        "No answer at the door.",
        "Kath Priddy, 20 minutes",
        icon="cross",
        tone="danger",
    ),
    TimelineEntry(
        dt.date(2025, 10, 24),
        "Kettle and two blankets bought",
        "£38.50 from her personal budget. Receipt kept.",
        "Kath Priddy, approved the same day",
        icon="pound",
    ),
)
ALERT = Alert(
    "First 14 days: 2 people need you today",
    (
        AlertRow(
            "Albert Wassell",
            "#albert",
            "Home since Friday and nobody has reached him. Two working days end at",
            "17:00 today.",
            Action("Call now", "#call-albert", hidden="Albert Wassell"),
        ),
        AlertRow(
            "Edna Round",
            "#edna",
            "Missed call yesterday, day 6. Try again, or ask Marcia Dunn to cover.",
            action=Action("Try again", "#try-edna", hidden="to call Edna Round"),
        ),
    ),
)
CASELOAD = (
    PersonRow(
        "Gwladys Beynon",
        "#gwladys",
        Strip(WEEKS, "6 made, 1 missed, readmitted once. Review due by Friday."),
        (Tag("Review due", "amber"),),
        "Week 6",
    ),
    PersonRow(
        "Olwen Pritchard-Lea",
        "#olwen",
        Strip(
            tuple(
                Week(n, "planned" if n > 10 else "made", is_this_week=n == 11) for n in range(1, 13)
            ),
            "10 made. Exit plan not started.",
        ),
        right="Week 11",
    ),
)
CHECKS = (
    HomeCheck("warm", "Warm", "Heating on, 18° or more", "flame", "yes"),
    HomeCheck(
        "walk",
        "Safe to walk",
        "No rugs, wires, loose rails",
        "fall",
        "no",
        "Rail loose at the top stair",
    ),
    HomeCheck("lights", "Lights", "Work in hall, stairs, bedroom", "bulb"),
    HomeCheck("medicines", "Medicines", "Right ones, knows when", "pill"),
)
