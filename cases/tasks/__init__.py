"""Background work on cases, placements and journeys."""

from cases.tasks.placements import expire_placements

__all__ = ["expire_placements"]
