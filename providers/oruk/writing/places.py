"""Where a service is given, as the standard writes it."""

from providers.oruk.identifiers import named
from providers.oruk.writing.envelope import told


def location_json(place, *, full: bool = True, accessibility: str = "") -> dict:
    """A location; with its addresses and the way in when `full`."""
    uid = named("place", place.uid)
    short = told(
        id=uid,
        location_type=place.kind,
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
    )
    if not full:
        return short
    access = place.accessibility or accessibility
    return short | told(
        addresses=_addresses(place, uid),
        accessibility=access
        and [{"id": named("access", place.uid), "location_id": uid, "description": access}],
    )


def _addresses(place, uid: str) -> list[dict]:
    """The address, when there is anything to write on an envelope. Its fields are all required."""
    lines = ", ".join(filter(None, (place.address_1, place.address_2)))
    if not (lines or place.postcode):
        return []
    return [
        {
            "id": named("address", place.uid),
            "location_id": uid,
            "address_1": lines or place.name,
            "city": place.city,
            "state_province": place.county,
            "postal_code": place.postcode,
            "country": place.country or "GB",
            "address_type": place.kind,
        }
    ]
