"""Placements: put a resident forward to a service, and close the loop.

A placement holds a place from the offer until it is declined, expires, ends or is cancelled.
What a provider learns of a resident is what `what_to_know` says and what the tick boxes allow.
Signed-in pages and pages behind a signed link call the same functions.
"""

from cases.services.placements.answering import (
    accept,
    cancel,
    decline,
    expire,
    expire_due,
    open_link,
    remind_due,
)
from cases.services.placements.consent import stop_sharing
from cases.services.placements.helping import (
    end,
    give_feedback,
    overall,
    record_session,
    score_of,
    start,
)
from cases.services.placements.offering import (
    OPEN_OFFERS_WITHOUT_A_WORD,
    awaiting_answers,
    offer,
    offer_to_several,
    scattergun_words,
    send_link,
)
from cases.services.placements.talking import is_provider, mark_read, send_message, thread_done
from cases.services.placements.telling import ANSWER, REPORT, behind_link

__all__ = [
    "ANSWER",
    "OPEN_OFFERS_WITHOUT_A_WORD",
    "REPORT",
    "accept",
    "awaiting_answers",
    "behind_link",
    "cancel",
    "decline",
    "end",
    "expire",
    "expire_due",
    "give_feedback",
    "is_provider",
    "mark_read",
    "offer",
    "offer_to_several",
    "open_link",
    "overall",
    "record_session",
    "remind_due",
    "scattergun_words",
    "score_of",
    "send_link",
    "send_message",
    "start",
    "stop_sharing",
    "thread_done",
]
