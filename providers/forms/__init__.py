"""What counts as an answer in the directory."""

from providers.forms.assurance import ApproveForm, BankDetailsForm, PapersForm, WithdrawForm
from providers.forms.calls import CloseCallForm, InviteForm, OfferForm
from providers.forms.catalogue import ItemForm, PriceForm
from providers.forms.finding import FindForm
from providers.forms.gaps import FillGapForm, GapForm, OwnGapForm
from providers.forms.listing import AboutForm, CapacityForm, ListingForm, PauseForm
from providers.forms.papers import PaperForm, SendBackForm
from providers.forms.times_and_places import PlaceForm, TimeForm
from providers.forms.tips import TipForm

__all__ = [
    "AboutForm",
    "ApproveForm",
    "BankDetailsForm",
    "CapacityForm",
    "CloseCallForm",
    "FillGapForm",
    "FindForm",
    "GapForm",
    "InviteForm",
    "ItemForm",
    "ListingForm",
    "OfferForm",
    "OwnGapForm",
    "PaperForm",
    "PapersForm",
    "PauseForm",
    "PlaceForm",
    "PriceForm",
    "SendBackForm",
    "TimeForm",
    "TipForm",
    "WithdrawForm",
]
