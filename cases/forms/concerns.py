"""Safeguarding concerns."""

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import SafeguardingConcern
from core.forms import (
    BridgeForm,
    ChoiceField,
    TextField,
    YesNoField,
)


class ConcernForm(BridgeForm):
    """A safeguarding concern."""

    submit_label = gettext_lazy("Raise this concern")

    kind = ChoiceField(
        label=gettext_lazy("What kind of harm?"),
        choices=SafeguardingConcern.Kind.choices,
        widget=forms.RadioSelect,
    )
    words = TextField(label=gettext_lazy("What did you see or hear?"), widget=forms.Textarea)
    in_danger_now = YesNoField(label=gettext_lazy("Are they in danger now?"))


class CloseConcernForm(BridgeForm):
    """What was done."""

    what_was_done = TextField(label=gettext_lazy("What was done?"), widget=forms.Textarea)
