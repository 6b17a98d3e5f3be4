"""The lives of what leads out of an evaluation: reports, their schedules, stories, extracts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, move


class ReportStatus(models.TextChoices):
    """Where a report stands."""

    WRITING = "writing", _("Being written")
    FAILED = "failed", _("Could not be written")
    READY = "ready", _("To be checked")
    PUBLISHED = "published", _("In the report room")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REPORT_LIFE = Lifecycle(
    "reports",
    ReportStatus,
    [
        move("finish_writing", ReportStatus.WRITING, ReportStatus.READY, _("Finish")),
        move("fail_writing", ReportStatus.WRITING, ReportStatus.FAILED, _("Give up")),
        move("try_again", ReportStatus.FAILED, ReportStatus.WRITING, _("Try again")),
        move("publish", ReportStatus.READY, ReportStatus.PUBLISHED, _("Put in the report room")),
        move("withdraw", (ReportStatus.WRITING, ReportStatus.FAILED, ReportStatus.READY,
                          ReportStatus.PUBLISHED), ReportStatus.WITHDRAWN,
             _("Withdraw this report")),
        move("place_story", ReportStatus.READY, None, _("Place a story")),
        move("renew", (ReportStatus.READY, ReportStatus.PUBLISHED), None, _("Write it again")),
    ],
)  # fmt: skip


class StoryStatus(models.TextChoices):
    """Whether a story may be told."""

    TOLD = "told", _("May be told")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STORY_LIFE = Lifecycle(
    "stories",
    StoryStatus,
    [move("take_back", StoryStatus.TOLD, StoryStatus.WITHDRAWN, _("Withdraw this story"))],
)


class ScheduleStatus(models.TextChoices):
    """Whether reports are made by themselves."""

    ACTIVE = "active", _("Running")
    PAUSED = "paused", _("Paused")


SCHEDULE_LIFE = Lifecycle(
    "schedules",
    ScheduleStatus,
    [
        move("pause_schedule", ScheduleStatus.ACTIVE, ScheduleStatus.PAUSED, _("Pause")),
        move("resume_schedule", ScheduleStatus.PAUSED, ScheduleStatus.ACTIVE, _("Start again")),
    ],
)


class ExtractStatus(models.TextChoices):
    """Where an extract stands."""

    ASKED = "asked", _("Waiting for the manager")
    CONFIRMED = "confirmed", _("Waiting for information governance")
    RELEASED = "released", _("Released")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended, key destroyed")


EXTRACT_LIFE = Lifecycle(
    "extracts",
    ExtractStatus,
    [
        move("confirm_extract", ExtractStatus.ASKED, ExtractStatus.CONFIRMED,
             _("Confirm the need")),
        move("release", ExtractStatus.CONFIRMED, ExtractStatus.RELEASED, _("Release the extract")),
        move("refuse_extract", (ExtractStatus.ASKED, ExtractStatus.CONFIRMED),
             ExtractStatus.REFUSED, _("Refuse")),
        move("end_extract", ExtractStatus.RELEASED, ExtractStatus.ENDED,
             _("End it and destroy the key")),
    ],
)  # fmt: skip
