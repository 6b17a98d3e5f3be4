"""The life of an evaluation run."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, move


class RunStatus(models.TextChoices):
    """Where a run stands."""

    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Working")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    PUBLISHED = "published", _("Published")


RUN_LIFE = Lifecycle(
    "evaluations",
    RunStatus,
    [
        move("queue", RunStatus.FAILED, RunStatus.QUEUED, _("Run it again")),
        move("start", (RunStatus.QUEUED, RunStatus.RUNNING), RunStatus.RUNNING, _("Start")),
        move("finish", RunStatus.RUNNING, RunStatus.READY, _("Finish")),
        move("fail", (RunStatus.QUEUED, RunStatus.RUNNING), RunStatus.FAILED, _("Give up")),
        move("cancel", (RunStatus.QUEUED, RunStatus.RUNNING), RunStatus.CANCELLED, _("Cancel")),
        move("publish", RunStatus.READY, RunStatus.PUBLISHED, _("Publish this evaluation")),
    ],
)
