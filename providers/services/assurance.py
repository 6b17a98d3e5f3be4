"""Due diligence: a provider's papers, its approval, and whether it may be given new work."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from providers.models import BankDetails, Provider

PAPERS = ("insurance_expires_on", "safeguarding_expires_on", "dbs_statement_expires_on")


@transaction.atomic
def register(organisation, *, by, at, **about) -> Provider:
    """Enter an organisation as a provider. It is given no work before it is approved."""
    if Provider.objects.filter(organisation=organisation).exists():
        raise RuleBroken(
            _("%(name)s is in the directory already.") % {"name": organisation.name},
            field="organisation",
        )
    return Provider.objects.create(organisation=organisation, **about)


@transaction.atomic
def record_papers(provider: Provider, *, by, at, **papers: dt.date | None) -> Provider:
    """Write down until when each paper holds, as seen on the paper itself."""
    provider = lock(provider)
    for name in PAPERS:
        if name in papers:
            setattr(provider, name, papers[name])
    provider.save()
    return provider


@transaction.atomic
def approve(provider: Provider, *, by, at) -> Provider:
    """Say that its papers were seen and it may be given work. Not with a paper missing."""
    provider = lock(provider)
    if provider.approved_at is not None:
        raise NotAllowedNow(_("This provider has been approved already."))
    refuse_missing(provider, clock.day_of(at))
    provider.approved_at, provider.approved_by, provider.approval_words = at, by, ""
    provider.save()
    return provider


def refuse_missing(provider: Provider, on: dt.date) -> None:
    """RuleBroken while a paper is missing or out of date: nobody approves it then."""
    missing = provider.missing_papers(on)
    if missing:
        raise RuleBroken(
            _("Not yet: %(papers)s missing or out of date. Record the papers first.")
            % {"papers": _listed(missing)}
        )


@transaction.atomic
def withdraw_approval(provider: Provider, *, by, at, reason: str = "") -> Provider:
    """Give no new work from now on; what is under way goes on."""
    provider = lock(provider)
    if provider.approved_at is None:
        raise NotAllowedNow(_("This provider is not approved."))
    provider.approved_at = provider.approved_by = None
    provider.approval_words = reason
    provider.save()
    return provider


@transaction.atomic
def pause(provider: Provider, *, by, at, reason: str = "") -> Provider:
    """Take no new work for a while. What is under way goes on."""
    provider = lock(provider)
    if provider.paused_at is not None:
        raise NotAllowedNow(_("This is paused already."))
    provider.paused_at, provider.paused_by, provider.pause_reason = at, by, reason
    provider.save()
    return provider


@transaction.atomic
def resume(provider: Provider, *, by, at) -> Provider:
    """Take new work again."""
    provider = lock(provider)
    if provider.paused_at is None:
        raise NotAllowedNow(_("This is not paused."))
    provider.paused_at = provider.paused_by = None
    provider.pause_reason = ""
    provider.save()
    return provider


def check_able(provider: Provider, on: dt.date) -> None:
    """Raise RuleBroken, in words, unless `provider` may be given new work on `on` (rule 3)."""
    name = provider.organisation.name
    if provider.approved_at is None:
        raise RuleBroken(
            _("%(name)s has not been approved yet, so it cannot be given new work.")
            % {"name": name}
        )
    if provider.paused_at is not None:
        raise RuleBroken(_("%(name)s takes no new work at the moment.") % {"name": name})
    missing = provider.missing_papers(on)
    if missing:
        raise RuleBroken(
            _("%(name)s cannot be given new work: %(papers)s missing or out of date.")
            % {"name": name, "papers": _listed(missing)}
        )


def check_service_able(service, on: dt.date) -> None:
    """The same for one service: its provider may, and it is neither closed, paused nor full."""
    check_able(service.provider, on)
    if not service.is_active:
        raise RuleBroken(_("%(name)s is not offered any more.") % {"name": service.name})
    if service.is_paused:
        raise RuleBroken(_("%(name)s takes nobody new at the moment.") % {"name": service.name})
    if service.places is not None and service.taken >= service.places:
        raise full(service, on)


def full(service, on: dt.date) -> RuleBroken:
    """The refusal for a service without a free place, with when there may be one."""
    if service.waiting_days:
        when = date_format(on + dt.timedelta(days=service.waiting_days), "j F")
        return RuleBroken(
            _("%(name)s has no place free until about %(when)s.")
            % {"name": service.name, "when": when}
        )
    return RuleBroken(_("%(name)s has no place free.") % {"name": service.name})


@transaction.atomic
def set_bank_details(
    provider: Provider, *, by, at, account_name: str, sort_code: str, account_number: str
) -> BankDetails:
    """Where the provider is paid from now on. Each change is kept with who made it."""
    provider = lock(provider)
    details, _made = BankDetails.objects.update_or_create(
        provider=provider,
        defaults={
            "account_name": account_name,
            "sort_code": sort_code,
            "account_number": account_number,
        },
    )
    return details


def _listed(words: list[str]) -> str:
    """As read: insurance, DBS statement."""
    return ", ".join(str(each) for each in words)
