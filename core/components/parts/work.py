"""Invented work for the page of parts."""

from core.presenters import (
    Action,
    AgeBar,
    Capacity,
    Cell,
    Column,
    Filter,
    Option,
    Page,
    QueueRow,
    Row,
    Table,
    Tag,
    Task,
    capacity_scale,
)

TASKS = (
    Task(
        "Percy Onslow",
        "#percy",
        "09:30",
        "Overdue",
        "Call, week 8. Not written up",
        "phone",
        overdue=True,
        action=Action("Write it up", "#write-percy", hidden="for Percy Onslow"),
    ),
    Task(
        "Doreen Fellowes",
        "#doreen",
        "10:30",
        "in 40 min",
        "First visit, Ward B4, bay B2",
        "bed",
        action=Action("Open", "#open-doreen", hidden="the visit to Doreen Fellowes"),
    ),
    Task(
        "Cyril Haden",
        "#cyril",
        "13:30",
        "leave 13:10",
        "Home visit, 4 Foundry Walk",
        "home",
        action=Action("Open", "#open-cyril", hidden="the visit to Cyril Haden"),
    ),
)
QUEUE = (
    QueueRow(
        AgeBar(26, 24),
        "Horace Tranter",
        "#horace",
        "84, Stourbeck. Ward B4, ready since Sunday",
        (Tag("Urgent", "danger"),),
        (Tag("Cold home or no power", "outline"), Tag("Keys or getting in", "outline")),
        "You",
        "to decide",
        chosen=True,
    ),
    QueueRow(
        AgeBar(21, 24),
        "Dilip Sandhar",
        "#dilip",
        "66, Oldcroft. Ambulance crew, same day",
        (Tag("Same day", "amber"),),
        (Tag("Alone or afraid to go", "outline"),),
        "Crew desk",
        "asked 09:40 for a phone number",
    ),
    QueueRow(
        AgeBar(9, 24),
        "Stanley Bytheway",
        "#stanley",
        "73, Stourbeck. Emergency department",
        (),
        (Tag("Nowhere to live", "outline"),),
        "Housing desk",
        "duty to refer sent 08:15",
    ),
)
_LINES = capacity_scale([30, 30, 15])
CAPACITY = (
    Capacity(
        "Sunil Rai",
        "sunil",
        18,
        2,
        30,
        _LINES,
        "Works in Stourbeck. Free Thursday 10:00",
        chosen=True,
    ),
    Capacity("Kath Priddy", "kath", 27, 2, 30, _LINES, "Free Friday 13:30"),
    Capacity("Gwen Mathias", "gwen", 11, 2, 15, _LINES, "Works half the week"),
    Capacity("Carl Onions", "carl", 32, 2, 30, _LINES, "No room: 2 over the line", full=True),
)
TABLE = Table(
    "Movements of November",
    (
        Column("Date", sort_url="?sort=-date", sorted="ascending"),
        Column("What for"),
        Column("State"),
        Column("Out £", numeric=True),
        Column("Left £", numeric=True),
    ),
    (
        Row(
            (
                Cell("3 Nov"),
                Cell("Deep clean, two rooms", "#clean", sub="CB-2D9M"),
                Cell(tags=(Tag("Paid"),)),
                Cell("180.00"),
                Cell("8,034.50"),
            )
        ),
        Row(
            (
                Cell("10 Nov"),
                Cell("Eight places, first-week lunch group", "#lunch"),
                Cell(tags=(Tag("Ordered", "stone"),)),
                Cell("640.00"),
                Cell("7,330.00"),
            )
        ),
        Row(
            (
                Cell("17 Nov"),
                Cell("Stair rail, top landing", "#rail"),
                Cell(tags=(Tag("Approved", "amber"),)),
                Cell("288.00"),
                Cell("6,974.50"),
            )
        ),
    ),
)
FILTERS = (
    Filter("ward", "Ward", (Option("", "All wards", chosen=True), Option("b4", "Ward B4"))),
    Filter("barrier", "Barrier", (Option("", "All barriers", chosen=True),)),
    Filter("q", "Name or reference"),
)
PAGE = Page(
    "146 in all",
    "?page=1",
    "?page=3",
    ((1, "?page=1", False), (2, "?page=2", True), (3, "?page=3", False)),
)
