"""What is kept of one service of a feed, before it meets the database."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal

# Raised when the same feed is to be understood differently: every service then counts as changed.
EDITION = 1


@dataclass(frozen=True, slots=True)
class ReadOrganisation:
    """Who offers it."""

    source_id: str
    name: str
    description: str = ""
    email: str = ""
    website: str = ""
    charity_number: str = ""
    company_number: str = ""


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """Where it happens. `source_id` names the place, `link_id` the service at that place."""

    source_id: str
    link_id: str
    kind: str
    name: str = ""
    address_1: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    accessibility: str = ""


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """When it happens. `days` are two capital letters each (MO); `place_id` "" means everywhere."""

    source_id: str
    freq: str = ""
    days: tuple[str, ...] = ()
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    words: str = ""
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """How the publisher sorts it."""

    source_id: str
    name: str
    description: str = ""
    taxonomy: str = ""
    taxonomy_id: str = ""
    parent_id: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class ReadService:
    """One service with everything of it that we keep.

    `short`: the feed gave only its own fields, so nothing is known of places, times and terms.
    """

    source_id: str
    name: str
    status: str
    organisation: ReadOrganisation
    short: bool = False
    description: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    fees: str = ""
    price: Decimal | None = None
    unit: str = ""
    accreditations: str = ""
    alert: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: dt.date | None = None
    assurer_email: str = ""
    last_modified: dt.datetime | None = None
    languages: tuple[str, ...] = ()
    accessibility: str = ""
    districts: tuple[str, ...] = ()
    area_words: str = ""
    places: tuple[ReadPlace, ...] = ()
    schedules: tuple[ReadSchedule, ...] = ()
    terms: tuple[ReadTerm, ...] = ()

    def digest(self) -> str:
        """The same for the same content, whatever order or unknown fields the feed had."""
        told = json.dumps([EDITION, asdict(self)], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()
