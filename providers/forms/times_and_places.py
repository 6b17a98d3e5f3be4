"""Opening times and places of a service."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, ChoiceField, DateField, MultipleChoiceField, PostcodeField
from providers.models import Schedule, ServiceLocation, Weekday


def _time(label):
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H", "%I%p", "%I:%M%p", "%I.%M%p"],
        help_text=gettext_lazy("For example 10:00 or 2.30pm"),
        error_messages={"invalid": gettext_lazy("Enter a time, for example 10:00 or 2.30pm")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )


class TimeForm(BridgeForm):
    """Some days of the week between two times."""

    weekdays = MultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=Weekday.choices,
        error_messages={"required": gettext_lazy("Choose at least one day")},
    )
    opens_at = _time(gettext_lazy("From"))
    closes_at = _time(gettext_lazy("Until"))
    frequency = ChoiceField(label=gettext_lazy("How often"), choices=Schedule.Frequency.choices)
    valid_to = DateField(
        label=gettext_lazy("Last day, if it ends"),
        what=gettext_lazy("the last day"),
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Anything to add"),
        help_text=gettext_lazy("For example: first Tuesday of the month, not in August"),
        max_length=300,
        required=False,
    )

    def clean(self):
        answers = super().clean()
        opens, closes = answers.get("opens_at"), answers.get("closes_at")
        if opens is not None and opens == closes:
            self.add_error("closes_at", _("It closes when it opens: check the times"))
        return answers


class PlaceForm(BridgeForm):
    """An address of the service."""

    kind = ChoiceField(label=gettext_lazy("What it is"), choices=ServiceLocation.Kind.choices)
    name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=120, required=False)
    address_1 = forms.CharField(label=gettext_lazy("Address"), max_length=120, required=False)
    city = forms.CharField(label=gettext_lazy("Town or city"), max_length=80, required=False)
    postcode = PostcodeField(required=False)
    accessibility = forms.CharField(
        label=gettext_lazy("Getting in"), max_length=300, required=False
    )

    def clean(self):
        answers = super().clean()
        physical = answers.get("kind") == ServiceLocation.Kind.PHYSICAL
        if physical and not answers.get("postcode") and "postcode" not in self.errors:
            self.add_error("postcode", _("Enter the postcode, so that people see how far it is"))
        return answers
