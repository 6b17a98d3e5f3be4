"""The lives of a case, a placement and a journey home."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, move


class Status(models.TextChoices):
    """Where a case stands."""

    WAITING_FOR_HOME = "waiting_for_home", _("Waiting to go home")
    ACTIVE = "active", _("At home, under way")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


OPEN = (Status.WAITING_FOR_HOME, Status.ACTIVE, Status.PAUSED)
AT_HOME = (Status.ACTIVE, Status.PAUSED)

CASE_LIFE = Lifecycle(
    "cases",
    Status,
    [
        move("came_home", Status.WAITING_FOR_HOME, Status.ACTIVE, _("They are home")),
        move("pause", Status.ACTIVE, Status.PAUSED, _("Pause the plan")),
        move("resume", Status.PAUSED, Status.ACTIVE, _("Resume the plan")),
        move("extend", AT_HOME, None, _("Extend the plan")),
        move("close", OPEN, Status.CLOSED, _("Close the case")),
        move("reopen", Status.CLOSED, Status.ACTIVE, _("Reopen the case")),
    ],
)


class PlacementStatus(models.TextChoices):
    """Where a placement stands."""

    OFFERED = "offered", _("Offered")
    OPENED = "opened", _("Opened")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Not answered in time")
    UNDER_WAY = "under_way", _("Under way")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


AWAITING_ANSWER = (PlacementStatus.OFFERED, PlacementStatus.OPENED)
HOLDS_A_PLACE = (*AWAITING_ANSWER, PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY)

PLACEMENT_LIFE = Lifecycle(
    "placements",
    PlacementStatus,
    [
        move("open_link", PlacementStatus.OFFERED, PlacementStatus.OPENED, _("Open")),
        move("accept", AWAITING_ANSWER, PlacementStatus.ACCEPTED, _("Accept")),
        move("decline", AWAITING_ANSWER, PlacementStatus.DECLINED, _("Decline")),
        move("expire", AWAITING_ANSWER, PlacementStatus.EXPIRED, _("Let it run out")),
        move("start", PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY, _("Start")),
        move("record_session", PlacementStatus.UNDER_WAY, None, _("Note a session")),
        move("end", PlacementStatus.UNDER_WAY, PlacementStatus.ENDED, _("End with a report")),
        move(
            "give_feedback",
            (PlacementStatus.UNDER_WAY, PlacementStatus.ENDED),
            None,
            _("What they say of it"),
        ),
        move(
            "send_link",
            (*AWAITING_ANSWER, PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY),
            None,
            _("Send the provider a new link"),
        ),
        move(
            "cancel",
            (*AWAITING_ANSWER, PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY),
            PlacementStatus.CANCELLED,
            _("Cancel"),
        ),
    ],
)


class JourneyStatus(models.TextChoices):
    """Where a journey home stands."""

    REQUESTED = "requested", _("Asked for")
    OFFERED = "offered", _("Offered to a driver")
    ACCEPTED = "accepted", _("Driver found")
    COLLECTED = "collected", _("On the way")
    HOME = "home", _("At home")
    SETTLED = "settled", _("Settled")
    CONCERN = "concern", _("Someone is worried")
    CANCELLED = "cancelled", _("Cancelled")


UNDER_WAY = (JourneyStatus.COLLECTED, JourneyStatus.HOME)
NOT_YET_SETTLED = (
    JourneyStatus.REQUESTED,
    JourneyStatus.OFFERED,
    JourneyStatus.ACCEPTED,
    *UNDER_WAY,
)

JOURNEY_LIFE = Lifecycle(
    "journeys",
    JourneyStatus,
    [
        move("offer", JourneyStatus.REQUESTED, JourneyStatus.OFFERED, _("Offer to a driver")),
        move(
            "accept",
            (JourneyStatus.REQUESTED, JourneyStatus.OFFERED),
            JourneyStatus.ACCEPTED,
            _("Accept"),
        ),
        move("collect", JourneyStatus.ACCEPTED, JourneyStatus.COLLECTED, _("Collected")),
        move("arrive", JourneyStatus.COLLECTED, JourneyStatus.HOME, _("Arrived home")),
        move(
            "settle",
            (JourneyStatus.HOME, JourneyStatus.CONCERN),
            JourneyStatus.SETTLED,
            _("Settled"),
        ),
        move("raise_concern", UNDER_WAY, JourneyStatus.CONCERN, _("I am worried")),
        move(
            "cancel",
            (JourneyStatus.REQUESTED, JourneyStatus.OFFERED, JourneyStatus.ACCEPTED),
            JourneyStatus.CANCELLED,
            _("Cancel"),
        ),
    ],
)
