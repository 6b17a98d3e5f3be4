"""Who takes a case over, and who stands in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.caseload import loads
from core.crispy import RadioTiles
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    TextField,
)


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
