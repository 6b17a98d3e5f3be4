"""A service: its row in the directory, its facts, whether it has room."""

import datetime as dt

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from core.money import pounds
from core.phones import dial, read_out
from core.presenters import Cell, Fact, Row, Tag
from providers.languages import language_names
from providers.models import Access, Service, Suits
from providers.presenters.times import times_words


def service_row(service: Service, on: dt.date) -> Row:
    """One service in the directory: who, what, where, room, price."""
    return Row(
        (
            Cell(
                service.name,
                url=reverse("providers:service", args=[service.reference]),
                sub=service.provider.organisation.name,
            ),
            Cell(service.get_kind_display(), sub=needs_words(service)),
            Cell(where_words(service), sub=when_words(service)),
            Cell(tags=(room_tag(service, on),), sub=capacity_words(service)),
            Cell(price_words(service), sub=waiting_words(service)),
        ),
        key=service.reference,
    )


def room_tag(service: Service, on: dt.date) -> Tag:
    """Whether somebody new may be offered to it today; worst first."""
    provider = service.provider
    if provider.approved_at is None:
        return Tag(_("Not approved yet"), "stone")
    if provider.missing_papers(on):
        return Tag(_("Papers run out"), "danger")
    if not service.is_active:
        return Tag(_("Not offered any more"), "stone")
    if provider.paused_at is not None or service.is_paused:
        return Tag(_("Paused"), "stone")
    if service.places is not None and service.places_left <= 0:
        return Tag(_("Full"), "amber")
    return Tag(_("Takes people now"), "good")


def capacity_words(service: Service) -> str:
    """Places: 3 of 12 free."""
    if service.places is None:
        return _("Places are not counted")
    return _("%(left)s of %(places)s free") % {
        "left": max(service.places_left, 0),
        "places": service.places,
    }


def needs_words(service: Service) -> str:
    """What it helps with, in one line."""
    return ", ".join(each.name for each in service.needs.all())


def where_words(service: Service) -> str:
    """The postcode districts it reaches."""
    return ", ".join(service.postcode_districts) or _("Everywhere")


def when_words(service: Service) -> str:
    """Its opening times in one line; else what the listing says in words."""
    return "; ".join(times_words(service.schedules.all())) or service.days


def price_words(service: Service) -> str:
    """£12.50 for each hour; free of charge."""
    if service.unit_price is None:
        return ""
    if not service.unit_price:
        return _("Free of charge")
    if not service.unit:
        return pounds(service.unit_price)
    return _("%(price)s for each %(unit)s") % {
        "price": pounds(service.unit_price),
        "unit": service.unit,
    }


def waiting_words(service: Service) -> str:
    """How long one waits for a place."""
    if not service.waiting_days:
        return ""
    return ngettext("%(days)d day to wait", "%(days)d days to wait", service.waiting_days) % {
        "days": service.waiting_days
    }


def service_facts(service: Service) -> list[Fact]:
    """Everything that stands about a service, without the empty lines."""
    facts = [
        Fact(_("Kind of help"), service.get_kind_display()),
        Fact(_("Helps with"), needs_words(service)),
        Fact(_("Made for"), _labels(Suits, service.suits)),
        Fact(_("Whom it suits"), service.who_it_suits),
        Fact(_("Ages"), ages_words(service)),
        Fact(_("Languages"), language_names(service.languages)),
        Fact(_("When"), when_words(service)),
        Fact(_("Where"), where_words(service)),
        Fact(_("Getting in and taking part"), _labels(Access, service.access)),
        Fact(_("More about getting in"), service.accessibility),
        Fact(_("Places"), capacity_words(service)),
        Fact(_("Waiting"), waiting_words(service)),
        Fact(_("Price"), price_words(service)),
        Fact(_("More about what it costs"), service.fees),
        Fact(_("Full since"), _day(service.full_since)),
        Fact(_("Telephone"), read_out(service.phone), url=dial(service.phone)),
        Fact(_("E-mail"), service.email, url=f"mailto:{service.email}" if service.email else ""),
        Fact(_("Web page"), service.url, url=service.url),
        Fact(_("Last checked"), checked_words(service)),
    ]
    return [each for each in facts if each.value]


def ages_words(service: Service) -> str:
    """18 and over; up to 25; 18 to 25."""
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest is not None and oldest is not None:
        return _("%(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    if youngest is not None:
        return _("%(youngest)s and over") % {"youngest": youngest}
    return _("up to %(oldest)s") % {"oldest": oldest} if oldest is not None else ""


def checked_words(service: Service) -> str:
    """When somebody last said that it is right, and whether that is too long ago."""
    day = date_format(service.last_checked_on, "j F Y") if service.last_checked_on else ""
    if service.stale_since is None:
        return day
    if service.source:
        return _("its feed carries it no more since %(day)s") % {"day": _day(service.stale_since)}
    return _("not for half a year (%(day)s): ring before you rely on it") % {"day": day}


def _day(moment) -> str:
    return date_format(day_of(moment), "j F Y") if moment else ""


def _labels(choices, codes) -> str:
    """The words of a coded list, in its own order."""
    return ", ".join(str(each.label) for each in choices if each.value in codes)
