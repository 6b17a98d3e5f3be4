"""Places near a postcode, as far as we know where that is."""

import math

from django.db.models import Avg, F, FloatField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from providers.models import PostcodeDistrict, ServiceLocation
from residents.identifiers import postcode_district

METRES_A_DEGREE = 111_195  # of latitude; on a sphere of 6,371 km


def where_is(postcode: str) -> tuple[float, float] | None:
    """Latitude and longitude of a postcode: of places we list there, else of its district."""
    here = ServiceLocation.objects.filter(postcode=postcode, latitude__isnull=False)
    found = here.aggregate(north=Avg("latitude"), east=Avg("longitude"))
    if found["north"] is not None:
        return found["north"], found["east"]
    districts = PostcodeDistrict.objects.filter(district=postcode_district(postcode))
    return districts.values_list("latitude", "longitude").first()


def within(rows: QuerySet, point: tuple[float, float], metres: int) -> QuerySet:
    """Places within so many metres, nearest first. One without a point stands at its district's.

    On the scale of a county the earth is flat enough: 0.5 % off at a hundred kilometres.
    """
    north, east = point
    district = PostcodeDistrict.objects.filter(district=OuterRef("district"))
    lat = Coalesce("latitude", Subquery(district.values("latitude")[:1]))
    lon = Coalesce("longitude", Subquery(district.values("longitude")[:1]))
    rows = rows.alias(_lat=lat, _lon=lon)
    up = F("_lat") - north
    across = (F("_lon") - east) * math.cos(math.radians(north))
    rows = rows.alias(_apart=_as_float(up * up + across * across))
    far = (metres / METRES_A_DEGREE) ** 2
    return rows.filter(_apart__lte=far).order_by("_apart", "pk")


def _as_float(expression):
    expression.output_field = FloatField()
    return expression
