"""Background work on cases, placements and journeys."""

from cases.tasks.placements import expire_placements
from cases.tasks.watch import escalate_journeys, watch_first_weeks

__all__ = ["escalate_journeys", "expire_placements", "watch_first_weeks"]
