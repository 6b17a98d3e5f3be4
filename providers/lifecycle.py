"""The lives of a paper, of a call for offers, and of an offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, move


class PaperStatus(models.TextChoices):
    """Where a paper stands. Whether it has run out follows from its date."""

    SENT = "sent", _("To be checked")
    ACCEPTED = "accepted", _("Checked and in order")
    SENT_BACK = "sent_back", _("Sent back")
    REPLACED = "replaced", _("Replaced by a newer one")


PAPER_LIFE = Lifecycle(
    "papers",
    PaperStatus,
    [
        move("submit", (), PaperStatus.SENT, _("Send a paper")),
        move("accept", PaperStatus.SENT, PaperStatus.ACCEPTED, _("In order")),
        move("send_back", PaperStatus.SENT, PaperStatus.SENT_BACK, _("Send back")),
    ],
)


class CallStatus(models.TextChoices):
    """Where a call for offers stands. Whether its closing day has passed follows from the day."""

    OPEN = "open", _("Open for offers")
    TAKEN_UP = "taken_up", _("An offer was taken up")
    CLOSED = "closed", _("Closed without an offer")


CALL_LIFE = Lifecycle(
    "calls",
    CallStatus,
    [
        move("invite", (), CallStatus.OPEN, _("Ask for offers")),
        move("take_up", CallStatus.OPEN, CallStatus.TAKEN_UP, _("Take this offer up")),
        move("close", CallStatus.OPEN, CallStatus.CLOSED, _("Close without an offer")),
    ],
)


class OfferStatus(models.TextChoices):
    """Where an offer to a call stands."""

    MADE = "made", _("Made")
    TAKEN_UP = "taken_up", _("Taken up")
    NOT_TAKEN = "not_taken", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OFFER_LIFE = Lifecycle(
    "offers",
    OfferStatus,
    [
        move("make", (), OfferStatus.MADE, _("Make an offer")),
        move("take_up", OfferStatus.MADE, OfferStatus.TAKEN_UP, _("Take this offer up")),
        move("withdraw", OfferStatus.MADE, OfferStatus.WITHDRAWN, _("Withdraw the offer")),
    ],
)
