"""Forms of the house: our words, no browser validation, every error linked to its field."""

from core.forms.base import BridgeForm, ConfirmForm
from core.forms.dates import DateField
from core.forms.fields import (
    ChoiceField,
    MoneyField,
    MultipleChoiceField,
    NHSNumberField,
    PhoneField,
    PostcodeField,
    ReasonField,
    TextField,
    YesNoField,
)

__all__ = [
    "BridgeForm",
    "ChoiceField",
    "ConfirmForm",
    "DateField",
    "MoneyField",
    "MultipleChoiceField",
    "NHSNumberField",
    "PhoneField",
    "PostcodeField",
    "ReasonField",
    "TextField",
    "YesNoField",
]
