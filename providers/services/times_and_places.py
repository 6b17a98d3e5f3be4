"""When a service runs and where: each change is worked into what the search knows at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from providers.models import Schedule, Service, ServiceLocation
from providers.services.finding import refresh

MOST = 14
"""Opening times and places of one service: more is a mistake, or another service."""


@transaction.atomic
def add_time(service: Service, *, by, at, weekdays, **when) -> Schedule:
    """One more opening time: these days of the week, between these times."""
    service = lock(service)
    _refuse_too_many(service.schedules)
    location = when.get("location")
    if location is not None and location.service_id != service.pk:
        raise RuleBroken(_("That place belongs to another service."), field="location")
    time = Schedule.objects.create(service=service, weekdays=list(weekdays), **when)
    refresh([service.pk])
    return time


@transaction.atomic
def remove_time(time: Schedule, *, by, at) -> Service:
    """It does not run then any more."""
    return _remove(time)


@transaction.atomic
def add_place(service: Service, *, by, at, **about) -> ServiceLocation:
    """One more address, of one of the three kinds."""
    service = lock(service)
    _refuse_too_many(service.locations)
    place = ServiceLocation.objects.create(service=service, **about)
    refresh([service.pk])
    return place


@transaction.atomic
def remove_place(place: ServiceLocation, *, by, at) -> Service:
    """It is not there any more. Opening times that named the place stay, without it."""
    return _remove(place)


def _remove(part) -> Service:
    service = lock(part.service)
    if service.source:
        raise NotAllowedNow(_("This is read from a feed, so it is changed there."))
    type(part).objects.filter(pk=part.pk).delete()
    refresh([service.pk])
    return service


def _refuse_too_many(rows) -> None:
    if rows.count() >= MOST:
        raise RuleBroken(_("There are %(most)s already. Remove one first.") % {"most": MOST})
