"""Whom the service reached, group by group, up to the cut-off: whether help went alike to all."""

import datetime as dt
from typing import Any

from django.db.models import Count, F, Q

from cases.lifecycle import Status as CaseStatus
from cases.models import Case
from cases.stages import stage
from outcomes.extraction.facts import until
from referrals.lifecycle import Status
from referrals.models import Referral
from residents.groups import GROUPINGS, NOT_KNOWN, Grouping

COUNTED = ("referred", "accepted", "ended", "finished", "closed", "own_home")


def reach(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """For each way to tell people apart: its groups, and what became of their referrals.

    `ended`: plans whose last day had come; `finished` those not closed early for another reason.
    `own_home`: of the closed cases, those that left somebody in a home of their own.
    """
    rows = Referral.objects.filter(programme=programme, submitted_at__lt=until(as_of)).order_by()
    if not rows.exists():
        return []
    return [
        {"key": each.key, "name": str(each.name), "groups": _groups(rows, each, as_of=as_of)}
        for each in GROUPINGS.values()
    ]


def _groups(rows, grouping: Grouping, *, as_of: dt.date) -> list[dict[str, Any]]:
    """In the order of the names, or the largest first; what is not known last."""
    counted = (
        rows.annotate(group=grouping.of("resident__", F("submitted_at")))
        .values("group")
        .annotate(**_counts(as_of))
    )
    order = {name: place for place, name in enumerate(grouping.names)}
    found = sorted(
        counted,
        key=lambda each: (each["group"] == NOT_KNOWN, order.get(each["group"], 0),
                          -each["referred"], each["group"]),
    )  # fmt: skip
    return [
        {"group": each["group"], "name": grouping.called(each["group"]),
         **{key: each[key] for key in COUNTED}}
        for each in found
    ]  # fmt: skip


def _counts(as_of: dt.date) -> dict[str, Count]:
    finished = Q(case__in=Case.objects.filter(stage("week_12", as_of)))
    closed = Q(case__status=CaseStatus.CLOSED, case__closed_at__lt=until(as_of))
    ended = Q(case__home_on__isnull=False, case__plan_ends_on__lte=as_of)
    own_home = closed & Q(case__residence_at_close=Case.Residence.OWN_HOME)
    return {
        "referred": Count("pk"),
        "accepted": Count("pk", filter=Q(status=Status.ACCEPTED)),
        "ended": Count("pk", filter=ended),
        "finished": Count("pk", filter=ended & finished),
        "closed": Count("pk", filter=closed),
        "own_home": Count("pk", filter=own_home),
    }
