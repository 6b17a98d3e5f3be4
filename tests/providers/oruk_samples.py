"""Invented feeds."""

import copy
import json
from uuid import NAMESPACE_URL, uuid5


def named(what) -> str:
    """The same UUID for the same word."""
    return str(uuid5(NAMESPACE_URL, str(what)))


def organisation(name="Stourbeck Carers", **more) -> dict:
    return {
        "id": named(name),
        "name": name,
        "description": f"{name} helps people nearby.",
        "website": "https://carers.example.org",
        "organization_identifiers": [
            {
                "id": named(f"{name} number"),
                "identifier_scheme": "GB-CHC",
                "identifier_type": "Charity number",
                "identifier": "1234567",
            }
        ],
        **more,
    }


def term(name="Loneliness and isolation", **more) -> dict:
    return {
        "id": named(f"term {name}"),
        "name": name,
        "description": name,
        "taxonomy": "Borsetshire list",
        **more,
    }


def place(name="Oldcroft Hall", **more) -> dict:
    return {
        "id": named(f"place {name}"),
        "location_type": "physical",
        "name": name,
        "latitude": 52.51,
        "longitude": -2.08,
        "addresses": [
            {
                "id": named(f"address {name}"),
                "address_1": "1 High Street",
                "city": "Dudley",
                "state_province": "West Midlands",
                "postal_code": "dy1 2hq",
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "accessibility": [{"id": named(f"access {name}"), "description": "Step-free throughout"}],
        **more,
    }


def service(name="Carers’ coffee morning", **more) -> dict:
    """One service in full, right in every field."""
    uid = more.pop("id", named(name))
    return {
        "id": uid,
        "name": name,
        "description": "Coffee, company and advice.",
        "url": "https://carers.example.org/coffee",
        "email": "coffee@carers.example.org",
        "status": "active",
        "minimum_age": 18,
        "maximum_age": 99,
        "assured_date": "2026-09-01",
        "assurer_email": "listing@borsetshire.example.org",
        "last_modified": "2026-09-02T10:30:45.123Z",
        "schedules": [
            {
                "id": named(f"{uid} schedule"),
                "freq": "WEEKLY",
                "byday": "TU,TH",
                "opens_at": "10:00",
                "closes_at": "12:00",
                "description": "In term time",
            }
        ],
        "service_areas": [{"id": named(f"{uid} area"), "name": "DY1, DY2"}],
        "service_at_locations": [{"id": named(f"{uid} at"), "location": place()}],
        "languages": [{"id": named(f"{uid} pa"), "code": "pa"}],
        "organization": organisation(),
        "cost_options": [
            {"id": named(f"{uid} cost"), "amount": 2.5, "amount_description": "visit"}
        ],
        "attributes": [{"id": named(f"{uid} term"), "taxonomy_term": term()}],
        **more,
    }


def page(*services, **counters) -> dict:
    """A page of the standard; `counters` may lie."""
    told = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
    }
    return {**told, **counters, "contents": copy.deepcopy(list(services))}


def written(told, path):
    """`told` as a file."""
    path.write_text(json.dumps(told), encoding="utf-8")
    return path
