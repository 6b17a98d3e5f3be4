"""Mails about reports: a way to the room, never a figure and never an attachment."""

from django.db.models import Q

from accounts.models import Membership
from core import mail
from funding.models import FundingAgreement
from outcomes.models import Report, ReportSlot
from outcomes.models.report import Kind


def tell_readers(report: Report) -> int:
    """Tell those for whom it was placed; returns how many."""
    told = addresses(readers(report))
    if told:
        mail.send(to=told, template="report_placed", context={
            "kind": report.get_kind_display(),
            "programme": report.programme.name,
            "path": report.get_absolute_url(),
        })  # fmt: skip
    return len(told)


def readers(report: Report) -> Q:
    """Which memberships read it, as the report's scope has it."""
    programme = report.programme_id
    governors = Q(role="governor", programme=programme)
    payers = FundingAgreement.objects.filter(fund__programme=programme).values("funder")
    funders = Q(role="funder", organisation__in=payers)
    if report.kind == Kind.FUNDER:
        return Q(role="funder", organisation=report.funder_id)
    if report.kind == Kind.WARD:
        site = Q(site=report.ward.site_id, ward__isnull=True)
        return Q(role="ward_referrer") & (Q(ward=report.ward_id) | site)
    if report.kind == Kind.GOVERNORS:
        return governors
    return governors | funders


def addresses(who: Q) -> list[str]:
    """Addresses of those who hold such a membership today and may sign in."""
    held = Membership.objects.current().filter(who, user__is_active=True)
    return sorted(set(held.values_list("user__email", flat=True)))


def tell_manager_of_failure(slot: ReportSlot) -> None:
    """The programme's managers, with the way to the schedule."""
    programme = slot.schedule.programme
    told = addresses(Q(role="manager", programme=programme))
    if told:
        mail.send(to=told, template="report_failed", context={
            "kind": slot.schedule.get_kind_display(),
            "programme": programme.name,
            "path": slot.schedule.get_absolute_url(),
        })  # fmt: skip


def tell_manager_to_check(slot: ReportSlot, *, reports: int) -> None:
    """Reports are made and wait for a person to look at them."""
    programme = slot.schedule.programme
    told = addresses(Q(role="manager", programme=programme))
    if told:
        mail.send(to=told, template="report_to_check", context={
            "kind": slot.schedule.get_kind_display(),
            "programme": programme.name,
            "reports": reports,
        })  # fmt: skip
