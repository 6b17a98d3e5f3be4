"""Somebody's judgement of what would have happened without the service."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import RadioTiles
from core.forms import BridgeForm, ChoiceField, DateField
from outcomes.models import Judgement

EVIDENCE = (
    ("1", gettext_lazy("1: a plan on record was changed, with dates")),
    ("2", gettext_lazy("2: two professionals agreed at the time")),
    ("3", gettext_lazy("3: one professional who knows the person judged at the time")),
    ("4", gettext_lazy("4: judged at the time by somebody who does not know them well")),
    ("5", gettext_lazy("5: judged afterwards")),
    ("6", gettext_lazy("6: an opinion")),
)


class JudgeForm(BridgeForm):
    """What, how much, who says so and why. How many days is asked of days saved alone."""

    marks_optional = False  # nothing here may be left out where it is asked

    kind = ChoiceField(
        label=gettext_lazy("What was judged"),
        choices=Judgement.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what was judged")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("How many days"),
        required=False,
        min_value=0,
        max_value=365,
        help_text=gettext_lazy("How much later they would have left hospital without the service."),
        error_messages={
            "invalid": gettext_lazy("Write the days as a whole number"),
            "min_value": gettext_lazy("Say how many days, from 0 to 365."),
            "max_value": gettext_lazy("Say how many days, from 0 to 365."),
        },
    )
    judged_by = forms.CharField(
        label=gettext_lazy("Who judged, and their role"),
        max_length=120,
        help_text=gettext_lazy("For example: discharge coordinator, ward B4."),
        error_messages={"required": gettext_lazy("Say who judged")},
    )
    judged_on = DateField(
        label=gettext_lazy("Judged on"), what=gettext_lazy("the day it was judged"), past=True
    )
    basis = forms.CharField(
        label=gettext_lazy("On what basis"),
        max_length=300,
        help_text=gettext_lazy("For example: the care package was to begin on 14 March."),
        error_messages={"required": gettext_lazy("Say on what basis")},
    )
    evidence = ChoiceField(
        label=gettext_lazy("How good the evidence is"),
        choices=EVIDENCE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how good the evidence is")},
    )

    def layout(self):
        return [
            RadioTiles("kind", reveals={Judgement.Kind.DAYS_SAVED: ("days",)}),
            "judged_by",
            "judged_on",
            "basis",
            RadioTiles("evidence"),
        ]

    def clean(self):
        """Days where days were saved, and nowhere else: what is hidden by now does not count."""
        given = super().clean()
        if given.get("kind") != Judgement.Kind.DAYS_SAVED:
            given["days"] = None
        elif given.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say how many days, from 0 to 365."))
        return given

    def clean_evidence(self):
        """A number."""
        return int(self.cleaned_data["evidence"])
