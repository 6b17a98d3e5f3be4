"""A unit cost with its price year and source."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, ChoiceField, DateField, MoneyField
from outcomes.models import EventType


class UnitCostForm(BridgeForm):
    """A new figure, in force from a day. Older ones stay as they are."""

    event_type = ChoiceField(
        label=gettext_lazy("What it is the cost of"), choices=EventType.choices
    )
    amount = MoneyField(label=gettext_lazy("Pounds each"))
    low = MoneyField(
        label=gettext_lazy("Lowest that the source gives"),
        required=False,
        help_text=gettext_lazy(
            "Leave both empty where the source gives no range: an assumed one is tried then, and "
            "reports say so."
        ),
    )
    high = MoneyField(label=gettext_lazy("Highest that the source gives"), required=False)
    price_year = forms.CharField(
        label=gettext_lazy("Prices of the year"),
        help_text=gettext_lazy("For example 2023/24."),
        max_length=30,
        error_messages={"required": gettext_lazy("Enter the price year, for example 2023/24")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the figure comes from"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say where the figure comes from")},
    )
    effective_from = DateField(
        label=gettext_lazy("Used in evaluations with data up to this day or later"),
        what=gettext_lazy("the day"),
    )

    def clean_price_year(self):
        """A financial year whose halves follow each other."""
        text = self.cleaned_data["price_year"].strip()
        found = re.fullmatch(r"(20\d\d)/(\d\d)", text)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValidationError(_("Enter a financial year, for example 2023/24"))
        return text


class CostSpreadForm(BridgeForm):
    """The range to try where no source gives one."""

    percent = forms.IntegerField(
        label=gettext_lazy("Per cent less, and per cent more"),
        min_value=1,
        max_value=90,
        error_messages={"required": gettext_lazy("Enter a whole number from 1 to 90")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    source = forms.CharField(
        label=gettext_lazy("What it rests on"),
        help_text=gettext_lazy("It stands in every report beside the figures."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say what it rests on")},
    )
    effective_from = DateField(
        label=gettext_lazy("Used in evaluations with data up to this day or later"),
        what=gettext_lazy("the day"),
    )
