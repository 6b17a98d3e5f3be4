"""Named database constraints in the house's usual shapes."""

from django.db.models import CheckConstraint, F, Q


def stamped(model: str, statuses, *fields: str, field: str = "status") -> CheckConstraint:
    """In `statuses`, and in no other, all of `fields` are filled (a status tied to its stamps)."""
    filled = Q(**{f"{name}__isnull": False for name in fields})
    empty = Q(**{f"{name}__isnull": True for name in fields})
    within = Q(**{f"{field}__in": sorted(statuses)})
    return CheckConstraint(
        name=f"{model}_{'_'.join(fields)[:30]}_match_status",
        condition=(within & filled) | (~within & empty),
    )


def stamped_once(model: str, statuses, *fields: str, field: str = "status") -> CheckConstraint:
    """In `statuses` all of `fields` are filled; elsewhere they may be (a stamp that stays)."""
    filled = Q(**{f"{name}__isnull": False for name in fields})
    return CheckConstraint(
        name=f"{model}_{'_'.join(fields)[:30]}_follow_status",
        condition=~Q(**{f"{field}__in": sorted(statuses)}) | filled,
    )


def paired(model: str, *fields: str) -> CheckConstraint:
    """All of `fields` are filled or none is (an `_at` and its `_by`)."""
    filled = Q(**{f"{name}__isnull": False for name in fields})
    empty = Q(**{f"{name}__isnull": True for name in fields})
    return CheckConstraint(name=f"{model}_{'_'.join(fields)[:34]}_paired", condition=filled | empty)


def in_order(model: str, earlier: str, later: str) -> CheckConstraint:
    """`later` is empty, or not before `earlier`."""
    return CheckConstraint(
        name=f"{model}_{earlier}_before_{later}"[:60],
        condition=Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)}),
    )


def one_of(model: str, field: str, values) -> CheckConstraint:
    """`field` holds one of `values`."""
    return CheckConstraint(
        name=f"{model}_{field}_known", condition=Q(**{f"{field}__in": sorted(values)})
    )


def whom_needs_when(model: str, at: str, by: str) -> CheckConstraint:
    """Nobody stands there without a moment; a moment may stand alone, when the service acted."""
    return CheckConstraint(
        name=f"{model}_{by}_needs_{at}"[:60],
        condition=Q(**{f"{by}__isnull": True}) | Q(**{f"{at}__isnull": False}),
    )
