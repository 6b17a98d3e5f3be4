"""Places of a service: taken and freed by one conditional statement each.

Two people who reach for the last place at once both run the same UPDATE; PostgreSQL lets one of
them find the row, and the constraint `service_places_never_oversold` stands behind it.
"""

import datetime as dt

from django.db.models import Case, DateTimeField, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from providers.models import Provider, Service
from providers.services.assurance import check_service_able, full


def take_place(service: Service, *, on: dt.date) -> None:
    """Count one more person against the service's places, or raise RuleBroken.

    Called inside the transaction that needs the place, as late as possible: the row stays locked
    until that transaction ends.
    """
    taken = Service.objects.filter(
        Q(places__isnull=True) | Q(taken__lt=F("places")),
        pk=service.pk,
        is_active=True,
        is_paused=False,
        provider__in=Provider.objects.able(on),
    ).update(taken=F("taken") + 1, full_since=_full_from(F("taken") + 1))
    if taken:
        return
    service.refresh_from_db()
    check_service_able(service, on)
    raise full(service, on)


def _full_from(taken):
    """Since when it is full once so many places are taken; nothing while one is free.

    Written by the statement that takes or frees the place, so that it can never say otherwise
    than the places do: a service closes to new people by itself with its last place, and opens by
    itself with the first one that is freed.
    """
    return Case(
        When(places__isnull=False, places__lte=taken, then=Coalesce("full_since", clock.now())),
        default=None,
        output_field=DateTimeField(),
    )


def free_place(service: Service) -> None:
    """One person fewer holds a place."""
    freed = Service.objects.filter(pk=service.pk, taken__gt=0).update(
        taken=F("taken") - 1, full_since=_full_from(F("taken") - 1)
    )
    if not freed:
        raise RuleBroken(_("No place of this service is taken."))
