"""Whom the service reaches, and whether it goes alike for all: live, group by group.

Counted in referrals, so that each figure opens the list behind it; what became of them is counted
in the cases that they became.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Aggregate, Count, DurationField, F, Q, Sum

from cases.lifecycle import Status as CaseStatus
from cases.models import Case
from cases.stages import stage
from core import clock
from funding.models import Movement
from referrals.lifecycle import Status
from referrals.models import Referral
from residents.groups import GROUPINGS, NOT_KNOWN, Grouping

NOTHING = Decimal("0.00")


class Median(Aggregate):
    """The middle value; None of nothing."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of one group's referrals. `group` is its word, "" for everybody.

    `ended`: plans whose end has come; `finished` those of them that were not closed early for
    another reason. `closed`: closed cases; `own_home` those that left a resident in a home of
    their own. `to_first_contact`: the median from the referral on, None where nobody was reached.
    """

    group: str
    referred: int
    accepted: int
    ended: int
    finished: int
    closed: int
    own_home: int
    to_first_contact: dt.timedelta | None
    paid: Decimal = NOTHING

    @property
    def paid_each(self) -> Decimal | None:
        """Pounds paid for each person accepted."""
        return self.paid / self.accepted if self.accepted else None


def found(user, programme, *, since: dt.date, today: dt.date) -> tuple[Reached, dict]:
    """Everybody referred to `programme` from `since` on, and each of the GROUPINGS' groups."""
    rows = (
        Referral.objects.visible_to(user)
        .submitted()
        .filter(programme=programme, submitted_at__gte=clock.start_of(since))
        .order_by()
    )
    groups = {key: _grouped(rows, each, today=today) for key, each in GROUPINGS.items()}
    paid = sum((each.paid for each in groups["sex"]), NOTHING)
    return Reached("", **rows.aggregate(**_counts(today)), paid=paid), groups


def _counts(today: dt.date) -> dict:
    mine = Q(case__in=Case.objects.filter(stage("week_12", today)))
    closed = Q(case__status=CaseStatus.CLOSED)
    return {
        "referred": Count("pk"),
        "accepted": Count("pk", filter=Q(status=Status.ACCEPTED)),
        "ended": Count("pk", filter=Q(case__home_on__isnull=False, case__plan_ends_on__lte=today)),
        "finished": Count("pk", filter=mine),
        "closed": Count("pk", filter=closed),
        "own_home": Count(
            "pk", filter=closed & Q(case__residence_at_close=Case.Residence.OWN_HOME)
        ),
        "to_first_contact": Median(
            F("case__first_contact_at") - F("submitted_at"), output_field=DurationField()
        ),
    }


def _grouped(rows, grouping: Grouping, *, today: dt.date) -> list[Reached]:
    """In the order of the names, or the largest first; what is not known last."""
    paid = _paid(rows, grouping)
    counted = (
        rows.annotate(group=grouping.of("resident__", F("submitted_at")))
        .values("group")
        .annotate(**_counts(today))
    )
    order = {name: place for place, name in enumerate(grouping.names)}
    return sorted(
        (Reached(**each, paid=paid[each["group"]]) for each in counted),
        key=lambda each: (each.group == NOT_KNOWN, order.get(each.group, 0), -each.referred),
    )


def _paid(rows, grouping: Grouping) -> dict[str, Decimal]:
    """Out of the ledger: what came into the accounts of money paid, less what left them again."""
    spent: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    moved = (
        Movement.objects.filter(purchase__case__referral__in=rows)
        .annotate(
            group=grouping.of(
                "purchase__case__resident__", F("purchase__case__referral__submitted_at")
            )
        )
        .order_by()
        .values("group")
        .annotate(
            into=Sum("amount", filter=Q(target__kind="paid")),
            out=Sum("amount", filter=Q(source__kind="paid")),
        )
    )
    for each in moved:
        spent[each["group"]] += (each["into"] or NOTHING) - (each["out"] or NOTHING)
    return spent
