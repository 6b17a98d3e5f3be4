"""What counts as an answer when something is done with a case."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.caseload import loads
from cases.models import Case, Contact, Goal, SafeguardingConcern
from cases.models.contact import Mode
from core import clock
from core.crispy import Beside, RadioTiles, Section, TickTiles
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    MultipleChoiceField,
    ReasonField,
    TextField,
    YesNoField,
)
from programmes.models import NeedDomain
from programmes.models.policy import ClosureReason

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


class FallForm(BridgeForm):
    """A fall."""

    happened_on = DateField(label=gettext_lazy("When was it?"), past=True)
    where = TextField(label=gettext_lazy("Where?"), required=False)
    injured = YesNoField(label=gettext_lazy("Were they hurt?"))
    words = TextField(label=gettext_lazy("What happened?"), required=False)


class DropPlannedForm(BridgeForm):
    """Why a planned contact is not needed."""

    reason = ReasonField(label=gettext_lazy("Why is it not needed?"))


def worker_named(reference: str, programme):
    """The worker of the programme with this reference; ValidationError for anybody else."""
    for load in loads(programme):
        if load.worker.reference == reference:
            return load.worker
    raise ValidationError(_("Choose a worker of this programme."))


class AllocateForm(BridgeForm):
    """Who takes the case. Full workers are not offered; the hint says what each carries."""

    submit_label = gettext_lazy("Give them the case")

    worker = ChoiceField(label=gettext_lazy("Who takes it?"), choices=(), widget=forms.RadioSelect)
    words = TextField(label=gettext_lazy("A word for them"), required=False)

    def prepare(self):
        room = loads(self.subject.programme)
        self.fields["worker"].choices = [
            (load.worker.reference, load.worker.name)
            for load in room
            if load.room >= self.subject.weight and load.worker.pk != self.subject.worker_id
        ]
        self.hints = {
            load.worker.reference: _("%(weight)d of %(limit)d, %(people)d people")
            % {"weight": load.weight, "limit": load.limit, "people": load.people}
            for load in room
        }

    def layout(self):
        return [RadioTiles("worker", hints=self.hints), "words"]

    def clean_worker(self):
        return worker_named(self.cleaned_data["worker"], self.subject.programme)


class CoverForm(BridgeForm):
    """Who stands in, from when until when."""

    submit_label = gettext_lazy("Arrange cover")

    worker = ChoiceField(label=gettext_lazy("Who stands in?"), choices=(), widget=forms.RadioSelect)
    starts_on = DateField(label=gettext_lazy("From"), what=gettext_lazy("the first day"))
    ends_on = DateField(label=gettext_lazy("Until"), what=gettext_lazy("the last day"))

    def prepare(self):
        self.fields["worker"].choices = [
            (load.worker.reference, load.worker.name)
            for load in loads(self.subject.programme)
            if load.worker.pk != self.subject.worker_id
        ]

    def clean_worker(self):
        return worker_named(self.cleaned_data["worker"], self.subject.programme)
