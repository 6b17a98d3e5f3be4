"""One service of a feed, as it comes, to what we keep of it."""

import dataclasses
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import pounds
from providers.oruk.reading.entries import is_short, turned_round
from providers.oruk.reading.found import Found, Notes, clean
from providers.oruk.reading.things import ReadOrganisation, ReadPlace, ReadService, ReadTerm
from providers.oruk.reading.times import read_schedules

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
CHARITY = re.compile(r"CHC|CHTY|CHARITY|SC-?\b|NIC", re.IGNORECASE)
COMPANY = re.compile(r"COH|COMPANY|\bCO\b|-CO$", re.IGNORECASE)
_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_MOST_DISTRICTS = 400


def read_service(data, *, row: int) -> tuple[ReadService | None, Notes]:
    """What is kept of one service, and the report on the rest; None when it cannot be taken."""
    notes = Notes(row)
    if not isinstance(data, dict):
        notes.add(
            "", data, _("This is not a service: an object with fields was expected."), whole=True
        )
        return None, notes
    found = Found(turned_round(data), notes)
    notes.service_id, name = found.identifier(), found.text("name", 120)
    notes.service = name
    notes.lines = [
        dataclasses.replace(line, service_id=notes.service_id, service=name) for line in notes.lines
    ]
    organisation = _organisation(found)
    missing = (
        ("id", notes.service_id, _("The service has no id, so it could not be found again.")),
        ("name", name, _("The service has no name.")),
        ("organization", organisation, _("No organisation is named that provides it.")),
    )
    for field, value, reason in missing:
        if not value:
            notes.add(field, found.data.get(field), reason, whole=True)
            return None, notes
    return _read(found, name, organisation), notes


def _read(found: Found, name: str, organisation: ReadOrganisation) -> ReadService:
    places = _places(found)
    youngest, oldest = _ages(found)
    price, unit, fees = _costs(found)
    districts, area_words = _area(found)
    return ReadService(
        source_id=found.identifier(),
        name=name,
        status=_status(found),
        organisation=organisation,
        short=is_short(found.data),
        description=found.text("description", 10_000),
        url=found.link("url"),
        email=found.email("email"),
        phone=_phone(found),
        fees=fees,
        price=price,
        unit=unit,
        accreditations=found.text("accreditations", 500),
        alert=found.text("alert", 500),
        minimum_age=youngest,
        maximum_age=oldest,
        assured_date=found.day("assured_date"),
        assurer_email=found.email("assurer_email"),
        last_modified=found.moment("last_modified"),
        languages=_languages(found),
        accessibility=_accessibility(places),
        districts=districts,
        area_words=area_words,
        places=places,
        schedules=read_schedules(found),
        terms=_terms(found),
    )


def _status(found: Found) -> str:
    value = found.text("status", 30).lower().replace("_", " ")
    if value in STATUSES:
        return value
    if not value:
        found.drop("status", _("No status is given; it was taken as active."))
        return "active"
    found.drop(
        "status",
        _("The status is none of %(known)s; it was taken as temporarily closed.")
        % {"known": ", ".join(STATUSES)},
    )
    return "temporarily closed"


def _organisation(found: Found) -> ReadOrganisation | None:
    each = found.part("organization")
    if each is None:
        known = found.identifier("organization_id")
        return ReadOrganisation(known, "") if known else None
    name, source_id = each.text("name", 160), each.identifier()
    if not name:
        return None
    numbers = {"charity": "", "company": ""}
    for number in each.parts("organization_identifiers"):
        scheme = f"{number.identifier('identifier_scheme')} {number.identifier('identifier_type')}"
        kind = "charity" if CHARITY.search(scheme) else "company" if COMPANY.search(scheme) else ""
        if kind:
            numbers[kind] = number.text("identifier", 12)
    return ReadOrganisation(
        source_id=source_id or f"name:{name.casefold()}",
        name=name,
        description=each.text("description", 10_000),
        email=each.email("email"),
        website=each.link("website") or each.link("url"),
        charity_number=numbers["charity"],
        company_number=numbers["company"],
    )


def _ages(found: Found):
    youngest = found.number("minimum_age", least=0, most=150)
    oldest = found.number("maximum_age", least=0, most=150)
    if youngest is not None and oldest is not None and youngest > oldest:
        found.drop("minimum_age", _("The lowest age is above the highest; both were left out."))
        return None, None
    return (
        None if youngest is None else int(youngest),
        None if oldest is None else int(oldest),
    )


def _phone(found: Found) -> str:
    """The number of the service itself; never that of a named contact."""
    for each in found.parts("phones"):
        if number := each.text("number", 35):
            return number
    return ""


def _costs(found: Found):
    """(price, unit, fees). A price that holds for some people or some months only stays words."""
    options = found.parts("cost_options")
    if len(options) == 1 and not (options[0].raw("option") or options[0].raw("valid_to")):
        amount = options[0].number("amount", least=0, most=1_000_000)
        unit = options[0].text("amount_description", 40)
        if amount is not None:
            return amount.quantize(Decimal("0.01")), unit, found.text("fees", 300)
    said = [found.text("fees", 300), *(_in_words(each) for each in options)]
    return None, "", "; ".join(dict.fromkeys(filter(None, said)))[:300]


def _in_words(option: Found) -> str:
    amount = option.number("amount", least=0, most=1_000_000)
    if amount is None:
        return ""
    told = [pounds(amount), option.text("amount_description", 100)]
    if condition := option.text("option", 100):
        told.append(f"({condition})")
    if until := option.day("valid_to"):
        told.append(_("until %(day)s") % {"day": f"{until:%-d.%-m.%Y}"})
    return " ".join(filter(None, told))


def _languages(found: Found) -> tuple[str, ...]:
    codes = []
    for each in found.parts("languages"):
        code = (each.identifier("code") or each.identifier("language")).lower()
        if re.fullmatch(r"[a-z]{2,3}", code):
            codes.append(code)
        elif code:
            each.drop("code", _("This is not the code of a language, such as “pa”."))
    return tuple(dict.fromkeys(codes))


def _area(found: Found) -> tuple[tuple[str, ...], str]:
    """Postcode districts, where an area names some; the publisher's own words else."""
    districts, words = [], []
    for each in found.parts("service_areas"):
        name = each.text("name", 300) or each.text("service_area", 300)
        extent = (
            clean(str(each.raw("extent") or ""))
            if each.data.get("extent_type") in ("", None, "postcode")
            else ""
        )
        named = [part for part in re.split(r"[\s,;]+", f"{extent or name}".upper()) if part]
        if named and all(_DISTRICT.fullmatch(part) for part in named):
            districts += named
        elif name:
            words.append(name)
    if len(districts) > _MOST_DISTRICTS:
        found.drop("service_areas", _("Too many postcode districts; the first 400 were taken."))
    return tuple(dict.fromkeys(districts))[:_MOST_DISTRICTS], "; ".join(dict.fromkeys(words))[:300]


def _places(found: Found) -> tuple[ReadPlace, ...]:
    places = {}
    for link in found.parts("service_at_locations"):
        location = link.part("location")
        if location is None:
            continue
        source_id = location.identifier() or link.identifier()
        if not source_id:
            location.drop("id", _("The place has no id, so it could not be found again."))
        elif source_id not in places:
            places[source_id] = _place(location, source_id, link.identifier() or source_id)
    return tuple(places.values())


def _place(location: Found, source_id: str, link_id: str) -> ReadPlace:
    kind = location.text("location_type", 20).lower() or "physical"
    if kind not in ("physical", "postal", "virtual"):
        location.drop("location_type", _("This is none of physical, postal, virtual."))
        kind = "physical"
    latitude, longitude = _point(location)
    addresses = location.parts("addresses")
    physical = [each for each in addresses if each.data.get("address_type") == "physical"]
    address = (physical or addresses or [Found({}, location.notes)])[0]
    access = [
        each.text("description", 300) or each.text("accessibility", 300)
        for each in location.parts("accessibility")
    ]
    return ReadPlace(
        source_id=source_id,
        link_id=link_id,
        kind=kind,
        name=location.text("name", 120),
        address_1=address.text("address_1", 120),
        city=address.text("city", 80),
        region=address.text("state_province", 80) or address.text("region", 80),
        postcode=address.postcode("postal_code"),
        latitude=latitude,
        longitude=longitude,
        accessibility="; ".join(dict.fromkeys(filter(None, access)))[:300],
    )


def _point(location: Found):
    """Both degrees or none; a point at 0, 0 is nobody's village hall."""
    latitude = location.number("latitude", least=-90, most=90)
    longitude = location.number("longitude", least=-180, most=180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def _accessibility(places: tuple[ReadPlace, ...]) -> str:
    return "; ".join(dict.fromkeys(filter(None, (each.accessibility for each in places))))[:200]


def _terms(found: Found) -> tuple[ReadTerm, ...]:
    """The terms of the service itself."""
    terms = {}
    for attribute in found.parts("attributes"):
        each = attribute.part("taxonomy_term")
        if each is None:
            continue
        name = each.text("name", 200) or each.text("term", 200)
        source_id = each.identifier() or each.identifier("term_uri")
        if not name or not source_id:
            each.drop("name", _("A term needs an id and a name."))
            continue
        terms[source_id] = ReadTerm(
            source_id=source_id,
            name=name,
            description=each.text("description", 500),
            taxonomy=each.text("taxonomy", 120),
            taxonomy_id=each.identifier("taxonomy_id"),
            parent_id=each.identifier("parent_id"),
            uri=each.identifier("term_uri"),
        )
    return tuple(terms.values())
