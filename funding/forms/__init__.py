"""What counts as an answer about money. Never saves."""

from funding.forms.answers import (
    InvoiceForm,
    NoteForm,
    OverrideForm,
    PayForm,
    QuoteForm,
    ReasonForm,
    ReceiptForm,
)
from funding.forms.buying import (
    AnswerQuoteForm,
    AskForQuotesForm,
    ChooseQuoteForm,
    DeliveryForm,
    ItemBackForm,
    ItemForm,
    LookBackForm,
    MoneyBackForm,
    PartForm,
    PlaceForm,
    RepeatForm,
)
from funding.forms.panel import CallPanelForm, DecisionForm, InterestForm, VoteForm
from funding.forms.request import GroupRequestForm, LiveForm, RequestForm

__all__ = [
    "AnswerQuoteForm",
    "AskForQuotesForm",
    "CallPanelForm",
    "ChooseQuoteForm",
    "DecisionForm",
    "DeliveryForm",
    "GroupRequestForm",
    "InterestForm",
    "InvoiceForm",
    "ItemBackForm",
    "ItemForm",
    "LiveForm",
    "LookBackForm",
    "MoneyBackForm",
    "NoteForm",
    "OverrideForm",
    "PartForm",
    "PayForm",
    "PlaceForm",
    "QuoteForm",
    "ReasonForm",
    "ReceiptForm",
    "RepeatForm",
    "RequestForm",
    "VoteForm",
]
