"""Scales: leave to use them, asking, answering, what is due, and answers that need somebody."""

from outcomes.services.measures.licences import (
    end_registration,
    in_use,
    offered,
    refusal,
    refusals,
    register_instrument,
)
from outcomes.services.measures.points import Point, Standing, points_of, standing_of, standings
from outcomes.services.measures.recording import decline, record
from outcomes.services.measures.risk import open_alerts
from outcomes.services.measures.sheets import (
    PURPOSE,
    behind_link,
    decline_sheet,
    enlarge,
    finish,
    hand_over,
    keep_answer,
    on_tablet,
    send_link,
    settled,
    take_back,
)

__all__ = [
    "PURPOSE",
    "Point",
    "Standing",
    "behind_link",
    "decline",
    "decline_sheet",
    "end_registration",
    "enlarge",
    "finish",
    "hand_over",
    "in_use",
    "keep_answer",
    "offered",
    "on_tablet",
    "open_alerts",
    "points_of",
    "record",
    "refusal",
    "refusals",
    "register_instrument",
    "send_link",
    "settled",
    "standing_of",
    "standings",
    "take_back",
]
