"""A provider: its papers, whether it may be given work, what it offers."""

import datetime as dt
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.clock import day_of
from core.presenters import Fact, Table, Tag
from core.presenters.lists import Column
from providers.models import Provider
from providers.presenters.service import service_row

SOON = dt.timedelta(days=30)


def provider_tag(provider: Provider, on: dt.date) -> Tag:
    """Whether it may be given new work."""
    if provider.approved_at is None:
        return Tag(_("Not approved yet"), "stone")
    missing = provider.missing_papers(on)
    if missing:
        return Tag(_("Papers run out"), "danger")
    if provider.paused_at is not None:
        return Tag(_("Paused"), "stone")
    if any(until and until < on + SOON for until in _until(provider)):
        return Tag(_("Papers run out soon"), "amber")
    return Tag(_("Takes new work"), "good")


def approval_facts(provider: Provider, on: dt.date) -> list[Fact]:
    """Each paper with its date, said in words, and who approved it."""
    names = (_("Insurance"), _("Safeguarding policy"), _("DBS statement"))
    facts = [
        Fact(name, _paper(until, on)) for name, until in zip(names, _until(provider), strict=True)
    ]
    facts.append(Fact(_("Approved"), _approved(provider)))
    if provider.paused_at is not None:
        since = date_format(day_of(provider.paused_at), "j F Y")
        words = _("since %(day)s") % {"day": since}
        if provider.pause_reason:
            words = f"{words}: {provider.pause_reason}"
        facts.append(Fact(_("Paused"), words))
    return facts


def may_be_approved(provider: Provider, on: dt.date) -> bool:
    """Whether there is anything to approve and no paper stands against it."""
    return provider.approved_at is None and not provider.missing_papers(on)


def missing_words(provider: Provider, on: dt.date) -> str:
    """What stands against approving it, said where the button would be; else nothing."""
    missing = provider.missing_papers(on)
    if provider.approved_at is not None or not missing:
        return ""
    told = {"papers": ", ".join(str(each) for each in missing)}
    return _("It can be approved once these are here and valid: %(papers)s.") % told


def service_list(provider: Provider, services: Iterable, on: dt.date) -> Table | None:
    """What it offers."""
    rows = tuple(service_row(each, on) for each in services)
    columns = (
        Column(_("Service")),
        Column(_("Kind of help")),
        Column(_("Where and when")),
        Column(_("Room")),
        Column(_("Price")),
    )
    name = provider.organisation.name
    caption = _("What %(name)s offers") % {"name": name}
    return Table(caption, columns, rows) if rows else None


def _until(provider: Provider) -> tuple[dt.date | None, ...]:
    return (
        provider.insurance_expires_on,
        provider.safeguarding_expires_on,
        provider.dbs_statement_expires_on,
    )


def _paper(until: dt.date | None, on: dt.date) -> str:
    if until is None:
        return _("Not seen yet")
    day = date_format(until, "j F Y")
    if until < on:
        return _("Ran out on %(day)s") % {"day": day}
    return _("Valid until %(day)s") % {"day": day}


def _approved(provider: Provider) -> str:
    if provider.approved_at is None:
        return provider.approval_words or _("Not yet")
    return _("by %(who)s on %(day)s") % {
        "who": provider.approved_by,
        "day": date_format(day_of(provider.approved_at), "j F Y"),
    }
