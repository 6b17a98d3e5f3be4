"""What counts as an answer about a journey home."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cases.models.journey import SETTLED_CHECKS
from cases.services.journeys import check_driver
from core import clock
from core.errors import DomainError
from core.forms import BridgeForm, ChoiceField, DateField, ReasonField, TextField
from providers.models import Volunteer


def time_field(**kwargs):
    """A time as people write it: 14:30, 14.30 or 1430."""
    return forms.TimeField(
        input_formats=["%H:%M", "%H.%M", "%H%M", "%H"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter the time, for example 14:30"),
            "invalid": gettext_lazy("Enter a time of the day, for example 14:30"),
        },
        **kwargs,
    )


class RequestForm(BridgeForm):
    """Ask for a journey home. `subject` is the case."""

    submit_label = gettext_lazy("Ask for the journey")
    day = DateField(
        label=gettext_lazy("Which day"), what=gettext_lazy("the day of the journey"), future=True
    )
    time = time_field(label=gettext_lazy("What time can they be picked up"))
    pick_up_from = forms.CharField(
        label=gettext_lazy("Where from"),
        help_text=gettext_lazy("Ward, bay and entrance, as the driver needs it."),
        max_length=160,
        error_messages={"required": gettext_lazy("Say where they are picked up")},
    )
    needs = forms.CharField(
        label=gettext_lazy("What the driver must know"),
        help_text=gettext_lazy("Wheelchair, oxygen, a frame, who comes along. No diagnosis."),
        max_length=200,
        required=False,
    )

    def clean(self):
        data = super().clean()
        day, time = data.pop("day", None), data.pop("time", None)
        if day and time:
            moment = dt.datetime.combine(day, time)
            data["pick_up_at"] = timezone.make_aware(moment)
        return data


class DriverForm(BridgeForm):
    """Choose a driver whose papers hold on the day. `subject` is the journey."""

    submit_label = gettext_lazy("Offer the journey")
    driver = ChoiceField(
        label=gettext_lazy("Which driver"),
        choices=[],
        error_messages={"required": gettext_lazy("Choose a driver")},
    )

    def prepare(self):
        day = clock.day_of(self.subject.pick_up_at)
        self.drivers = {each.reference: each for each in drivers_for(self.user, day)}
        self.fields["driver"].choices = [
            (each.reference, f"{each.user.name}, {each.organisation.name}")
            for each in self.drivers.values()
        ]

    def clean_driver(self):
        """The volunteer behind the reference."""
        return self.drivers.get(self.cleaned_data["driver"])


def drivers_for(user, day: dt.date) -> list[Volunteer]:
    """Drivers whom this person may ask and whose papers hold on `day`."""
    seen = Volunteer.objects.visible_to(user).filter(is_driver=True)
    found = []
    for each in seen.select_related("user", "organisation").order_by("user__name"):
        try:
            check_driver(each, day)
        except DomainError:
            continue
        found.append(each)
    return found


class SettleForm(BridgeForm):
    """The settled-home check. Whether every question is answered is the service's to say."""

    submit_label = gettext_lazy("Settled")
    miles = forms.DecimalField(
        label=gettext_lazy("Miles driven"),
        required=False,
        min_value=0,
        max_value=999,
        decimal_places=1,
        max_digits=6,
        error_messages={
            "invalid": gettext_lazy("Enter the miles as a number, for example 6.5"),
            "min_value": gettext_lazy("Enter 0 or more"),
            "max_value": gettext_lazy("Enter a number below 1,000"),
            "max_decimal_places": gettext_lazy("One digit after the point is enough"),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input govuk-input--width-4"}
        ),
    )

    def prepare(self):
        ordered = {}
        for name in SETTLED_CHECKS:
            ordered[name] = forms.CharField(required=False)
            ordered[f"{name}_wrong"] = forms.CharField(required=False, max_length=200)
        ordered["miles"] = self.fields["miles"]
        self.fields = ordered

    def clean(self):
        data = super().clean()
        return {
            "checks": {name: data.get(name, "") for name in SETTLED_CHECKS},
            "wrong": {name: data.get(f"{name}_wrong", "") for name in SETTLED_CHECKS},
            "miles": data.get("miles"),
        }


class WorriedForm(BridgeForm):
    """ "I am worried"."""

    submit_label = gettext_lazy("Tell the team now")
    submit_kind = "danger"
    words = TextField(
        label=gettext_lazy("What worries you?"),
        rows=3,
        max_length=1000,
        error_messages={"required": gettext_lazy("Say what worries you, in a few words")},
    )


class CancelForm(BridgeForm):
    """It is not needed any more."""

    reason = ReasonField(label=gettext_lazy("Why"), max_length=200)


__all__ = [
    "CancelForm",
    "DriverForm",
    "RequestForm",
    "SettleForm",
    "WorriedForm",
    "drivers_for",
    "time_field",
]
