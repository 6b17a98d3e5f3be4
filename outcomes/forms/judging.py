"""Somebody's judgement of what would have happened without the service."""

from django import forms
from django.utils.translation import gettext_lazy

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
    """What, how much, who says so and why."""

    kind = ChoiceField(
        label=gettext_lazy("What was judged"),
        choices=Judgement.Kind.choices,
        error_messages={"required": gettext_lazy("Choose what was judged")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days saved"),
        required=False,
        min_value=0,
        max_value=365,
        help_text=gettext_lazy("Days later they would have left hospital without the service."),
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
        error_messages={"required": gettext_lazy("Choose how good the evidence is")},
    )

    def clean_evidence(self):
        """A number."""
        return int(self.cleaned_data["evidence"])
