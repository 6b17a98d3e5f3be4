"""What counts as an answer about a referral."""

from referrals.forms.acts import (
    AnswerForm,
    AskForm,
    DatesForm,
    DeclineForm,
    DuplicateForm,
    HousingForm,
    NewsForm,
    RedirectForm,
    ResolveForm,
    WithdrawForm,
)
from referrals.forms.crew import CrewForm
from referrals.forms.refer import ReferForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "CrewForm",
    "DatesForm",
    "DeclineForm",
    "DuplicateForm",
    "HousingForm",
    "NewsForm",
    "RedirectForm",
    "ReferForm",
    "ResolveForm",
    "WithdrawForm",
]
