"""Finding a service: by need, words, distance, time, access, room; what fits best first."""

from providers.services.finding.distance import (
    Reach,
    from_district,
    load_districts,
    load_shipped_districts,
    middle_of,
    reaches,
)
from providers.services.finding.facets import refresh
from providers.services.finding.fit import fitting
from providers.services.finding.wanted import Wanted, access_in, first_half
from providers.services.finding.words import speaking_of

__all__ = [
    "Reach",
    "Wanted",
    "access_in",
    "first_half",
    "fitting",
    "from_district",
    "load_districts",
    "load_shipped_districts",
    "middle_of",
    "reaches",
    "refresh",
    "speaking_of",
]
