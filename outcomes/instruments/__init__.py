"""Scales that residents answer: what is asked, how it is scored, what a change means.

A definition is versioned and never altered once used; a correction is a new version. Scores are
stored with the version that made them and are never worked out again silently.
"""

from outcomes.instruments.base import (
    DECLINED,
    LICENCE_WORDS,
    Answer,
    AnswerMissingError,
    AnswerOutOfRangeError,
    Answers,
    Band,
    Definition,
    Item,
    Licence,
    LicenceState,
    Scale,
    ScoringError,
    Threshold,
)
from outcomes.instruments.catalogue import CATALOGUE, all_limits, definition, definitions

__all__ = [
    "CATALOGUE",
    "DECLINED",
    "LICENCE_WORDS",
    "Answer",
    "AnswerMissingError",
    "AnswerOutOfRangeError",
    "Answers",
    "Band",
    "Definition",
    "Item",
    "Licence",
    "LicenceState",
    "Scale",
    "ScoringError",
    "Threshold",
    "all_limits",
    "definition",
    "definitions",
]
