"""How much each worker carries, and where it is too much."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from accounts.access import memberships
from accounts.models import Membership, User
from cases.lifecycle import OPEN
from cases.models import Case
from core import clock

WORKER_ROLES = ("link_worker", "team_lead")


@dataclass(frozen=True, slots=True)
class Load:
    """One worker's caseload: how many people, how much weight, where the line is."""

    worker: User
    people: int
    weight: int
    limit: int

    @property
    def room(self) -> int:
        """Weight that can still be added; below zero when it is too much already."""
        return self.limit - self.weight


def limit_of(worker: User, programme) -> int | None:
    """The weight that `worker` may carry in `programme`; None for who does not work in it."""
    membership = (
        Membership.objects.filter(user=worker, programme=programme, role__in=WORKER_ROLES)
        .current()
        .order_by("-role")
        .first()
    )
    if membership is None:
        return None
    return _limit(membership, programme)


def _limit(membership, programme) -> int:
    if membership.capacity is not None:
        return membership.capacity
    return programme.policy_on(clock.today()).caseload_weight_limit


def weight_of(worker: User, programme) -> int:
    """The weight of all open cases that `worker` has in `programme`."""
    mine = Case.objects.filter(worker=worker, programme=programme, status__in=OPEN)
    return mine.aggregate(total=Sum("weight"))["total"] or 0


def loads(programme) -> list[Load]:
    """Every worker's load in `programme`, those with most room first; two queries."""
    memberships = (
        Membership.objects.filter(programme=programme, role="link_worker")
        .current()
        .select_related("user")
        .order_by("user__name")
    )
    carried = {
        row["worker"]: row
        for row in Case.objects.filter(programme=programme, status__in=OPEN, worker__isnull=False)
        .values("worker")
        .annotate(people=Count("pk"), weight=Sum("weight"))
    }
    default = None
    found = []
    for membership in memberships:
        limit = membership.capacity
        if limit is None:
            default = default or _limit(membership, programme)
            limit = default
        row = carried.get(membership.user_id, {"people": 0, "weight": 0})
        found.append(Load(membership.user, row["people"], row["weight"], limit))
    return sorted(found, key=lambda load: (-load.room, load.worker.name))


def own_load(worker: User, cases: list[Case]) -> tuple[int, int, int]:
    """People, weight and limit over all programmes in which `worker` has some of these `cases`.

    The limit is that of today's memberships, which the request holds already.
    """
    mine = [each for each in cases if each.worker_id == worker.pk]
    total = sum(
        _limit(each, each.programme) for each in memberships(worker) if each.role == "link_worker"
    )
    return len(mine), sum(each.weight for each in mine), total
