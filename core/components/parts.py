"""Invented things for the page of parts and states. Nothing here is real."""

import datetime as dt
from decimal import Decimal

from django import forms

from core.components.choices import TileLook
from core.presenters import (
    Action,
    AgeBar,
    Alert,
    AlertRow,
    Bar,
    Bars,
    Capacity,
    Cell,
    Column,
    Conflict,
    Curve,
    DotInterval,
    Empty,
    Fact,
    Failure,
    FallLine,
    Figure,
    Filter,
    FundBar,
    Grade,
    HomeCheck,
    IdentityBar,
    KnownPerson,
    Next,
    Notice,
    Offline,
    Option,
    OwnWords,
    Page,
    PersonRow,
    Progress,
    Purse,
    QueueRow,
    Reconciliation,
    Row,
    Saved,
    SlopeChart,
    Strip,
    Tab,
    Table,
    Tag,
    Task,
    TimelineEntry,
    Week,
    capacity_scale,
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
PURSES = (
    Purse("Glad’s personal budget", Decimal("38.50"), Decimal("24.00"), limit=Decimal(100)),
    Purse("Floating fund, for Glad", Decimal(145), Decimal(120), Decimal(45)),
)
FUND = FundBar("Four funders, one fund", Decimal(120000), Decimal(61380), Decimal(14215))
AGREEMENTS = (
    FundBar(
        "Tipley Borough Council",
        Decimal(60000),
        Decimal(31220),
        Decimal(6500),
        "Any purpose",
        "#council",
    ),
    FundBar(
        "Hallbrook NHS Charity",
        Decimal(25000),
        Decimal("14905.50"),
        Decimal(3120),
        "Only going home and the first week",
        "#charity",
        opened=True,
    ),
    FundBar(
        "Stourbeck and Tipley ICB",
        Decimal(20000),
        Decimal(10200),
        Decimal("2591.50"),
        "Any purpose",
        "#icb",
    ),
)
FALL = FallLine(
    tuple(
        (dt.date(2025, 7, 1) + dt.timedelta(days=14 * i), Decimal(120000 - 7500 * i))
        for i in range(11)
    ),
    ends_on=dt.date(2026, 6, 30),
    runs_out_on=dt.date(2026, 3, 31),
)
RECONCILES = Reconciliation(
    "£25,000.00 agreed − £14,905.50 paid − £3,120.00 committed − £6,974.50 left"
)
FIGURES = tuple(
    Figure(label, value, lines, "Attendances of the same people, 180 days before and after.")
    for label, value, lines in (
        (
            "A&E attendances",
            "−48%",
            (
                ("People", "64"),
                ("Before, after", "409, 214"),
                ("95% interval", "−57% to −38%"),
                ("Expected anyway", "−31%"),
            ),
        ),
        (
            "Emergency admissions",
            "−38%",
            (
                ("People", "64"),
                ("Before, after", "131, 81"),
                ("95% interval", "−51% to −20%"),
                ("Expected anyway", "−31%"),
            ),
        ),
        (
            "Readmitted in 30 days",
            "14%",
            (
                ("People", "64"),
                ("Readmitted", "9"),
                ("95% interval", "8% to 25%"),
                ("Expected anyway", "not known"),
            ),
        ),
    )
)
GRADE = Grade(
    "D",
    "Design grade D: before and after, with the expected fall shown",
    "You may say that A&E attendances fell by more than was expected without help. You "
    "may not say that the service caused it: nobody without the service was compared.",
)
SLOPES = (
    SlopeChart(
        "ae",
        "A&E attendances fell further than expected",
        "A&E attendances",
        409,
        214,
        176,
        253,
        282,
        262,
        302,
        "68 fewer",
    ),
    SlopeChart(
        "adm",
        "Admissions fell about as much as expected",
        "Emergency admissions",
        131,
        81,
        64,
        105,
        90,
        80,
        100,
        "9 fewer",
    ),
    SlopeChart(
        "amb",
        "Call-outs fell about as much as expected",
        "Ambulance call-outs",
        264,
        158,
        127,
        195,
        177,
        160,
        195,
        "19 fewer",
    ),
)
DOT = DotInterval(-48, -57, -38, -31, -36, -26)
CURVE = Curve(
    "km",
    "Nine in a hundred were readmitted within 30 days",
    tuple((float(d), 0.011 * d / 3, 0.008 * d / 3, 0.016 * d / 3) for d in range(0, 28, 3)),
    30,
    "Days since discharge",
    "Readmitted",
    (0, 10, 20, 30),
)
BARS = Bars(
    "From referral to week 12",
    (
        Bar("Referred", 412, "412", "#referred"),
        Bar("Accepted", 371, "371", "#accepted"),
        Bar("Home", 318, "318", "#home"),
        Bar("Week 12", 204, "204", "#week12"),
    ),
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


class BarrierForm(forms.Form):
    """A question with ticks and one with radios, as they stand in a referral."""

    barriers = forms.MultipleChoiceField(
        label="What stops them going home?",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("lift", "No way of getting home"),
            ("cold", "Cold home or no power"),
            ("food", "No food in the house"),
            ("keys", "Keys or getting in"),
            ("unknown", "I don’t know yet"),
        ],
    )
    consent = forms.ChoiceField(
        label="Have they agreed?",
        widget=forms.RadioSelect,
        choices=[
            ("yes", "Yes, they agreed"),
            ("other", "Someone decides for them"),
            ("no", "No, they said no"),
            ("unknown", "I don’t know whether they did"),
        ],
    )


BARRIERS = TileLook(
    icons={"lift": "van", "cold": "flame", "food": "basket", "keys": "key"},
    hints={
        "lift": "No lift, or no bus after 18:00",
        "cold": "Heating, lights, meter empty",
        "food": "Milk, bread, a first hot meal",
        "keys": "Lost keys, no key safe, steps",
        "unknown": "We will ask on the ward",
    },
    alone="unknown",
)
