"""Our services as the objects of the standard."""

from providers.oruk.writing.envelope import envelope
from providers.oruk.writing.places import location_json
from providers.oruk.writing.service import organisation_json, place_of_service, service_json
from providers.oruk.writing.terms import TermBook

__all__ = [
    "TermBook",
    "envelope",
    "location_json",
    "organisation_json",
    "place_of_service",
    "service_json",
]
