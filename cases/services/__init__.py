"""What is done with a case, one function a verb. Placements and journeys: their own modules."""

from cases.services.alerts import see_to_alert
from cases.services.closing import close, missing_before_close, reopen
from cases.services.concerns import close_concern, raise_safeguarding, record_fall
from cases.services.contacts import add_contact, drop_planned
from cases.services.goals import add_step, finish_step, review_goal, set_goal, what_matters
from cases.services.opening import allocate, cover, open_case
from cases.services.plan import came_home, extend, pause, record_stay, resume
from cases.services.reviews import write_review
from cases.services.tasks import add_task, finish_task

__all__ = [
    "add_contact",
    "add_step",
    "add_task",
    "allocate",
    "came_home",
    "close",
    "close_concern",
    "cover",
    "drop_planned",
    "extend",
    "finish_step",
    "finish_task",
    "missing_before_close",
    "open_case",
    "pause",
    "raise_safeguarding",
    "record_fall",
    "record_stay",
    "reopen",
    "resume",
    "review_goal",
    "see_to_alert",
    "set_goal",
    "what_matters",
    "write_review",
]
