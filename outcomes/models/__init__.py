"""Did it help? Measures, hospital activity, unit costs, evaluation runs."""

from outcomes.models.activity import (
    ActivityImport,
    Cohort,
    CohortPerson,
    EventType,
    HospitalEvent,
)
from outcomes.models.cost import PriceIndex, UnitCost
from outcomes.models.measure import Measure, Occasion
from outcomes.models.run import EvaluationEvent, EvaluationPerson, EvaluationRun

__all__ = [
    "ActivityImport",
    "Cohort",
    "CohortPerson",
    "EvaluationEvent",
    "EvaluationPerson",
    "EvaluationRun",
    "EventType",
    "HospitalEvent",
    "Measure",
    "Occasion",
    "PriceIndex",
    "UnitCost",
]
