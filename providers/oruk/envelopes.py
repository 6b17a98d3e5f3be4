"""What a file or an answer of a feed holds: services, and only they, whatever it is wrapped in.

A page's `contents` are believed, its counters never: feeds in use say "31 items" above 128.
"""

import json

from django.utils.translation import gettext as _

from core.errors import RuleBroken

MOST_BYTES = 64 * 1024 * 1024
MOST_SERVICES = 50_000
_WRAPPINGS = ("contents", "services", "content", "items", "data")


class NotAFeed(RuleBroken):
    """What was given cannot be read as Open Referral UK; the words say why."""


class NothingInIt(NotAFeed):
    """A page or list that is empty."""


def parsed(content: bytes):
    """The JSON of a file or answer."""
    if len(content) > MOST_BYTES:
        raise NotAFeed(_("It is larger than 64 MB. Ask for it in parts, or import the feed."))
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise NotAFeed(_("It is not UTF-8 text, so it cannot be read.")) from None
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        where = _(" (line %(line)s)") % {"line": line} if line else ""
        raise NotAFeed(
            _("It is not JSON%(where)s, so it cannot be read.") % {"where": where}
        ) from None


def _refuse(word: str):
    raise ValueError(word)  # NaN and Infinity are no JSON


def services_in(told) -> tuple[list, bool]:
    """The services in `told`, and whether they are all there is (a list, not a single service).

    Raises NotAFeed, in words, for anything else that people take for a feed.
    """
    if isinstance(told, dict):
        for name in _WRAPPINGS:
            if isinstance(told.get(name), list):
                return _checked(_of_organisation(told, told[name])), True
        if _is_service(told):
            return [told], False
        raise NotAFeed(_what_it_is(told))
    if isinstance(told, list):
        return _checked(told), True
    raise NotAFeed(_("It holds neither a page of services nor a service."))


def _checked(rows: list) -> list:
    """Rows that may be services; organisations with services inside are opened."""
    opened = []
    for each in rows:
        inner = each.get("services") if isinstance(each, dict) else None
        if isinstance(inner, list) and "status" not in each:
            opened += _of_organisation(each, inner)
        else:
            opened.append(each)
    if len(opened) > MOST_SERVICES:
        raise NotAFeed(_("It holds more than 50,000 services. Import it in parts."))
    if not opened:
        raise NothingInIt(_("There is no service in it, so nothing was changed."))
    objects = [each for each in opened if isinstance(each, dict)]
    if objects and not any(_is_service(each) for each in objects):
        raise NotAFeed(_what_it_is(objects[0]))
    return opened


def _of_organisation(told: dict, rows: list) -> list:
    """Services listed inside their organisation, each with it."""
    if "name" not in told or "id" not in told or rows is not told.get("services"):
        return rows
    body = {name: value for name, value in told.items() if name != "services"}
    return [{"organization": body, **each} if isinstance(each, dict) else each for each in rows]


def _is_service(told: dict) -> bool:
    """A service, or a service at a location. Terms and organisations have no status."""
    if isinstance(told.get("service"), dict):
        return True
    marks = {"status", "organization", "organization_id", "service_at_locations", "schedules"}
    return "name" in told and bool(marks & set(told))


def _what_it_is(told: dict) -> str:
    keys = set(told)
    if {"version", "profile"} <= keys or "openapi_url" in keys:
        return _("This describes a feed and holds no services. Give the address of the feed.")
    if keys & {"taxonomy_terms", "term_uri", "taxonomy", "term"} or {"uri", "version"} <= keys:
        return _("It holds terms of a taxonomy and no services. Terms come in with their services.")
    if keys & {"organization_identifiers", "parent_organization_id", "logo"}:
        return _("It holds organisations without their services, so there is nothing to list.")
    return _("It does not look like Open Referral UK: no services were found in it.")
