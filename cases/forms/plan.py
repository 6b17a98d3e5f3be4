"""The plan's clock: home, paused, in hospital, longer, closed, opened again."""

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import Case
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    ReasonField,
    TextField,
    YesNoField,
)
from programmes.models.policy import ClosureReason


class CameHomeForm(BridgeForm):
    """The day they got home: day 0."""

    submit_label = gettext_lazy("Begin the twelve weeks")

    home_on = DateField(
        label=gettext_lazy("When did they get home?"),
        past=True,
        what=gettext_lazy("the day they got home"),
    )


class PauseForm(BridgeForm):
    """Since when, and why."""

    since = DateField(
        label=gettext_lazy("Since when?"), past=True, what=gettext_lazy("the first day")
    )
    readmitted = YesNoField(label=gettext_lazy("Are they back in hospital?"))
    cause = TextField(label=gettext_lazy("Why?"))


class StayForm(BridgeForm):
    """Back in hospital: from when until when."""

    submit_label = gettext_lazy("Save the stay")

    since = DateField(
        label=gettext_lazy("When were they admitted?"),
        past=True,
        what=gettext_lazy("the day of admission"),
    )
    left_on = DateField(
        label=gettext_lazy("When did they leave? Leave this empty while they are there."),
        required=False,
        past=True,
        what=gettext_lazy("the day they left"),
    )
    cause = TextField(label=gettext_lazy("Why were they admitted?"), required=False)


class ResumeForm(BridgeForm):
    """From when it goes on."""

    on = DateField(
        label=gettext_lazy("From which day does the plan go on?"),
        past=True,
        what=gettext_lazy("the day"),
    )


class ExtendForm(BridgeForm):
    """Until when, and why."""

    until = DateField(
        label=gettext_lazy("Until which day?"), future=True, what=gettext_lazy("the last day")
    )
    reason = ReasonField(label=gettext_lazy("Why do they need longer?"))


class CloseForm(BridgeForm):
    """Why it ends, where they live, what goes on, and what could not be had."""

    submit_label = gettext_lazy("Close the case")
    submit_kind = "danger"

    reason = ChoiceField(
        label=gettext_lazy("Why does it end?"), choices=(), widget=forms.RadioSelect
    )
    residence = ChoiceField(
        label=gettext_lazy("Where do they live now?"),
        choices=Case.Residence.choices,
        widget=forms.RadioSelect,
    )
    words = TextField(label=gettext_lazy("What came of it"), required=False, widget=forms.Textarea)
    exit_plan = TextField(
        label=gettext_lazy("What goes on afterwards, and with whom"),
        required=False,
        widget=forms.Textarea,
    )
    missing_because = TextField(
        label=gettext_lazy("If a review or a score is missing: why?"), required=False
    )

    def prepare(self):
        known = self.subject.policy.closure_reasons if self.subject else []
        self.fields["reason"].choices = [
            (code, ClosureReason(code).label) for code in known if code in ClosureReason.values
        ]


class ReopenForm(BridgeForm):
    """Why it goes on."""

    reason = ReasonField(label=gettext_lazy("Why is it opened again?"))
