"""Calls for offers, and offers."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, DateField, MoneyField, ReasonField, TextField
from programmes.models import NeedDomain, Programme
from providers.models import Provider


class InviteForm(BridgeForm):
    """What every provider is asked."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        to_field_name="slug",
        error_messages={"required": gettext_lazy("Choose the programme")},
    )
    need = forms.ModelChoiceField(
        label=gettext_lazy("What people need"),
        queryset=NeedDomain.objects.none(),
        empty_label=gettext_lazy("Choose a need"),
        to_field_name="code",
        error_messages={"required": gettext_lazy("Choose what people need")},
    )
    area = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=80,
        error_messages={"required": gettext_lazy("Say where it is missing")},
    )
    wanted = TextField(
        label=gettext_lazy("What you want offers for"),
        help_text=gettext_lazy("Who it is for, how often, from when. Every provider reads it."),
        max_length=1500,
        rows=5,
        error_messages={"required": gettext_lazy("Say what you want offers for")},
    )
    closes_on = DateField(
        label=gettext_lazy("Offers until"), what=gettext_lazy("the last day for offers")
    )

    def prepare(self):
        rows = Programme.objects.visible_to(self.user).order_by("name")
        self.fields["programme"].queryset = rows
        needs = NeedDomain.objects.filter(is_active=True).order_by("order", "name")
        self.fields["need"].queryset = needs


class CloseCallForm(BridgeForm):
    """Why nothing is taken up."""

    reason = ReasonField(label=gettext_lazy("Why"), max_length=300)


class OfferForm(BridgeForm):
    """What a provider would do."""

    provider = forms.ModelChoiceField(
        label=gettext_lazy("Who offers it"),
        queryset=Provider.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who offers it")},
    )
    words = TextField(
        label=gettext_lazy("What you would do"),
        max_length=1500,
        rows=5,
        error_messages={"required": gettext_lazy("Say what you would do")},
    )
    places = forms.IntegerField(
        label=gettext_lazy("For how many people"),
        min_value=1,
        max_value=9999,
        error_messages={
            "required": gettext_lazy("Enter for how many people"),
            "invalid": gettext_lazy("Enter a whole number, for example 12"),
            "min_value": gettext_lazy("Enter 1 or more"),
            "max_value": gettext_lazy("Enter a number below 10,000"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    price = MoneyField(
        label=gettext_lazy("Price in all, in pounds"),
        zero=True,
        error_messages={"required": gettext_lazy("Enter the price; 0 if it costs nothing")},
    )
    starts_on = DateField(
        label=gettext_lazy("When you could begin"),
        what=gettext_lazy("the day you could begin"),
        required=False,
    )

    def prepare(self):
        own = Provider.objects.visible_to(self.user).select_related("organisation")
        self.fields["provider"].queryset = own.order_by("organisation__name")
        self.fields["provider"].label_from_instance = lambda each: each.organisation.name
        if own.count() == 1:
            self.fields["provider"].initial = own[0].pk
