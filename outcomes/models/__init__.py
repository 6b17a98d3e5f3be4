"""Did it help? Measures, hospital activity, unit costs, evaluation runs."""

from outcomes.models.activity import (
    ActivityImport,
    Cohort,
    CohortPerson,
    EventType,
    HospitalEvent,
)
from outcomes.models.cost import PriceIndex, UnitCost
from outcomes.models.measure import InstrumentRegistration, Measure, Occasion
from outcomes.models.run import EvaluationCut, EvaluationEvent, EvaluationRun

__all__ = [
    "ActivityImport",
    "Cohort",
    "CohortPerson",
    "EvaluationCut",
    "EvaluationEvent",
    "EvaluationRun",
    "EventType",
    "HospitalEvent",
    "InstrumentRegistration",
    "Measure",
    "Occasion",
    "PriceIndex",
    "UnitCost",
]
