"""Open a case, give it to somebody, let somebody stand in."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases import events as announcements
from cases.caseload import limit_of, weight_of
from cases.lifecycle import OPEN
from cases.models import Case, Cover
from core import events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from programmes.models.policy import RiskTier
from referrals.services import accept


@transaction.atomic
def open_case(
    referral,
    *,
    by,
    at,
    worker: User | None = None,
    weight: int = 1,
    risk_tier: str = RiskTier.MEDIUM,
    words: str = "",
) -> Case:
    """Accept the referral and open its case, in one breath; perhaps give it to `worker` at once.

    A resident has at most one open case per programme: the second one is refused in words.
    """
    referral = accept(referral, by=by, at=at, words=words)
    _refuse_second(referral)
    try:
        with transaction.atomic():
            case = Case.objects.create(
                programme=referral.programme,
                policy=referral.programme.policy_on(at.date()),
                resident=referral.resident,
                referral=referral,
                weight=weight,
                risk_tier=risk_tier,
                expected_home_on=referral.expected_home_on or referral.ready_on,
                opened_at=at,
                opened_by=by,
            )
    except IntegrityError:
        raise RuleBroken(_already_open()) from None
    events.record(case, "open", by=by, at=at, words=words)
    announcements.opened.send(Case, case=case, by=by, at=at)
    return allocate(case, by=by, at=at, worker=worker) if worker else case


def _refuse_second(referral) -> None:
    open_one = Case.objects.filter(
        resident=referral.resident, programme=referral.programme, status__in=OPEN
    )
    if open_one.exists():
        raise RuleBroken(_already_open())


def _already_open() -> str:
    return _("They have an open case in this programme already. Mark this one as a duplicate.")


@transaction.atomic
def allocate(case: Case, *, by, at, worker: User, words: str = "") -> Case:
    """Give the case to `worker`, who must have room for its weight."""
    case = lock(case)
    if case.status not in OPEN:
        raise NotAllowedNow(_("This case is closed, so it cannot be given to anyone."))
    if case.worker_id == worker.pk:
        raise RuleBroken(_("%(name)s has this case already.") % {"name": worker.name})
    lock(worker)
    limit = limit_of(worker, case.programme)
    if limit is None:
        raise RuleBroken(
            _("%(name)s is not a worker of this programme.") % {"name": worker.name},
            field="worker",
        )
    if weight_of(worker, case.programme) + case.weight > limit:
        raise RuleBroken(
            _(
                "%(name)s has no room for this case. Choose somebody else, or accept it without a "
                "worker."
            )
            % {"name": worker.name},
            field="worker",
        )
    before = case.worker
    case.worker, case.allocated_at = worker, at
    case.save(update_fields=["worker", "allocated_at"])
    case.tasks.filter(done_at__isnull=True, owner=before).update(owner=worker)
    data = {"worker": worker.name, "from": before.name if before else ""}
    events.record(case, "allocate", by=by, at=at, words=words, data=data)
    return case


@transaction.atomic
def cover(case: Case, *, by, at, worker: User, starts_on: dt.date, ends_on: dt.date) -> Cover:
    """Let `worker` stand in from one day to another; the case stays with its own worker."""
    case = lock(case)
    if case.status not in OPEN:
        raise NotAllowedNow(_("This case is closed, so nobody needs to stand in."))
    if ends_on < starts_on:
        raise RuleBroken(_("Cover ends before it begins. Check the dates."), field="ends_on")
    if worker.pk == case.worker_id:
        raise RuleBroken(_("It is their own case. Choose somebody else."), field="worker")
    if limit_of(worker, case.programme) is None:
        raise RuleBroken(
            _("%(name)s is not a worker of this programme.") % {"name": worker.name},
            field="worker",
        )
    made = Cover.objects.create(
        case=case,
        worker=worker,
        starts_on=starts_on,
        ends_on=ends_on,
        arranged_at=at,
        arranged_by=by,
    )
    data = {"worker": worker.name, "from": starts_on.isoformat(), "until": ends_on.isoformat()}
    events.record(case, "cover", by=by, at=at, data=data)
    return made
