"""How far a case has come over the bridge, as questions to the database (see cases.bridge)."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FINISHED = ("goals_achieved", "partly_achieved", "plan_ended")
"""Why a case ended that went its way to the end of the plan."""
CHOICES = [
    ("home", _("Came home")),
    ("week_6", _("Reached week 6")),
    ("week_12", _("Reached the end of the plan")),
]
WEEK_6 = dt.timedelta(days=42)


def stage(name: str, today: dt.date) -> Q:
    """Cases that have come as far as that step of the bridge."""
    home = Q(home_on__isnull=False)
    if name == "home":
        return home
    if name == "week_6":
        still = Q(closed_at__isnull=True) | Q(
            reviews__kind="week_6", reviews__held_at__isnull=False
        )
        return home & Q(home_on__lte=today - WEEK_6) & still
    ended = Q(closed_at__isnull=True) | Q(close_reason__in=FINISHED)
    return home & Q(plan_ends_on__lte=today) & ended
