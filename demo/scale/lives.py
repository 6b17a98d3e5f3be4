"""What became of each invented resident, in the few words that the rows are made from."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from cases.lifecycle import Status as CaseStatus
from core import clock
from referrals.lifecycle import Status

SPAN = 1000  # days over which the referrals are spread
PLAN = 84


@dataclass(slots=True)
class Life:
    """One resident's referral and case, as far as the rows need it."""

    number: int
    status: str
    sent_at: dt.datetime
    ward: int
    case: str = ""
    home_on: dt.date | None = None
    worker: int = 0


def life(rng: Random, number: int, *, now: dt.datetime, wards: int, workers: int) -> Life:
    """The `number`-th life: when referred, from which ward, and how far it came."""
    days = rng.random() ** 1.3 * SPAN
    sent_at = now - dt.timedelta(days=days, minutes=number % 60)
    found = Life(number, _status(rng, days), sent_at, rng.randrange(wards))
    if found.status == Status.ACCEPTED:
        found.worker = rng.randrange(workers)
        found.home_on = clock.day_of(sent_at) + dt.timedelta(days=rng.randint(1, 6))
        found.case = _case_status(rng, (clock.day_of(now) - found.home_on).days)
    return found


def _status(rng: Random, days: float) -> str:
    throw = rng.random()
    if days < 2 and throw < 0.8:
        return Status.SUBMITTED if throw < 0.65 else Status.INFORMATION_NEEDED
    if throw < 0.86:
        return Status.ACCEPTED
    return Status.DECLINED if throw < 0.95 else Status.WITHDRAWN


def _case_status(rng: Random, day: int) -> str:
    if day < 0:
        return CaseStatus.WAITING_FOR_HOME
    if day <= PLAN:
        return CaseStatus.PAUSED if rng.random() < 0.04 else CaseStatus.ACTIVE
    return CaseStatus.CLOSED
