"""Small items and works at a known price."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, MoneyField
from programmes.models import BarrierReason
from providers.models import Provider


def _days():
    return forms.IntegerField(
        label=gettext_lazy("Days until it is there"),
        min_value=0,
        max_value=365,
        error_messages={
            "required": gettext_lazy("Enter how many days it takes; 0 for the same day"),
            "invalid": gettext_lazy("Enter a whole number, for example 3"),
            "min_value": gettext_lazy("Enter 0 or more"),
            "max_value": gettext_lazy("Enter at most 365"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )


class PriceForm(BridgeForm):
    """What it costs from now on."""

    price = MoneyField(
        label=gettext_lazy("Price, in pounds"),
        error_messages={"required": gettext_lazy("Enter the price")},
    )
    lead_days = _days()


class ItemForm(PriceForm):
    """A new item."""

    name = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter what it is")},
    )
    category = forms.CharField(
        label=gettext_lazy("Category"),
        help_text=gettext_lazy("For example: Aids, Cleaning, Furniture"),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter a category")},
    )
    about = forms.CharField(label=gettext_lazy("What is included"), max_length=300, required=False)
    provider = forms.ModelChoiceField(
        label=gettext_lazy("Who supplies and fits it"),
        queryset=Provider.objects.none(),
        empty_label=gettext_lazy("Bought in a shop"),
        required=False,
    )
    barrier = forms.ModelChoiceField(
        label=gettext_lazy("Which barrier it removes"),
        queryset=BarrierReason.objects.none(),
        empty_label=gettext_lazy("None in particular"),
        required=False,
    )
    field_order = ("name", "category", "about", "price", "lead_days", "provider", "barrier")

    def prepare(self):
        rows = Provider.objects.visible_to(self.user).filter(approved_at__isnull=False)
        rows = rows.select_related("organisation").order_by("organisation__name")
        self.fields["provider"].queryset = rows
        self.fields["provider"].label_from_instance = lambda each: each.organisation.name
        self.fields["barrier"].queryset = BarrierReason.objects.order_by("name")
