"""Write a programme's rules: always a new version, never an edit."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from core.services import lock
from programmes.models import Policy, Programme

CHANGEABLE = (
    *("plan_weeks", "contact_days", "review_days", "first_contact_working_days", "watch_days"),
    *("follow_up_months", "response_hours", "urgent_response_hours", "referral_sources"),
    *("need_codes", "barrier_codes", "closure_reasons", "instrument_codes"),
    *("pause_on_readmission", "placement_expiry_days", "settle_within_hours"),
    *("placement_answer_hours", "placement_reminder_percent", "placement_last_reminder_percent"),
    *("caseload_weight_limit", "approval_tiers", "personal_budget_cap", "same_day_limit"),
    *("panel_above", "panel_quorum", "panel_majority", "quotes_above", "quotes_wanted"),
    *("quote_days", "look_back_percent"),
    *("measure_points", "measure_days_before", "measure_days_after", "staff_cost_per_year"),
    *("spend_needs", "advance_percent"),
)


@transaction.atomic
def write_policy(
    programme: Programme, *, by, at, effective_from: dt.date, reason: str, **changes
) -> Policy:
    """A new version of the rules from a day on, like the newest but for `changes`.

    Not before tomorrow: referrals and cases of today keep the rules they were made under.
    """
    programme = lock(programme)
    _refuse_past(programme, effective_from, clock.day_of(at))
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"a policy has no {sorted(unknown)}")
    before = programme.policies.order_by("-effective_from").first()
    rules = {name: getattr(before, name) for name in CHANGEABLE} if before else {}
    rules.update(changes)
    _check(rules)
    return Policy.objects.create(
        programme=programme,
        effective_from=effective_from,
        made_by=by,
        reason=reason,
        **rules,
    )


def _refuse_past(programme, effective_from, today) -> None:
    if effective_from <= today:
        raise RuleBroken(
            _("New rules begin tomorrow at the earliest. What is open keeps its rules."),
            field="effective_from",
        )
    newest = programme.policies.order_by("-effective_from").first()
    if newest is not None and effective_from <= newest.effective_from:
        raise RuleBroken(
            _("There are rules from %(day)s already. Choose a later day.")
            % {"day": f"{newest.effective_from:%-d %B %Y}"},
            field="effective_from",
        )


def _check(rules: dict) -> None:
    _check_tiers(rules.get("approval_tiers") or [])
    end = rules.get("plan_weeks", 12) * 7
    late = [day for days in rules.get("contact_days", {}).values() for day in days if day > end]
    if late:
        raise RuleBroken(
            _("A contact is planned on day %(day)d, after the plan has ended.")
            % {"day": min(late)},
            field="plan_weeks",
        )


def _check_tiers(tiers: list[dict]) -> None:
    """Rising limits, and a last tier without one, so that no amount is left without a rule."""
    limits = [None if each["up_to"] is None else Decimal(str(each["up_to"])) for each in tiers]
    bounded = [each for each in limits if each is not None]
    rising = all(a < b for a, b in pairwise(bounded))
    if not tiers or limits[-1] is not None or None in limits[:-1] or not rising:
        raise RuleBroken(
            _("Each limit must be higher than the one before, and the last has none."),
            field="approval_tiers",
        )
