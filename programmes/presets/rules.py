"""The first policy of each programme.

From the five documents where they say a figure (twelve weeks, £100 a person, same-day spending);
else from the 12-week plan of the standards (chapter 10), as a starting point for the manager.
"""

from decimal import Decimal
from types import MappingProxyType

_DAYS_TO_SEE = (1, 3, 7, 14)


def _weekly(last: int, *, start: int = 21, step: int = 7) -> list[int]:
    return list(range(start, last + 1, step))


def _schedule(weeks: int) -> dict[str, list[int]]:
    """Days of contact: light fortnightly, medium weekly, intensive twice a week at first."""
    end = weeks * 7
    dense = [1, 2, 3, 5, 7, 10, 14, 17, 21, 24, 28]
    return {
        "light": [day for day in (1, 7, 14) if day <= end] + _weekly(end, start=28, step=14),
        "medium": [day for day in _DAYS_TO_SEE if day <= end] + _weekly(end),
        "intensive": [day for day in dense if day <= end] + _weekly(end, start=35),
    }


def _tiers(*limits: str) -> list[dict]:
    """Approval tiers in rising order; above the last limit two people with the third agree."""
    permissions = ("purchases.approve", "purchases.approve_second", "purchases.approve_third")
    tiers = [
        {"up_to": limit, "permission": permission, "approvers": 1}
        for limit, permission in zip(limits, permissions, strict=True)
    ]
    return [*tiers, {"up_to": None, "permission": "purchases.approve_third", "approvers": 2}]


_EVERYONE = [
    *("ward", "emergency", "clinic", "crew", "gp", "partner", "family", "self", "cohort"),
]
_ALL_REASONS = [
    *("goals_achieved", "partly_achieved", "plan_ended", "transferred", "declined"),
    *("not_contactable", "moved_away", "readmitted", "care_home", "died", "unsafe"),
    *("out_of_area", "inappropriate", "data_error"),
]
_TILES = ["way_home", "cold_home", "no_food", "keys", "clutter", "money", "alone", "nowhere"]
_MORE = ["equipment", "furniture", "medicines", "family", "carer", "phone", "pets"]
_NEEDS = [
    *("transport", "home_safety", "food", "warmth", "money", "housing", "loneliness", "carer"),
    *("mental_wellbeing", "physical_activity", "confidence", "digital", "bereavement"),
    *("substance_use", "employment", "pets", "safety", "long_term"),
]

_COMMON = {
    "plan_weeks": 12,
    "contact_days": _schedule(12),
    "review_days": [42, 84],
    "first_contact_working_days": 2,
    "watch_days": 14,
    "follow_up_months": [3, 6],
    "response_hours": 24,
    "urgent_response_hours": 4,
    "referral_sources": _EVERYONE,
    "need_codes": _NEEDS,
    "barrier_codes": [*_TILES, *_MORE],
    "closure_reasons": _ALL_REASONS,
    "instrument_codes": ["swemwbs", "ons4", "ucla3"],
    "pause_on_readmission": True,
    "placement_expiry_days": 7,
    "placement_answer_hours": 24,
    "settle_within_hours": 3,
    "caseload_weight_limit": 30,
    "approval_tiers": _tiers("50.00", "250.00", "1000.00"),
    "personal_budget_cap": Decimal("100.00"),
    # Neither document names these; they follow what councils ask for small works.
    "panel_above": Decimal("5000.00"),
    "panel_quorum": 3,
    "panel_majority": 50,
    "quotes_above": Decimal("1000.00"),
    "quotes_wanted": 2,
    "quote_days": 5,
    "look_back_percent": 10,
    "same_day_limit": Decimal("50.00"),
}

COMMUNITY_BRIDGE = {
    **_COMMON,
    # The document names £300,000 for two years and no split; three fifths are a planning figure.
    "staff_cost_per_year": Decimal("90000.00"),
}

# Lower needs, drivers and small works: short support, and the whole day's journeys must settle.
PIVOT = {
    **_COMMON,
    "plan_weeks": 6,
    "contact_days": _schedule(6),
    "review_days": [21, 42],
    "follow_up_months": [3],
    "urgent_response_hours": 2,
    "settle_within_hours": 2,
    "pause_on_readmission": False,
    "approval_tiers": _tiers("100.00", "300.00", "1000.00"),
    "same_day_limit": Decimal("100.00"),
}

# Few people, long and close; up to £100 for each person, and a fund that is not pre-allocated.
HIGH_INTENSITY_USER = {
    **_COMMON,
    "plan_weeks": 26,
    "contact_days": _schedule(26),
    "review_days": [42, 84, 182],
    "response_hours": 72,
    "urgent_response_hours": 24,
    "referral_sources": ["cohort", "emergency", "ward", "crew", "gp", "partner", "self"],
    "barrier_codes": [*_TILES, "family", "carer", "phone", "pets"],
    "pause_on_readmission": False,
    "caseload_weight_limit": 40,
    "instrument_codes": ["ons4", "ucla3", "phq9", "gad7", "areas7"],
}

# Officers pay for what the home needs on the same day; every hour in hospital counts.
DISTRICT_DIRECT = {
    **_COMMON,
    "plan_weeks": 6,
    "contact_days": _schedule(6),
    "review_days": [42],
    "follow_up_months": [3],
    "response_hours": 4,
    "urgent_response_hours": 2,
    "referral_sources": ["ward", "emergency", "clinic", "crew", "partner", "family", "self"],
    "instrument_codes": ["ons4"],
    "approval_tiers": _tiers("500.00", "1000.00", "3000.00"),
    "personal_budget_cap": Decimal("200.00"),
    "same_day_limit": Decimal("500.00"),
    "caseload_weight_limit": 45,
}

# From the practice, about wellbeing, loneliness, money and work; no hospital stay is needed.
WOLVERHAMPTON = {
    **_COMMON,
    "response_hours": 72,
    "urgent_response_hours": 24,
    "referral_sources": ["gp", "clinic", "partner", "family", "self", "cohort"],
    "barrier_codes": ["money", "alone", "nowhere", "cold_home", "no_food", "carer", "phone"],
    "pause_on_readmission": False,
    "caseload_weight_limit": 50,
}

RULES = MappingProxyType(
    {
        "community-bridge": COMMUNITY_BRIDGE,
        "pivot": PIVOT,
        "high-intensity-user": HIGH_INTENSITY_USER,
        "district-direct": DISTRICT_DIRECT,
        "wolverhampton": WOLVERHAMPTON,
    }
)
