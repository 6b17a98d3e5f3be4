"""How far a service is from where somebody lives, as honestly as a postcode district allows.

A home is known here by its postcode district only, so distances are between the middle of that
district and the place of the service (or the middle of its district): about right, never exact,
and left unsaid where we know neither.
"""

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import F, FloatField, Func, Value
from django.utils.translation import gettext as _

import providers
from core.errors import RuleBroken
from providers.models import PostcodeDistrict, ServiceLocation
from providers.services.finding.wanted import MILES

EARTH_MILES = 3958.8
SHIPPED = Path(providers.__file__).parent / "data" / "postcode_districts.csv"


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody in a district gets to a service.

    `miles` is None when we do not know; `comes` when the service covers the district or goes
    everywhere without a place of its own.
    """

    miles: float | None = None
    comes: bool = False
    exact: bool = False


def miles_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees, in miles (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(each) for each in (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_MILES * math.asin(math.sqrt(half))


def middle_of(district: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a district; None when it is not in our table."""
    row = PostcodeDistrict.objects.filter(pk=district).first()
    return (row.latitude, row.longitude) if row else None


def from_district(district: str) -> dict[int, list[str]]:
    """For each band of miles, the districts whose middle lies within; empty when unknown here."""
    here = middle_of(district)
    if here is None:
        return {}
    rows = PostcodeDistrict.objects.annotate(miles=_miles_sql(here)).filter(miles__lte=MILES[-1])
    far = dict(rows.values_list("district", "miles"))
    return {band: [name for name, miles in far.items() if miles <= band] for band in MILES}


def _miles_sql(here: tuple[float, float]) -> Func:
    """The same distance, by PostgreSQL."""
    return Func(
        Value(here[0]),
        Value(here[1]),
        F("latitude"),
        F("longitude"),
        template=(
            "(SELECT 7917.6 * asin(sqrt(power(sin(radians(c - a) / 2), 2) + cos(radians(a)) * "
            "cos(radians(c)) * power(sin(radians(d - b) / 2), 2))) "
            "FROM (VALUES (%(expressions)s)) AS here(a, b, c, d))"
        ),
        output_field=FloatField(),
    )


def reaches(services: Iterable, district: str) -> dict[int, Reach]:
    """For each of a page's services, how somebody of `district` gets there. Two queries."""
    services = list(services)
    here = middle_of(district)
    places = _places(services) if here else {}
    return {each.pk: _reach(each, district, here, places.get(each.pk, ())) for each in services}


def _reach(service, district: str, here, places) -> Reach:
    known = [(miles_between(here, where), exact) for where, exact in places] if here else []
    if known:
        miles, exact = min(known)
        return Reach(miles=miles, exact=exact)
    covers = district in service.postcode_districts
    everywhere = not service.postcode_districts and not service.source
    return Reach(comes=not service.place_districts and (covers or everywhere))


def _places(services) -> dict[int, list]:
    """(latitude, longitude), whether exact, of the physical places of each service."""
    rows = ServiceLocation.objects.filter(
        service__in=[each.pk for each in services], kind=ServiceLocation.Kind.PHYSICAL
    )
    found = list(rows.values_list("service_id", "latitude", "longitude", "district"))
    halves = {half for _pk, latitude, _lon, half in found if latitude is None and half}
    middles = {
        each.district: (each.latitude, each.longitude)
        for each in PostcodeDistrict.objects.filter(pk__in=halves)
    }
    places: dict[int, list] = {}
    for pk, latitude, longitude, half in found:
        where = (latitude, longitude) if latitude is not None else middles.get(half)
        if where:
            places.setdefault(pk, []).append((where, latitude is not None))
    return places


def load_shipped_districts() -> int:
    """The districts that come with the service, for a database that was emptied."""
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        return load_districts(lines)


@transaction.atomic
def load_districts(lines: Iterable[str]) -> int:
    """Read `district,latitude,longitude[,town]` with a header; returns how many. All or nothing."""
    reader = csv.DictReader(lines)
    missing = {"district", "latitude", "longitude"} - set(reader.fieldnames or ())
    if missing:
        raise RuleBroken(
            _("The file has no column %(names)s.") % {"names": ", ".join(sorted(missing))}
        )
    rows = [_district(number, row) for number, row in enumerate(reader, start=2)]
    PostcodeDistrict.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["district"],
        update_fields=["latitude", "longitude", "town"],
    )
    return len(rows)


def _district(number: int, row: dict) -> PostcodeDistrict:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except (TypeError, ValueError):
        latitude, longitude = math.nan, math.nan
    name = (row["district"] or "").strip().upper()
    if not (2 <= len(name) <= 4 and -90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise RuleBroken(
            _("Line %(number)s is not a district with its latitude and longitude.")
            % {"number": number}
        )
    return PostcodeDistrict(
        district=name, latitude=latitude, longitude=longitude, town=(row.get("town") or "")[:60]
    )
