"""Where there is which kind of help at what time of the week, and where there is none.

Counted are services on offer of providers that may be given work today, which take people from
the district and whose place is within ten miles of it or which come to them.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Count, Q

from providers.models import PostcodeDistrict
from providers.services.finding import Wanted
from providers.services.finding.fit import fitting, slots_of

MILES = 10
TIMES = ("wd", "ev", "we")
"""Weekdays by day, evenings, at the weekend: as the search's time of day names them."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How many services: on weekdays by day, in the evening, at the weekend, without times."""

    by_time: tuple[int, int, int]
    unstated: int

    @property
    def nothing(self) -> bool:
        """Nobody at all."""
        return not any((*self.by_time, self.unstated))


def areas() -> list[tuple[str, str]]:
    """Postcode areas (letters) with their towns, for those whose districts we know."""
    found: dict[str, str] = {}
    for row in PostcodeDistrict.objects.order_by("pk"):
        found.setdefault(letters(row.district), row.town)
    return sorted(found.items())


def letters(district: str) -> str:
    """The area of a district: DY of DY1."""
    return re.match(r"[A-Z]*", district).group()


def districts_of(area: str) -> list[str]:
    """The districts of an area, in the order of their numbers."""
    rows = PostcodeDistrict.objects.filter(pk__startswith=area).values_list("pk", flat=True)
    ours = [each for each in rows if letters(each) == area]
    return sorted(ours, key=lambda each: int(re.sub(r"\D", "", each) or 0))


def coverage(rows, districts: list[str], *, on: dt.date) -> dict[tuple[str, str], Covered]:
    """For (kind of help, district): how many of `rows` there are at which time of the week."""
    able = rows.filter(is_active=True, is_paused=False)
    return {
        (kind, district): covered
        for district in districts
        for kind, covered in _in_district(able, district, on)
    }


def _in_district(rows, district: str, on: dt.date):
    near, _misspelt = fitting(rows, Wanted(district=district, miles=MILES), on=on)
    able = near.filter(provider__in=_able(rows, on)).order_by().values("kind")
    counts = able.annotate(
        wd=Count("pk", filter=Q(slots__overlap=slots_of("", "wd"))),
        ev=Count("pk", filter=Q(slots__overlap=slots_of("", "ev"))),
        we=Count("pk", filter=Q(slots__overlap=slots_of("", "we"))),
        unstated=Count("pk", filter=Q(slots=[])),
    )
    for row in counts.values_list("kind", "wd", "ev", "we", "unstated"):
        kind, *times, unstated = row
        yield kind, Covered(tuple(times), unstated)


def _able(rows, on):
    providers = rows.model._meta.get_field("provider").related_model
    return providers.objects.able(on)
