"""Did it help? Measures, hospital activity, unit costs, evaluation runs."""

from outcomes.models.activity import (
    ActivityImport,
    Cohort,
    CohortPerson,
    EventType,
    HospitalEvent,
)
from outcomes.models.cost import PriceIndex, UnitCost
from outcomes.models.measure import Measure, Mode, Occasion, Result
from outcomes.models.registration import InstrumentRegistration
from outcomes.models.run import EvaluationCut, EvaluationEvent, EvaluationRun
from outcomes.models.sheet import Sheet

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
    "Mode",
    "Occasion",
    "PriceIndex",
    "Result",
    "Sheet",
    "UnitCost",
]
