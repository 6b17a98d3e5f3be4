"""What counts as an answer about money. Never saves."""

from funding.forms.answers import (
    GrantForm,
    InvoiceForm,
    NoteForm,
    OverrideForm,
    PayForm,
    QuoteForm,
    ReasonForm,
    ReceiptForm,
    SplitForm,
)
from funding.forms.request import GroupRequestForm, LiveForm, RequestForm

__all__ = [
    "GrantForm",
    "GroupRequestForm",
    "InvoiceForm",
    "LiveForm",
    "NoteForm",
    "OverrideForm",
    "PayForm",
    "QuoteForm",
    "ReasonForm",
    "ReceiptForm",
    "RequestForm",
    "SplitForm",
]
