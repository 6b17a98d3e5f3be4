"""The life of a referral."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, move


class Status(models.TextChoices):
    """Where a referral stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    INFORMATION_NEEDED = "information_needed", _("Information needed")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REDIRECTED = "redirected", _("Redirected")
    DUPLICATE = "duplicate", _("Duplicate")
    WITHDRAWN = "withdrawn", _("Withdrawn")


AWAITING_DECISION = (Status.SUBMITTED, Status.INFORMATION_NEEDED)
DECIDED = (Status.ACCEPTED, Status.DECLINED, Status.REDIRECTED, Status.DUPLICATE)

LIFE = Lifecycle(
    "referrals",
    Status,
    [
        move("submit", Status.DRAFT, Status.SUBMITTED, _("Send referral")),
        move(
            "ask_for_information",
            Status.SUBMITTED,
            Status.INFORMATION_NEEDED,
            _("Ask for information"),
        ),
        move("answer", Status.INFORMATION_NEEDED, Status.SUBMITTED, _("Answer")),
        move("accept", AWAITING_DECISION, Status.ACCEPTED, _("Accept")),
        move("decline", AWAITING_DECISION, Status.DECLINED, _("Decline")),
        move("redirect", AWAITING_DECISION, Status.REDIRECTED, _("Redirect")),
        move("mark_duplicate", AWAITING_DECISION, Status.DUPLICATE, _("Mark as duplicate")),
        move("withdraw", AWAITING_DECISION, Status.WITHDRAWN, _("Withdraw")),
    ],
)
