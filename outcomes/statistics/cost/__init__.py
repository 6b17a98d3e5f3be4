"""Pounds: what was avoided, in the prices of one year. Decimal throughout.

Cost avoidance is not cash: fewer attendances free capacity, they do not put money back. Every
figure keeps where its price came from; a price without a source is not used.
"""

from outcomes.statistics.cost.appraisal import (
    Appraisal,
    appraise,
    present_value,
    switching_value,
)
from outcomes.statistics.cost.benefit import (
    Assumptions,
    Benefit,
    Line,
    Spread,
    WithoutControls,
    benefit,
    spread,
    without_controls,
)
from outcomes.statistics.cost.optimism import (
    BENEFIT_CORRECTION,
    COST_CORRECTION,
    Evidence,
    corrected_benefit,
    corrected_cost,
)
from outcomes.statistics.cost.prices import (
    PENNY,
    PriceIndex,
    Uplifted,
    avoided,
    bed_days_a_working_day,
    bed_days_saved,
    pennies,
    starting_year,
    uplift,
)
from outcomes.statistics.cost.social_return import SocialReturn, SocialValue, social_return

__all__ = [
    "BENEFIT_CORRECTION",
    "COST_CORRECTION",
    "PENNY",
    "Appraisal",
    "Assumptions",
    "Benefit",
    "Evidence",
    "Line",
    "PriceIndex",
    "SocialReturn",
    "SocialValue",
    "Spread",
    "Uplifted",
    "WithoutControls",
    "appraise",
    "avoided",
    "bed_days_a_working_day",
    "bed_days_saved",
    "benefit",
    "corrected_benefit",
    "corrected_cost",
    "pennies",
    "present_value",
    "social_return",
    "spread",
    "starting_year",
    "switching_value",
    "uplift",
    "without_controls",
]
