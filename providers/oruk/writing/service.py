"""A service with everything of it that the public may know.

What is left out on purpose: places taken and waiting times, bank details, papers, the office's own
e-mail address and number, and any person's name. The e-mail address and number of a service are
those that its provider put into the listing for everybody.
"""

from providers.models import Weekday
from providers.oruk.identifiers import named
from providers.oruk.writing.envelope import told
from providers.oruk.writing.places import location_json
from providers.oruk.writing.terms import TermBook

_DAYS = list(Weekday.values)


def service_json(service, *, terms: TermBook | None = None) -> dict:
    """One service: in short as lists give it; in full when the book of `terms` is given."""
    short = told(
        id=str(service.uid),
        name=service.name,
        description=service.description,
        url=service.url,
        email=service.email,
        status=status(service),
        fees=service.fees,
        accreditations=service.accreditations,
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        assured_date=service.last_checked_on and service.last_checked_on.isoformat(),
        assurer_email=service.assurer_email,
        alert=service.alert,
        last_modified=moment(modified_at(service)),
        organization=organisation_json(service.provider, full=terms is not None),
    )
    return short if terms is None else short | _full(service, terms)


def _full(service, terms: TermBook) -> dict:
    return told(
        schedules=_schedules(service),
        service_areas=_areas(service),
        service_at_locations=[
            {
                "id": str(place.uid),
                "service_id": str(service.uid),
                "location": location_json(place, accessibility=service.accessibility),
            }
            for place in service.its_locations
        ],
        languages=[
            {"id": named("language", service.uid, code), "code": code} for code in service.languages
        ],
        cost_options=_costs(service),
        phones=service.phone and [{"id": named("phone", service.uid), "number": service.phone}],
        attributes=[
            {
                "id": named("attribute", service.uid, each["id"]),
                "link_id": str(service.uid),
                "link_type": "service",
                "taxonomy_term_id": each["id"],
                "taxonomy_term": each,
            }
            for each in terms.of(service)
        ],
    )


def place_of_service(place, *, terms: TermBook | None = None) -> dict:
    """One service at one of its places, in short or in full."""
    service = place.service
    return {
        "id": str(place.uid),
        "location": location_json(
            place, full=terms is not None, accessibility=service.accessibility
        ),
        "service": service_json(service, terms=terms),
    }


def status(service) -> str:
    """How it stands: paused by itself or with its provider is temporarily closed."""
    if not service.is_active:
        return "inactive"
    paused = service.is_paused or service.provider.paused_at is not None
    return "temporarily closed" if paused else "active"


def modified_at(service):
    """When it last changed: what its feed says, else when it changed here."""
    return service.feed_modified_at or service.changed_at


def moment(at) -> str:
    """A moment as the standard writes it, to the millisecond."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else ""


def organisation_json(provider, *, full: bool = True) -> dict:
    """Who offers it. The office's own address and number stay here."""
    name = provider.organisation.name
    short = told(
        id=str(provider.uid),
        name=name,
        description=provider.description or name,
        website=provider.website,
    )
    if not (full and provider.charity_number):
        return short
    number = {
        "id": named("charity-number", provider.uid),
        "organization_id": str(provider.uid),
        "identifier_scheme": "GB-CHC",
        "identifier_type": "Charity number",
        "identifier": provider.charity_number,
    }
    return {**short, "organization_identifiers": [number]}


def _schedules(service) -> list[dict]:
    found = [_schedule(service, each) for each in service.its_schedules]
    if not found and service.days:
        found = [{"id": named("days", service.uid), "description": service.days}]
    return found


def _schedule(service, each) -> dict:
    place = next((one for one in service.its_locations if one.pk == each.location_id), None)
    return told(
        id=str(each.uid),
        service_id=str(service.uid),
        service_at_location_id=str(place.uid) if place else "",
        freq=each.frequency.upper() if each.weekdays else "",
        byday=",".join(sorted(each.weekdays, key=_DAYS.index)),
        opens_at=each.opens_at and each.opens_at.isoformat(timespec="minutes"),
        closes_at=each.closes_at and each.closes_at.isoformat(timespec="minutes"),
        valid_from=each.valid_from and each.valid_from.isoformat(),
        valid_to=each.valid_to and each.valid_to.isoformat(),
        description=each.words,
    )


def _areas(service) -> list[dict]:
    """One area a postcode district; the words of a feed where it named none."""
    names = service.postcode_districts or ([service.area_words] if service.area_words else [])
    return [
        {
            "id": named("area", service.uid, name),
            "service_id": str(service.uid),
            "name": name,
            "service_area": name,
        }
        for name in names
    ]


def _costs(service) -> list[dict]:
    if service.unit_price is None:
        return []
    return [
        told(
            id=named("price", service.uid),
            service_id=str(service.uid),
            amount=float(service.unit_price),
            amount_description=service.unit,
        )
    ]
