"""Did it help? Measures, hospital activity, unit costs, evaluation runs."""

from outcomes.models.activity import (
    ActivityImport,
    Cohort,
    CohortPerson,
    EventType,
    HospitalEvent,
)
from outcomes.models.cost import PriceIndex, UnitCost
from outcomes.models.extract import Extract, ExtractEvent, ExtractKey, ExtractReading
from outcomes.models.judgement import Judgement
from outcomes.models.layout import ActivityLayout, ActivityLayoutEvent, DateOrder
from outcomes.models.measure import Measure, Mode, Occasion, Result
from outcomes.models.registration import InstrumentRegistration
from outcomes.models.report import (
    Report,
    ReportEvent,
    ReportFile,
    ReportReading,
    ReportRoom,
    ReportVisits,
)
from outcomes.models.run import EvaluationCut, EvaluationEvent, EvaluationPart, EvaluationRun
from outcomes.models.schedule import ReportSchedule, ReportSlot, ScheduleEvent
from outcomes.models.sent import ActivityFile, ActivityFileEvent
from outcomes.models.sheet import Sheet
from outcomes.models.story import Story, StoryEvent, StoryPlacement

__all__ = [
    "ActivityFile",
    "ActivityFileEvent",
    "ActivityImport",
    "ActivityLayout",
    "ActivityLayoutEvent",
    "Cohort",
    "CohortPerson",
    "DateOrder",
    "EvaluationCut",
    "EvaluationEvent",
    "EvaluationPart",
    "EvaluationRun",
    "EventType",
    "Extract",
    "ExtractEvent",
    "ExtractKey",
    "ExtractReading",
    "HospitalEvent",
    "InstrumentRegistration",
    "Judgement",
    "Measure",
    "Mode",
    "Occasion",
    "PriceIndex",
    "Report",
    "ReportEvent",
    "ReportFile",
    "ReportReading",
    "ReportRoom",
    "ReportSchedule",
    "ReportSlot",
    "ReportVisits",
    "Result",
    "ScheduleEvent",
    "Sheet",
    "Story",
    "StoryEvent",
    "StoryPlacement",
    "UnitCost",
]
