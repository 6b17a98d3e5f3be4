"""Pages of the directory, of a provider's own listing, of assurance and of gaps."""

from providers.views.assurance import (
    Approve,
    RecordPapers,
    SetBankDetails,
    WithdrawApproval,
)
from providers.views.calls import (
    CallPage,
    Calls,
    CloseCall,
    Clusters,
    Invite,
    MakeOffer,
    TakeUpOffer,
    WithdrawOffer,
)
from providers.views.catalogue import AddItem, Catalogue, ItemPage, SetPrice, WithdrawItem
from providers.views.coverage import CoverageMap
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
from providers.views.papers import (
    AcceptPaper,
    BankDetailsInFull,
    Onboarding,
    PaperFile,
    PaperPage,
    SendBackPaper,
    SubmitPaper,
)
from providers.views.times_and_places import AddPlace, AddTime, RemovePlace, RemoveTime
from providers.views.tips import AddTip, WithdrawTip

__all__ = [
    "AcceptPaper",
    "AddItem",
    "AddPlace",
    "AddService",
    "AddTime",
    "AddTip",
    "Approve",
    "BankDetailsInFull",
    "CallPage",
    "Calls",
    "Catalogue",
    "CloseCall",
    "CloseService",
    "Clusters",
    "ConfirmListing",
    "CoverageMap",
    "Directory",
    "EditListing",
    "EditProvider",
    "FillGap",
    "GapPage",
    "Gaps",
    "Invite",
    "ItemPage",
    "MakeOffer",
    "Onboarding",
    "OwnGap",
    "PaperFile",
    "PaperPage",
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
    "SendBackPaper",
    "ServicePage",
    "SetBankDetails",
    "SetCapacity",
    "SetPrice",
    "SubmitPaper",
    "TakeUpOffer",
    "WithdrawApproval",
    "WithdrawItem",
    "WithdrawOffer",
    "WithdrawTip",
]
