"""A placement on screen: for the team, and (less) for the provider."""

from cases.presenters.placements.by_link import answer_settled, report_settled
from cases.presenters.placements.knowing import NeedToKnow, need_to_know
from cases.presenters.placements.page import (
    aims_table,
    placement_facts,
    score_words,
    sessions_table,
    sessions_words,
    thread,
)
from cases.presenters.placements.rows import (
    case_row,
    news_of,
    provider_row,
    provider_task,
    team_row,
    timeline_entry,
)
from cases.presenters.placements.words import (
    asks_team,
    is_taken,
    may_be_known,
    status_tag,
    stranger_words,
    thread_tag,
    url_of,
    waits_words,
    who_words,
    whose_move,
)

__all__ = [
    "NeedToKnow",
    "aims_table",
    "answer_settled",
    "asks_team",
    "case_row",
    "is_taken",
    "may_be_known",
    "need_to_know",
    "news_of",
    "placement_facts",
    "provider_row",
    "provider_task",
    "report_settled",
    "score_words",
    "sessions_table",
    "sessions_words",
    "status_tag",
    "stranger_words",
    "team_row",
    "thread",
    "thread_tag",
    "timeline_entry",
    "url_of",
    "waits_words",
    "who_words",
    "whose_move",
]
