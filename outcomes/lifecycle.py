"""The lives of evaluation runs, of files on their way in, and of layouts."""

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


class FileStatus(models.TextChoices):
    """Where a file of activity stands."""

    UNMATCHED = "unmatched", _("Columns to match")
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Importing")
    STORED = "stored", _("Imported")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


_ON_ITS_WAY = (FileStatus.QUEUED, FileStatus.RUNNING)

FILE_LIFE = Lifecycle(
    "activity",
    FileStatus,
    [
        move("match", FileStatus.UNMATCHED, FileStatus.QUEUED, _("Match the columns")),
        move("queue", FileStatus.FAILED, FileStatus.QUEUED, _("Try it again")),
        move("start", _ON_ITS_WAY, FileStatus.RUNNING, _("Start")),
        move("finish", _ON_ITS_WAY, FileStatus.STORED, _("Finish")),
        move("fail", _ON_ITS_WAY, FileStatus.FAILED, _("Give up")),
        move(
            "cancel",
            (FileStatus.UNMATCHED, *_ON_ITS_WAY, FileStatus.FAILED),
            FileStatus.CANCELLED,
            _("Cancel the import"),
        ),
    ],
)


class LayoutStatus(models.TextChoices):
    """Whether files are read by a layout."""

    IN_USE = "in_use", _("In use")
    WITHDRAWN = "withdrawn", _("Withdrawn")


LAYOUT_LIFE = Lifecycle(
    "layouts",
    LayoutStatus,
    [
        move("change", LayoutStatus.IN_USE, None, _("Change what it means")),
        move("withdraw", LayoutStatus.IN_USE, LayoutStatus.WITHDRAWN, _("Withdraw it")),
    ],
)
