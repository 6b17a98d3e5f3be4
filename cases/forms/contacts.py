"""A contact in two taps and a sentence; a fall."""

import datetime as dt

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Contact
from cases.models.contact import Mode
from core import clock
from core.crispy import Beside, RadioTiles
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    ReasonField,
    TextField,
    YesNoField,
)

WHEN = [("now", gettext_lazy("Just now")), ("earlier", gettext_lazy("Earlier"))]
ICONS = {
    "call": "phone",
    "visit": "home",
    "ward": "bed",
    "message": "chat",
    "video": "tablet",
    "meeting": "people",
    "for_them": "tick",
}
MAIN_MODES = ("call", "visit", "message", "ward", "for_them", "meeting", "video")


class ContactForm(BridgeForm):
    """Two taps and a sentence: how, whether they were reached, what was said."""

    submit_label = gettext_lazy("Save the contact")

    mode = ChoiceField(
        label=gettext_lazy("How?"),
        choices=[(code, Mode(code).label) for code in MAIN_MODES],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how you were in touch")},
    )
    outcome = ChoiceField(
        label=gettext_lazy("Did you reach them?"),
        choices=Contact.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether you reached them")},
    )
    words = TextField(
        label=gettext_lazy("In a sentence or two"), required=False, widget=forms.Textarea
    )
    when = ChoiceField(
        label=gettext_lazy("When was it?"), choices=WHEN, widget=forms.RadioSelect, initial="now"
    )
    day = DateField(label=gettext_lazy("Day"), required=False, past=True)
    time = forms.TimeField(
        label=gettext_lazy("Time, such as 14:30"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        error_messages={"invalid": gettext_lazy("Write the time like 14:30")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=1440
    )
    giver_kind = ChoiceField(
        label=gettext_lazy("Given by"),
        choices=Contact.Giver.choices,
        widget=forms.RadioSelect,
        initial=Contact.Giver.STAFF,
    )

    def layout(self):
        return [
            RadioTiles("mode", icons=ICONS),
            RadioTiles("outcome"),
            "words",
            RadioTiles("when", reveals={"earlier": ("day", "time")}),
            Beside("minutes"),
            RadioTiles("giver_kind"),
        ]

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Contact.Outcome.MADE and not data.get("words"):
            self.add_error("words", _("Write a sentence about it"))
        if data.get("when") == "earlier" and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the day"))
        return data

    def happened_at(self) -> dt.datetime | None:
        """The moment that was given, or None for just now."""
        data = self.cleaned_data
        if data["when"] != "earlier":
            return None
        hour = data.get("time") or dt.time(12, 0)
        start = clock.start_of(data["day"])
        moment = start + dt.timedelta(hours=hour.hour, minutes=hour.minute)
        return min(moment, clock.now())


class DropPlannedForm(BridgeForm):
    """A planned contact is not needed, and why."""

    reason = ReasonField(
        label=gettext_lazy("Why it is not needed"),
        help_text=gettext_lazy("It stands in the timeline."),
        max_length=300,
    )


class SeeToAlertForm(BridgeForm):
    """Which alert, and what was done. `subject` is the case."""

    alert = ChoiceField(
        label=gettext_lazy("Which alert"),
        choices=[],
        error_messages={"required": gettext_lazy("Choose which alert you have seen to")},
    )
    words = ReasonField(
        label=gettext_lazy("What was done"),
        help_text=gettext_lazy("For example: her daughter rang, she is with her."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say what was done")},
    )

    def prepare(self):
        case = self.subject
        rows = case.resident.alerts.filter(programme=case.programme, ended_at__isnull=True)
        self.found = {str(each.pk): each for each in rows.order_by("raised_at")}
        self.fields["alert"].choices = [(key, each.words) for key, each in self.found.items()]

    def clean_alert(self):
        """The alert behind the choice."""
        return self.found[self.cleaned_data["alert"]]


class FallForm(BridgeForm):
    """A fall."""

    happened_on = DateField(label=gettext_lazy("When was it?"), past=True)
    where = TextField(label=gettext_lazy("Where?"), required=False)
    injured = YesNoField(label=gettext_lazy("Were they hurt?"))
    words = TextField(label=gettext_lazy("What happened?"), required=False)
