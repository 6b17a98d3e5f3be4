"""Mails about referrals. They carry the reference and a link, nothing about the person."""

from celery import shared_task

from accounts.models import Membership, User
from core import mail
from referrals.models import Referral

_DECIDERS = ("team_lead", "manager")


@shared_task
def tell_team(reference: str) -> int:
    """The team leads of the programme (or its managers, when there is none) have a move to make."""
    referral = Referral.objects.select_related("programme").get(reference=reference)
    rows = Membership.objects.current().filter(programme=referral.programme, role__in=_DECIDERS)
    people = list(rows.values_list("role", "user__email"))
    to = [email for role, email in people if role == "team_lead"] or [e for _role, e in people]
    return _send(to, "referrals_team", referral)


@shared_task
def tell_referrer(reference: str) -> int:
    """Whoever wrote the referral has news to read."""
    referral = Referral.objects.select_related("programme", "made_by").get(reference=reference)
    if not referral.made_by.is_active:
        return 0
    return _send([referral.made_by.email], "referrals_news", referral)


@shared_task
def tell_worker(reference: str, user_id: int) -> int:
    """The link worker has news from the ward to read."""
    referral = Referral.objects.select_related("programme").get(reference=reference)
    worker = User.objects.filter(pk=user_id, is_active=True).first()
    return _send([worker.email], "referrals_worker", referral) if worker else 0


def _send(to: list[str], template: str, referral) -> int:
    if to:
        mail.send(to=to, template=template, context={"referral": referral})
    return len(to)
