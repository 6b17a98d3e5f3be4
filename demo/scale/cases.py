"""The many cases, the weeks they ran, and that they were opened."""

import datetime as dt
from collections.abc import Iterator

from cases.lifecycle import Status as CaseStatus
from cases.models import Case, CaseEvent, PlanPeriod
from core import clock
from demo.scale.copying import reference, reserve
from demo.scale.county import County, Table
from demo.scale.lives import PLAN


def tables(county: County) -> Iterator[Table]:
    """A case for each referral that was accepted."""
    numbers = [each.number for each in county.cased]
    county.cases = dict(zip(numbers, reserve(Case, len(numbers)), strict=True))
    yield _cases(county)
    yield _periods(county)
    yield _case_events(county)


def _cases(county: County) -> Table:
    columns = (
        *("id", "reference", "programme_id", "policy_id", "resident_id", "referral_id"),
        *("status", "worker_id", "weight", "risk_tier", "opened_at", "opened_by_id"),
        *("allocated_at", "home_on", "plan_ends_on", "first_contact_at", "paused_since"),
        *("closed_at", "closed_by_id", "close_reason", "what_matters"),
    )
    return Case, columns, _case_rows(county)


def _case_rows(county: County) -> Iterator[tuple]:
    main = county.world.main
    tiers, reasons = (
        ("light", "medium", "medium", "intensive"),
        ("goals_achieved", "plan_ended"),
    )
    for life in county.cased:
        number, home = life.number, life.home_on
        worker, opened = county.workers[life.worker].pk, county.decided_at(life)
        is_home = life.case != CaseStatus.WAITING_FOR_HOME
        closed = life.case == CaseStatus.CLOSED
        paused = life.case == CaseStatus.PAUSED
        yield (
            *(county.cases[number], reference("CBC", number), main.pk, county.policy.pk),
            *(county.residents[number], county.referrals[number], life.case, worker),
            *(1 + number % 3, tiers[number % 4], opened, county.lead.pk, opened),
            *((home, home + dt.timedelta(days=PLAN)) if is_home else (None, None)),
            clock.start_of(home + dt.timedelta(days=1)) if is_home else None,
            county.world.today if paused else None,
            *((clock.start_of(home + dt.timedelta(days=PLAN)), worker) if closed else (None, None)),
            reasons[number % 2] if closed else "",
            "My garden, and my own bed.",
        )


def _periods(county: County) -> Table:
    columns = ("case_id", "kind", "starts_on", "ends_on")
    return PlanPeriod, columns, (
        (county.cases[each.number], "running", each.home_on,
         each.home_on + dt.timedelta(days=PLAN) if each.case == CaseStatus.CLOSED else None)
        for each in county.cased
        if each.case in (CaseStatus.ACTIVE, CaseStatus.CLOSED)
    )  # fmt: skip


def _case_events(county: County) -> Table:
    columns = ("at", "by_id", "verb", "from_status", "to_status", "case_id")
    return CaseEvent, columns, (
        (county.decided_at(each), county.lead.pk, "open", "", "waiting_for_home",
         county.cases[each.number])
        for each in county.cased
    )  # fmt: skip
