"""A provider's own listing: what it offers, where, when, and how many places it has."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from providers.models import Provider, Service
from providers.services.finding import refresh

UNCHECKED_AFTER = dt.timedelta(days=182)
"""A listing that nobody has looked at for so long is shown as unchecked and comes later."""

LISTED = (
    "name",
    "kind",
    "description",
    "postcode_districts",
    "days",
    "accessibility",
    "access",
    "who_it_suits",
    "suits",
    "minimum_age",
    "maximum_age",
    "languages",
    "keywords",
    "url",
    "fees",
    "email",
    "phone",
    "unit_price",
    "unit",
)


@transaction.atomic
def edit_provider(
    provider: Provider, *, by, at, description: str, website: str = "", charity_number: str = ""
) -> Provider:
    """What the provider says about itself."""
    provider = lock(provider)
    provider.description = description
    provider.website = website
    provider.charity_number = charity_number
    provider.save()
    return provider


@transaction.atomic
def add_service(provider: Provider, *, by, at, needs=(), places=None, waiting_days=None, **listed):
    """Offer something new."""
    service = Service.objects.create(
        provider=provider,
        places=places,
        waiting_days=waiting_days,
        last_checked_on=clock.day_of(at),
        **_only_listed(listed),
    )
    service.needs.set(needs)
    refresh([service.pk])
    return service


@transaction.atomic
def edit_listing(service: Service, *, by, at, needs=None, **listed) -> Service:
    """Change what the directory says about a service."""
    service = lock(service)
    for name, value in _only_listed(listed).items():
        setattr(service, name, value)
    _is_right(service, at)
    if needs is not None:
        service.needs.set(needs)
    refresh([service.pk])
    return service


@transaction.atomic
def confirm_listing(service: Service, *, by, at) -> Service:
    """Say that the listing is still right, without changing it."""
    service = lock(service)
    _is_right(service, at)
    return service


def _is_right(service: Service, at) -> None:
    """Somebody who knows has looked at it: it counts as checked from today."""
    service.last_checked_on = clock.day_of(at)
    if not service.source:
        service.stale_since = None
    service.save()


@transaction.atomic
def mark_unchecked(*, at) -> int:
    """Mark our own listings that nobody has looked at for half a year; returns how many."""
    before = clock.day_of(at) - UNCHECKED_AFTER
    forgotten = Service.objects.filter(
        is_active=True, source="", stale_since__isnull=True, last_checked_on__lt=before
    )
    return forgotten.update(stale_since=at)


@transaction.atomic
def set_capacity(service: Service, *, by, at, places: int | None, waiting_days: int | None = None):
    """Say how many places there are (None: not counted) and how long one waits for the next."""
    service = lock(service)
    if places is not None and places < service.taken:
        raise RuleBroken(
            _("%(taken)s people hold a place now, so there cannot be fewer than that.")
            % {"taken": service.taken},
            field="places",
        )
    service.places, service.waiting_days = places, waiting_days
    full = places is not None and service.taken >= places
    service.full_since = (service.full_since or at) if full else None
    service.save()
    return service


@transaction.atomic
def pause_service(service: Service, *, by, at) -> Service:
    """Take nobody new into this service for a while."""
    service = lock(service)
    if service.is_paused:
        raise NotAllowedNow(_("This is paused already."))
    service.is_paused = True
    service.save()
    return service


@transaction.atomic
def resume_service(service: Service, *, by, at) -> Service:
    """Take people into this service again."""
    service = lock(service)
    if not service.is_paused:
        raise NotAllowedNow(_("This is not paused."))
    service.is_paused = False
    service.save()
    return service


@transaction.atomic
def close_service(service: Service, *, by, at) -> Service:
    """Take the service out of the directory; the people in it keep their places."""
    service = lock(service)
    if not service.is_active:
        raise NotAllowedNow(_("This is not offered any more."))
    service.is_active = False
    service.save()
    return service


def _only_listed(given: dict) -> dict:
    strangers = set(given) - set(LISTED)
    if strangers:
        raise TypeError(f"not part of a listing: {sorted(strangers)}")
    return given
