"""Which instruments a programme uses, when, and under which registration."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, DateField, MultipleChoiceField, ReasonField
from outcomes.instruments import LICENCE_WORDS, definitions
from outcomes.models import Occasion


class RegisterForm(BridgeForm):
    """The owner's leave to use an instrument."""

    licence = forms.CharField(
        label=gettext_lazy("Reference of the registration or licence"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter the reference that the owner gave")},
    )
    registered_on = DateField(
        label=gettext_lazy("In force from"), what=gettext_lazy("the day it begins"), past=True
    )
    until = DateField(
        label=gettext_lazy("Holds until"),
        what=gettext_lazy("the last day"),
        required=False,
        help_text=gettext_lazy("Leave empty when it has no end."),
    )


class EndRegistrationForm(BridgeForm):
    """Why the leave is over."""

    reason = ReasonField(label=gettext_lazy("Why it ends"), max_length=200)


def _days(label) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"required": gettext_lazy("Enter a number of days")},
    )


class ChooseForm(BridgeForm):
    """What is asked, at which points, and how far from the day it still counts."""

    instrument_codes = MultipleChoiceField(
        label=gettext_lazy("Scales that this programme uses"), required=False
    )
    measure_points = MultipleChoiceField(label=gettext_lazy("Asked at"), choices=Occasion.choices)
    measure_days_before = _days(gettext_lazy("Days it may be asked early"))
    measure_days_after = _days(gettext_lazy("Days it may be asked late"))
    effective_from = DateField(
        label=gettext_lazy("In force from"), what=gettext_lazy("the first day of the new rules")
    )
    reason = ReasonField(label=gettext_lazy("Why it changes"), max_length=200)

    def prepare(self):
        self.fields["instrument_codes"].choices = [
            (each.key, f"{each.short_name} · {LICENCE_WORDS[each.licence.state]}")
            for each in definitions()
        ]
