"""Invented money and figures for the page of parts."""

import datetime as dt
from decimal import Decimal

from core.presenters import (
    Bar,
    Bars,
    Curve,
    DotInterval,
    FallLine,
    Figure,
    FundBar,
    Grade,
    Purse,
    Reconciliation,
    SlopeChart,
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
