"""Journeys home: pages and verbs."""

from cases.views.journeys.pages import DriverHome, JourneyList, JourneyPage, todays_count
from cases.views.journeys.verbs import (
    Accept,
    Arrive,
    Cancel,
    Collect,
    Offer,
    RaiseConcern,
    Request,
    Settle,
)

__all__ = [
    "Accept",
    "Arrive",
    "Cancel",
    "Collect",
    "DriverHome",
    "JourneyList",
    "JourneyPage",
    "Offer",
    "RaiseConcern",
    "Request",
    "Settle",
    "todays_count",
]
