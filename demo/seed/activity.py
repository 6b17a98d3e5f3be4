"""Two years of hospital activity, through the import that everybody uses.

Rates rise in the half year before help began, which is why people were referred, and fall again
by themselves in part: the demo shows a regression to the mean, so that the evaluation has
something to be careful about.
"""

import datetime as dt
import io
from random import Random

from cases.models import Case
from demo.seed import people
from demo.seed.places import MAIN, World
from outcomes.services.activity import import_activity
from outcomes.services.cohorts import import_cohort
from residents.models import Resident

YEARS = dt.timedelta(days=730)
BAD = dt.timedelta(days=180)
# kind: a year's usual number, times as many before, share that is left after with help, without
RATES = {
    "ae_attendance": (1.5, 2.3, 0.86, 1.25),
    "emergency_admission": (0.6, 2.4, 0.88, 1.3),
    "ambulance_incident": (0.9, 2.2, 0.9, 1.25),
    "gp_contact": (6.0, 1.25, 1.02, 1.05),
    "elective_admission": (0.18, 1.0, 1.0, 1.0),
}
HEADER = "event_id,nhs_number,event_type,occurred_on,ended_on,admission_method,conveyed,avoidable"
OTHERS, FIRST_OTHER = 220, 60_000
LIST = "Waited, not supported"


def build(world: World, *, seed: int, now: dt.datetime) -> int:
    """Import it; returns how many events were stored."""
    rng = Random(f"{seed}/activity")
    lines = Lines(rng, world.today)
    for number, admitted, home_on in _index_days():
        if admitted and home_on:
            lines.stay(number, admitted, home_on)
        lines.history(number, home_on, helped=True)
    for number in _never_helped():
        lines.history(number, None, helped=False)
    others = _others(rng, world)
    for number, index_on in others:
        lines.stay(number, index_on - dt.timedelta(days=rng.randint(3, 16)), index_on)
        lines.history(number, index_on, helped=False)
    told = {"by": world.people["analyst"], "at": now, "today": world.today}
    _import_list(rng, world, others, told)
    return import_activity(
        world.main,
        source="Dudley Group and Royal Wolverhampton",
        stream=io.BytesIO(lines.text().encode()),
        file_name="activity-two-years.csv",
        **told,
    ).stored


def _index_days() -> list[tuple]:
    rows = Case.objects.filter(home_on__isnull=False, resident__nhs_number__isnull=False)
    found = rows.order_by("home_on").values_list(
        "resident__nhs_number", "referral__admitted_on", "home_on"
    )
    first: dict[str, tuple] = {}
    for number, admitted, home_on in found:
        first.setdefault(number, (number, admitted, home_on))
    return list(first.values())


def _never_helped() -> list[str]:
    helped = Case.objects.filter(home_on__isnull=False).values("resident")
    rows = Resident.objects.exclude(pk__in=helped).filter(nhs_number__isnull=False)
    return list(rows.order_by("pk").values_list("nhs_number", flat=True))


def _others(rng: Random, world: World) -> list[tuple[str, dt.date]]:
    """People who could have been helped and were not, followed from a day of their own."""
    return [
        (
            people.nhs_number(FIRST_OTHER + n),
            world.today - dt.timedelta(days=rng.randint(95, 395)),
        )
        for n in range(OTHERS)
    ]


def _import_list(rng: Random, world: World, others, told: dict) -> None:
    columns = ("nhs_number", "given_name", "family_name", "date_of_birth", "postcode")
    rows = [",".join((*columns, "index_on", "ended_on"))]
    for place, (number, index_on) in enumerate(others):
        known = people.resident(rng, FIRST_OTHER + place, programme=MAIN, today=world.today)
        cells = [number, *(str(known[name]) for name in columns[1:]), index_on.isoformat(), ""]
        rows.append(",".join(cells))
    import_cohort(
        world.main,
        name=LIST,
        stream=io.BytesIO("\n".join(rows).encode()),
        file_name="waited-not-supported.csv",
        comparison=True,
        **told,
    )


class Lines:
    """The lines of the file."""

    def __init__(self, rng: Random, today: dt.date):
        self.rng, self.today = rng, today
        self.rows = [HEADER]

    def text(self) -> str:
        """The file, with some rows that cannot be stored, as files have."""
        wrong = [
            "X1,9990000000,ae_attendance,2025-03-01,,,,",
            f"X2,{people.nhs_number(1)},ae_attendance,31/03/2025,,,,",
            f"X3,{people.nhs_number(2)},walk_in,2025-03-01,,,,",
            f"=X4,{people.nhs_number(3)},gp_contact,2025-03-01,,,,",
        ]
        return "\n".join([*self.rows, *wrong]) + "\n"

    def history(self, number: str, index_on: dt.date | None, *, helped: bool) -> None:
        """One person's two years around the day on which help began."""
        frail = self.rng.lognormvariate(0, 0.55)
        for kind, (usual, before, with_help, without) in RATES.items():
            day, after = self.today - YEARS, with_help if helped else without
            while True:
                rate = usual * frail * _times(day, index_on, before=before, after=after)
                day += dt.timedelta(days=max(1, round(self.rng.expovariate(rate / 365))))
                if day >= self.today:
                    break
                self._event(number, kind, day)

    def stay(self, number: str, admitted: dt.date, home_on: dt.date) -> None:
        """The stay that the referral was about."""
        self._row(number, "emergency_admission", admitted, max(home_on, admitted), "21", "", "no")

    def _event(self, number: str, kind: str, day: dt.date) -> None:
        rng = self.rng
        ended, method, conveyed = None, "", ""
        if kind == "emergency_admission":
            ended = min(day + dt.timedelta(days=1 + int(rng.expovariate(0.16))), self.today)
            method = rng.choice(("21", "22", "28"))
        elif kind == "elective_admission":
            ended, method = day + dt.timedelta(days=rng.choice((0, 0, 1, 3))), "11"
            ended = min(ended, self.today)
        elif kind == "ambulance_incident":
            conveyed = "yes" if rng.random() < 0.62 else "no"
        avoidable = rng.choice(("yes", "no", "unknown", "")) if kind != "gp_contact" else ""
        self._row(number, kind, day, ended, method, conveyed, avoidable)

    def _row(self, number: str, kind: str, day: dt.date, *more) -> None:
        ended, method, conveyed, avoidable = more
        cells = (f"E{len(self.rows):06d}", number, kind, day.isoformat())
        end = ended.isoformat() if ended else ""
        self.rows.append(",".join((*cells, end, method, conveyed, avoidable)))


def _times(day: dt.date, index_on: dt.date | None, *, before: float, after: float) -> float:
    """How many times the usual rate holds on `day`."""
    if index_on is None or day < index_on - BAD:
        return 1.0
    return before if day < index_on else after
