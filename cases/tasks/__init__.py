"""Background work on cases, placements and journeys."""

from cases.tasks.placements import expire_placements, remind_providers
from cases.tasks.watch import escalate_journeys, watch_first_weeks

__all__ = ["escalate_journeys", "expire_placements", "remind_providers", "watch_first_weeks"]
