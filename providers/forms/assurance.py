"""Papers, approval and bank details."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, DateField, ReasonField


class PapersForm(BridgeForm):
    """Until when each paper holds, read from the paper itself."""

    insurance_expires_on = DateField(
        label=gettext_lazy("Public liability insurance is valid until"),
        what=gettext_lazy("the date the insurance runs out"),
        required=False,
    )
    safeguarding_expires_on = DateField(
        label=gettext_lazy("Safeguarding policy is due for review on"),
        what=gettext_lazy("the date the safeguarding policy runs out"),
        required=False,
    )
    dbs_statement_expires_on = DateField(
        label=gettext_lazy("DBS statement is valid until"),
        what=gettext_lazy("the date the DBS statement runs out"),
        help_text=gettext_lazy(
            "A letter saying that everyone who visits has the check their role needs."
        ),
        required=False,
    )


class ApproveForm(BridgeForm):
    """The manager says that the papers were seen."""

    seen = forms.BooleanField(
        label=gettext_lazy("I have seen these papers"),
        error_messages={"required": gettext_lazy("Say that you have seen the papers")},
    )

    def clean(self):
        return {name: value for name, value in super().clean().items() if name != "seen"}


class WithdrawForm(BridgeForm):
    """Why no new work may be given."""

    reason = ReasonField(label=gettext_lazy("Why"), max_length=200)


class BankDetailsForm(BridgeForm):
    """Where the provider is paid."""

    account_name = forms.CharField(
        label=gettext_lazy("Name on the account"),
        max_length=70,
        error_messages={"required": gettext_lazy("Enter the name on the account")},
    )
    sort_code = forms.CharField(
        label=gettext_lazy("Sort code"),
        help_text=gettext_lazy("6 digits, for example 30 96 26"),
        error_messages={"required": gettext_lazy("Enter the sort code")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "govuk-input--width-5",
            }
        ),
    )
    account_number = forms.CharField(
        label=gettext_lazy("Account number"),
        help_text=gettext_lazy("8 digits; put a 0 in front if there are only 7"),
        error_messages={"required": gettext_lazy("Enter the account number")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "govuk-input--width-10",
            }
        ),
    )

    def clean_sort_code(self):
        return _digits(self.cleaned_data["sort_code"], 6, _("The sort code has 6 digits"))

    def clean_account_number(self):
        return _digits(self.cleaned_data["account_number"], 8, _("The account number has 8 digits"))


def _digits(typed: str, count: int, words: str) -> str:
    """The digits of `typed` without spaces and hyphens, if there are exactly `count`."""
    digits = re.sub(r"[\s\-–]+", "", typed)
    if len(digits) != count or not (digits.isascii() and digits.isdigit()):
        raise ValidationError(words, code="invalid")
    return digits
