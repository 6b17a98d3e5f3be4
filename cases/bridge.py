"""The bridge counted: referred, accepted, home, week 6, week 12.

Each step counts people, not rows, and only those who could have come so far: whoever has been
home for five weeks is not yet asked about week 6. A step never counts more than the one before.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from cases.lifecycle import Status
from cases.models import Case
from cases.stages import stage
from core import clock
from referrals.models import Referral

STEPS = ("referred", "accepted", "home", "week_6", "week_12")


@dataclass(frozen=True, slots=True)
class Funnel:
    """People at each step for one programme since a day."""

    referred: int
    accepted: int
    home: int
    week_6: int
    week_12: int
    unfinished: int

    def count(self, step: str) -> int:
        """How many people came as far as `step`."""
        return getattr(self, step)


def funnel(programme, user, *, since: dt.date, today: dt.date) -> Funnel:
    """The steps in two queries: referrals sent since `since`, and the cases that came of them."""
    start = clock.start_of(since)
    referrals = Referral.objects.visible_to(user).filter(
        programme=programme, submitted_at__gte=start
    )
    told = referrals.exclude(status="duplicate").aggregate(
        referred=Count("resident", distinct=True),
        accepted=Count("resident", distinct=True, filter=Q(status="accepted")),
    )
    cases = Case.objects.visible_to(user).filter(
        programme=programme, referral__submitted_at__gte=start
    )
    came = cases.aggregate(
        home=Count("resident", distinct=True, filter=stage("home", today)),
        week_6=Count("resident", distinct=True, filter=stage("week_6", today)),
        week_12=Count("resident", distinct=True, filter=stage("week_12", today)),
        unfinished=Count("pk", distinct=True, filter=~Q(status=Status.CLOSED)),
    )
    return Funnel(**told, **came)
