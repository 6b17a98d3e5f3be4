"""Files of hospital activity as they come in by page: by a layout, cancelled, waiting."""

import datetime as dt

from django.core.files.base import ContentFile

from demo.seed.people import nhs_number
from demo.seed.places import World
from outcomes.activity.reading import Reading
from outcomes.models import ActivityFile
from outcomes.services import importing, intake
from residents.models import Resident

HOSPITAL, AMBULANCE = "Russells Hall emergency department", "West Midlands Ambulance"
WEEKLY = Reading(
    columns={
        "event_id": "Attendance No",
        "nhs_number": "NHS No.",
        "event_type": "Dept",
        "occurred_on": "Arrival Date",
        "ended_on": "Discharge Date",
    },
    words={"event_type": {"a&e": "ae_attendance", "nel": "emergency_admission", "op": "-"}},
    date_order="dmy",
)
NOBODY = 70_000


def build(world: World, *, now: dt.datetime) -> None:
    """One week imported with rejects, the next one cancelled, an ambulance list to be matched."""
    numbers = list(
        Resident.objects.filter(nhs_number__isnull=False)
        .order_by("pk")
        .values_list("nhs_number", flat=True)[:24]
    )
    told = {"by": world.people["analyst"], "at": now}
    week = _send(world, "ED week 45.csv", HOSPITAL, _hospital(world, numbers, "W45"), told)
    intake.match(week, name="Russells Hall, weekly", reading=WEEKLY, **told)
    importing.bring_in(week)
    next_week = _hospital(world, numbers[::-1], "W46")
    intake.cancel(_send(world, "ED week 46.csv", HOSPITAL, next_week, told), **told)
    _send(world, "call-outs.csv", AMBULANCE, _call_outs(world, numbers), told)


def _send(world: World, name: str, source: str, text: str, told: dict) -> ActivityFile:
    file = ContentFile(text.encode("cp1252"), name=name)
    return intake.receive(world.main, source=source, file=file, **told).sent


def _hospital(world: World, numbers: list[str], week: str) -> str:
    """A week as the hospital's system writes it, with rows that cannot be stored."""
    lines = ["Attendance No;NHS No.;Dept;Arrival Date;Discharge Date"]
    for place, number in enumerate(numbers):
        day = world.today - dt.timedelta(days=3 + place % 7)
        kind = ("A&E", "A&E", "NEL", "OP")[place % 4]
        left = (day + dt.timedelta(days=2)).strftime("%d/%m/%Y") if kind == "NEL" else ""
        lines.append(f"{week}-{place:03d};{number};{kind};{day:%d/%m/%Y} 14:05;{left}")
    lines += [
        f"{week}-900;{numbers[0]};A&E;31/02/{world.today.year};",
        f"{week}-901;{nhs_number(NOBODY)};A&E;{world.today:%d/%m/%Y};",
        f"{week}-902;123456;A&E;{world.today:%d/%m/%Y};",
        f"{week}-000;{numbers[1]};A&E;{world.today:%d/%m/%Y};",
    ]
    return "\r\n".join(lines) + "\r\n"


def _call_outs(world: World, numbers: list[str]) -> str:
    """What the ambulance service sends: another hand, other words."""
    lines = ["CAD,NHS Number,Call Date,Outcome,Conveyed"]
    for place, number in enumerate(numbers[:12]):
        day = world.today - dt.timedelta(days=2 + place)
        lines.append(f"{4100 + place},{number},{day:%d/%m/%Y},See and treat,{'YN'[place % 2]}")
    return "\n".join(lines) + "\n"
