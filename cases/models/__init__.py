"""A link worker and a resident: plan, goals, contacts, placements, journeys home, concerns."""

from cases.models.case import Case, CaseEvent, Cover
from cases.models.concern import Fall, SafeguardingConcern
from cases.models.contact import Contact, PlannedContact
from cases.models.goal import Goal, GoalAction
from cases.models.helping import PlacementAim, PlacementSession
from cases.models.journey import Journey, JourneyEvent
from cases.models.placement import Placement, PlacementEvent, PlacementMessage
from cases.models.plan import HospitalStay, PlanPeriod
from cases.models.review import Review
from cases.models.signpost import Signpost
from cases.models.task import Task

__all__ = [
    "Case",
    "CaseEvent",
    "Contact",
    "Cover",
    "Fall",
    "Goal",
    "GoalAction",
    "HospitalStay",
    "Journey",
    "JourneyEvent",
    "Placement",
    "PlacementAim",
    "PlacementEvent",
    "PlacementMessage",
    "PlacementSession",
    "PlanPeriod",
    "PlannedContact",
    "Review",
    "SafeguardingConcern",
    "Signpost",
    "Task",
]
