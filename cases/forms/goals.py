"""What matters, goals and steps, tasks, reviews."""

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import Goal
from core.crispy import RadioTiles, Section, TickTiles
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    MultipleChoiceField,
    TextField,
    YesNoField,
)
from programmes.models import NeedDomain


class WhatMattersForm(BridgeForm):
    """The resident's own words."""

    words = TextField(
        label=gettext_lazy("What matters to them, in their own words"), widget=forms.Textarea
    )


class GoalForm(BridgeForm):
    """A goal, how much it matters, and the first step."""

    submit_label = gettext_lazy("Set this goal")

    words = TextField(
        label=gettext_lazy("What do they want, in their own words?"), widget=forms.Textarea
    )
    need = forms.ModelChoiceField(
        NeedDomain.objects.none(), label=gettext_lazy("What is it about?"), required=False
    )
    importance = forms.IntegerField(
        label=gettext_lazy("How much does it matter, 1 to 10?"), min_value=1, max_value=10
    )
    confidence = forms.IntegerField(
        label=gettext_lazy("How sure do they feel, 0 to 10?"),
        required=False,
        min_value=0,
        max_value=10,
    )
    first_step = TextField(label=gettext_lazy("The first step"), required=False)
    who = TextField(label=gettext_lazy("Who takes it"), required=False)
    by_when = DateField(label=gettext_lazy("By when"), required=False)

    def prepare(self):
        self.fields["need"].queryset = NeedDomain.objects.filter(is_active=True).order_by("order")

    def layout(self):
        return [
            *("words", "need", "importance", "confidence"),
            Section(gettext_lazy("First step"), "first_step", "who", "by_when"),
        ]


class StepForm(BridgeForm):
    """One more step towards a goal."""

    what = TextField(label=gettext_lazy("What"))
    who = TextField(label=gettext_lazy("Who"), required=False)
    by_when = DateField(label=gettext_lazy("By when"), required=False)


class GoalReviewForm(BridgeForm):
    """What came of a goal; steps that were taken."""

    submit_label = gettext_lazy("Save the review")

    result = ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=Goal.Result.choices,
        widget=forms.RadioSelect,
    )
    confidence = forms.IntegerField(
        label=gettext_lazy("How sure do they feel now, 0 to 10?"),
        required=False,
        min_value=0,
        max_value=10,
    )
    steps = MultipleChoiceField(
        label=gettext_lazy("Steps that were taken"),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = TextField(label=gettext_lazy("In a sentence"), required=False)

    def prepare(self):
        self.open_steps = list(self.subject.actions.filter(done_on__isnull=True).order_by("pk"))
        choices = [(str(n), step.what) for n, step in enumerate(self.open_steps)]
        self.fields["steps"].choices = choices
        if not choices:
            del self.fields["steps"]

    def layout(self):
        parts = [RadioTiles("result"), "confidence"]
        if "steps" in self.fields:
            parts.append(TickTiles("steps"))
        return [*parts, "words"]

    def taken(self) -> list:
        """The steps that were ticked."""
        return [self.open_steps[int(number)] for number in self.cleaned_data.get("steps", [])]


class TaskForm(BridgeForm):
    """What, by whom, by when."""

    submit_label = gettext_lazy("Add the task")

    what = TextField(label=gettext_lazy("What has to be done?"))
    due_on = DateField(label=gettext_lazy("By when"), required=False)
    is_urgent = YesNoField(label=gettext_lazy("Is it urgent?"))


class ReviewForm(BridgeForm):
    """What has changed and what goes on."""

    submit_label = gettext_lazy("Save the review")

    what_changed = TextField(label=gettext_lazy("What has changed?"), widget=forms.Textarea)
    what_next = TextField(
        label=gettext_lazy("What goes on?"), required=False, widget=forms.Textarea
    )
    independence = forms.IntegerField(
        label=gettext_lazy("How well do they manage at home, 1 to 10?"),
        required=False,
        min_value=1,
        max_value=10,
    )
