"""Who is told what by mail. A mail names the reference and nothing about the person."""

from core import outbox


def tell_team(referral) -> None:
    """A new referral, or an answer, waits for the team leads of the programme."""
    outbox.enqueue("referrals.tasks.tell_team", reference=referral.reference)


def tell_referrer(referral) -> None:
    """Whoever referred has news to read."""
    outbox.enqueue("referrals.tasks.tell_referrer", reference=referral.reference)


def tell_worker(referral, user) -> None:
    """The worker has news from the ward to read."""
    outbox.enqueue("referrals.tasks.tell_worker", reference=referral.reference, user_id=user.pk)
