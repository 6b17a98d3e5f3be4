"""What a feed says, as plain things; and what of it could not be taken, in plain words."""

from providers.oruk.reading.found import Found, Notes, NotTaken, shown
from providers.oruk.reading.service import read_service
from providers.oruk.reading.things import (
    ReadOrganisation,
    ReadPlace,
    ReadSchedule,
    ReadService,
    ReadTerm,
)

__all__ = [
    "Found",
    "NotTaken",
    "Notes",
    "ReadOrganisation",
    "ReadPlace",
    "ReadSchedule",
    "ReadService",
    "ReadTerm",
    "read_service",
    "shown",
]
