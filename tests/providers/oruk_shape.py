"""The shape that the profile asks for, in our own words: required fields and kinds."""

import re

UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
STATUSES = {"active", "inactive", "defunct", "temporarily closed"}


def texts(names: str) -> dict:
    """Fields that are text."""
    return dict.fromkeys(names.split(), str)


# By kind of object: (required, what each field is). A name leads to its shape, a list of a name
# to many of them.
SHAPES = {
    "service": (
        {"id", "name", "status"},
        {
            **texts("id name description url email status fees accreditations alert"),
            **texts("assured_date assurer_email last_modified"),
            "minimum_age": (int, float), "maximum_age": (int, float),
            "organization": "organization",
            "schedules": ["schedule"], "service_areas": ["service_area"],
            "service_at_locations": ["service_at_location"], "languages": ["language"],
            "cost_options": ["cost_option"], "attributes": ["attribute"], "phones": ["phone"],
        },
    ),
    "organization": (
        {"id", "name", "description"},
        {**texts("id name description email website"),
         "organization_identifiers": ["identifier"]},
    ),
    "identifier": (
        {"id", "identifier_type", "identifier"},
        texts("id organization_id identifier_scheme identifier_type identifier"),
    ),
    "schedule": (
        {"id"},
        texts("id service_id service_at_location_id freq byday opens_at closes_at description")
        | texts("valid_from valid_to"),
    ),
    "service_area": ({"id"}, texts("id service_id name service_area")),
    "service_at_location": (
        {"id"},
        {**texts("id service_id"), "location": "location", "service": "service"},
    ),
    "location": (
        {"id", "location_type"},
        {**texts("id location_type name description"), "latitude": (int, float),
         "longitude": (int, float), "addresses": ["address"], "accessibility": ["accessibility"]},
    ),
    "address": (
        {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
        texts("id location_id address_1 city state_province postal_code country address_type"),
    ),
    "accessibility": ({"id"}, texts("id location_id description")),
    "language": ({"id"}, texts("id code")),
    "phone": ({"id", "number"}, texts("id number")),
    "cost_option": (
        {"id"},
        {**texts("id service_id amount_description"), "amount": (int, float)},
    ),
    "attribute": (
        {"id"},
        {**texts("id link_id link_type taxonomy_term_id"),
         "taxonomy_term": "taxonomy_term"},
    ),
    "taxonomy_term": (
        {"id", "name", "description"},
        texts("id name description parent_id taxonomy taxonomy_id term_uri term"),
    ),
    "taxonomy": (
        {"id", "name", "description"},
        {**texts("id name description uri version"),
         "taxonomy_terms": ["taxonomy_term"]},
    ),
}  # fmt: skip
ENVELOPE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int,
    "first_page": bool, "last_page": bool, "empty": bool, "contents": list,
}  # fmt: skip


def faults(told: dict, shape: str, where: str = "") -> list[str]:
    """What is not as the profile asks; empty when all is."""
    here = where or shape
    required, kinds = SHAPES[shape]
    wrong = [f"{here}: {name} is missing" for name in sorted(required - set(told))]
    for name, value in told.items():
        at, kind = f"{here}.{name}", kinds.get(name)
        if kind is None:
            wrong.append(f"{at} is not of the profile")
        elif isinstance(kind, str):
            wrong += faults(value, kind, at)
        elif isinstance(kind, list):
            for number, each in enumerate(value):
                wrong += faults(each, kind[0], f"{at}[{number}]")
        elif not isinstance(value, kind) or isinstance(value, bool):
            wrong.append(f"{at} is {value!r}")
        if (name == "id" or name.endswith("_id")) and not re.match(UUID, str(value)):
            wrong.append(f"{at} is no UUID")
    if shape == "service" and told.get("status") not in STATUSES:
        wrong.append(f"{here}.status is {told.get('status')!r}")
    if shape == "schedule" and told.get("freq", "WEEKLY") not in ("WEEKLY", "MONTHLY"):
        wrong.append(f"{here}.freq is {told['freq']!r}")
    return wrong


def page_faults(told: dict, shape: str) -> list[str]:
    """The same for a whole page."""
    wrong = [
        f"{name} is {told.get(name)!r}"
        for name, kind in ENVELOPE.items()
        if type(told.get(name)) is not kind
    ]
    wrong += [f"{name} is not of a page" for name in set(told) - set(ENVELOPE)]
    for number, each in enumerate(told.get("contents", ())):
        wrong += faults(each, shape, f"contents[{number}]")
    return wrong
