"""Papers as documents: sent by the provider, checked by the manager, reminded of in time."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from core import clock, events, mail, uploads
from core.errors import RuleBroken
from core.references import random_name
from core.services import lock, move
from providers.lifecycle import PAPER_LIFE, PaperStatus
from providers.models import Paper, PaperKind, PaperReminder, Provider
from providers.models.paper import EXPIRY_FIELDS

REMIND_BEFORE = (60, 30, 7, 0)
"""So many days before a paper runs out everyone concerned hears of it, once each."""


@transaction.atomic
def submit(provider: Provider, *, by, at, kind: str, file, expires_on: dt.date) -> Paper:
    """Send a paper to be checked. A newer one takes the place of one that still waits."""
    provider = lock(provider)
    if expires_on <= clock.day_of(at):
        raise RuleBroken(_("This paper has run out. Send the new one."), field="expires_on")
    ending, content = uploads.safe_document(file)
    waiting = provider.papers.filter(kind=kind, status=PaperStatus.SENT).first()
    if waiting is not None:
        waiting.status = PaperStatus.REPLACED
        waiting.save()
        events.record(waiting, "replaced", by=by, at=at, from_status=PaperStatus.SENT)
    name = random_name("paper")
    paper = Paper(
        provider=provider,
        kind=kind,
        filename=f"{name}.{ending}",
        content_type=uploads.TYPES[ending],
        expires_on=expires_on,
        sent_at=at,
        sent_by=by,
    )
    paper.file.save(paper.filename, ContentFile(content), save=False)
    paper.save()
    events.record(paper, "submit", by=by, at=at)
    return paper


@transaction.atomic
def accept(paper: Paper, *, by, at) -> Paper:
    """The manager has read it: from now on its date counts."""
    provider = lock(paper.provider)
    paper = lock(paper)
    if by.memberships.current().filter(organisation=provider.organisation_id).exists():
        raise RuleBroken(_("Somebody outside the organisation has to check this."))
    PAPER_LIFE.check(paper, "accept")
    if paper.expires_on < clock.day_of(at):
        raise RuleBroken(_("It has run out meanwhile. Send it back and ask for the new one."))
    setattr(provider, EXPIRY_FIELDS[paper.kind], paper.expires_on)
    provider.save()
    older = provider.papers.filter(kind=paper.kind, status=PaperStatus.ACCEPTED)
    older.update(status=PaperStatus.REPLACED)
    return move(paper, "accept", life=PAPER_LIFE, by=by, at=at, checked_at=at, checked_by=by)


@transaction.atomic
def send_back(paper: Paper, *, by, at, reason: str) -> Paper:
    """It is not in order, and why; the provider reads the words and sends another one."""
    paper = lock(paper)
    PAPER_LIFE.check(paper, "send_back")
    done = move(
        paper,
        "send_back",
        life=PAPER_LIFE,
        by=by,
        at=at,
        words=reason,
        checked_at=at,
        checked_by=by,
    )
    Paper.objects.filter(pk=done.pk).update(words=reason)
    done.words = reason
    _tell(done.provider, "paper_sent_back", {"kind": done.get_kind_display(), "reason": reason})
    return done


def remind_expiring(*, at) -> int:
    """Write to each provider whose paper runs out soon, and to managers; returns how many.

    Safe to run as often as one likes, by two schedulers at once too: what was sent is a row that
    can be there once only.
    """
    today = clock.day_of(at)
    sent = 0
    for provider in _running_out(today):
        sent += sum(_remind(provider, kind, today=today, at=at) for kind in PaperKind.values)
    return sent


def days_to_remind(expires_on: dt.date | None, today: dt.date) -> int | None:
    """Which of the reminders is due today, if any: the nearest one that has come."""
    if expires_on is None or expires_on < today:
        return None
    left = (expires_on - today).days
    return min((each for each in REMIND_BEFORE if left <= each), default=None)


def _running_out(today: dt.date):
    last = today + dt.timedelta(days=max(REMIND_BEFORE))
    soon = Provider.objects.none()
    for field in EXPIRY_FIELDS.values():
        soon |= Provider.objects.filter(**{f"{field}__range": (today, last)})
    active = soon.filter(approved_at__isnull=False).distinct()
    return active.select_related("organisation").order_by("pk")


@transaction.atomic
def _remind(provider: Provider, kind: str, *, today: dt.date, at) -> bool:
    provider = lock(provider)
    until = getattr(provider, EXPIRY_FIELDS[kind])
    days = days_to_remind(until, today)
    if days is None:
        return False
    _row, new = PaperReminder.objects.get_or_create(
        provider=provider,
        kind=kind,
        expires_on=until,
        days_before=days,
        defaults={"sent_at": at},
    )
    if new:
        words = {"kind": PaperKind(kind).label, "until": until, "days": (until - today).days}
        _tell(provider, "paper_runs_out", words, managers=True)
    return new


def _tell(provider: Provider, template: str, words: dict, *, managers: bool = False) -> None:
    """Mail the provider's desk and workers, and the managers when they have to act too."""
    current = Membership.objects.current()
    people = current.filter(organisation=provider.organisation_id, role="provider")
    to = [provider.organisation.email, *people.values_list("user__email", flat=True)]
    if managers:
        to += current.filter(role="manager").values_list("user__email", flat=True)
    context = {
        "provider": provider.organisation.name,
        "reference": provider.reference,
        **words,
    }
    addresses = [each for each in dict.fromkeys(to) if each]
    if addresses:
        mail.send(to=addresses, template=template, context=context)
