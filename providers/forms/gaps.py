"""Help that is missing."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, ChoiceField, DateField, TextField
from programmes.models import NeedDomain, Programme
from providers.models import Gap


class GapForm(BridgeForm):
    """What is missing, where, for how many."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the programme")},
    )
    need = forms.ModelChoiceField(
        label=gettext_lazy("What people need"),
        queryset=NeedDomain.objects.none(),
        empty_label=gettext_lazy("Choose a need"),
        error_messages={"required": gettext_lazy("Choose what people need")},
    )
    words = TextField(
        label=gettext_lazy("What is missing"),
        help_text=gettext_lazy("No names: everyone in the programme can read this."),
        max_length=300,
        rows=3,
        error_messages={"required": gettext_lazy("Say what is missing")},
    )
    area = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=80,
        error_messages={"required": gettext_lazy("Say where it is missing")},
    )
    people_affected = forms.IntegerField(
        label=gettext_lazy("How many people you know of"),
        min_value=1,
        max_value=9999,
        error_messages={
            "required": gettext_lazy("Enter how many people you know of"),
            "invalid": gettext_lazy("Enter a whole number, for example 3"),
            "min_value": gettext_lazy("Enter 1 or more"),
            "max_value": gettext_lazy("Enter a number below 10,000"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    kind = ChoiceField(label=gettext_lazy("Who would usually provide it"), choices=Gap.Kind.choices)

    def prepare(self):
        programmes = Programme.objects.visible_to(self.user).order_by("name")
        self.fields["programme"].queryset = programmes
        needs = NeedDomain.objects.filter(is_active=True).order_by("order", "name")
        self.fields["need"].queryset = needs


class OwnGapForm(BridgeForm):
    """What will be done about it."""

    action = TextField(
        label=gettext_lazy("What you will do"),
        max_length=300,
        rows=3,
        error_messages={"required": gettext_lazy("Say what you will do")},
    )


class FillGapForm(BridgeForm):
    """Help is there now."""

    filled_on = DateField(
        label=gettext_lazy("Since when is there help"),
        what=gettext_lazy("the date help began"),
        past=True,
    )
    action = TextField(label=gettext_lazy("What filled it"), max_length=300, rows=3, required=False)
