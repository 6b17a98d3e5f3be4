"""What counts as an answer in the directory."""

from providers.forms.assurance import ApproveForm, BankDetailsForm, PapersForm, WithdrawForm
from providers.forms.gaps import FillGapForm, GapForm, OwnGapForm
from providers.forms.listing import AboutForm, CapacityForm, ListingForm, PauseForm

__all__ = [
    "AboutForm",
    "ApproveForm",
    "BankDetailsForm",
    "CapacityForm",
    "FillGapForm",
    "GapForm",
    "ListingForm",
    "OwnGapForm",
    "PapersForm",
    "PauseForm",
    "WithdrawForm",
]
