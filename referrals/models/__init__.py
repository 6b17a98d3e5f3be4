"""A request for help, from anyone."""

from referrals.models.barrier import Barrier
from referrals.models.event import ReferralEvent, ReferralMessage
from referrals.models.need import ReferralNeed
from referrals.models.referral import (
    DeclineReason,
    Referral,
    Source,
    Urgency,
)

__all__ = [
    "Barrier",
    "DeclineReason",
    "Referral",
    "ReferralEvent",
    "ReferralMessage",
    "ReferralNeed",
    "Source",
    "Urgency",
]
