"""Pages of the directory, of a provider's own listing, of assurance and of gaps."""

from providers.views.assurance import (
    Approve,
    RecordPapers,
    SetBankDetails,
    WithdrawApproval,
)
from providers.views.catalogue import Catalogue
from providers.views.directory import Directory, ProviderPage, ServicePage
from providers.views.gaps import FillGap, GapPage, Gaps, OwnGap, RaiseGap
from providers.views.home import ProviderHome
from providers.views.listing import (
    AddService,
    CloseService,
    ConfirmListing,
    EditListing,
    EditProvider,
    Pause,
    PauseService,
    Resume,
    ResumeService,
    SetCapacity,
)
from providers.views.times_and_places import AddPlace, AddTime, RemovePlace, RemoveTime
from providers.views.tips import AddTip, WithdrawTip

__all__ = [
    "AddPlace",
    "AddService",
    "AddTime",
    "AddTip",
    "Approve",
    "Catalogue",
    "CloseService",
    "ConfirmListing",
    "Directory",
    "EditListing",
    "EditProvider",
    "FillGap",
    "GapPage",
    "Gaps",
    "OwnGap",
    "Pause",
    "PauseService",
    "ProviderHome",
    "ProviderPage",
    "RaiseGap",
    "RecordPapers",
    "RemovePlace",
    "RemoveTime",
    "Resume",
    "ResumeService",
    "ServicePage",
    "SetBankDetails",
    "SetCapacity",
    "WithdrawApproval",
    "WithdrawTip",
]
