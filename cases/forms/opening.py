"""Who takes a case when its referral is accepted."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.caseload import loads
from core.forms import BridgeForm, ChoiceField, TextField
from programmes.models.policy import RiskTier

NOBODY = ""
WEIGHTS = [
    (1, gettext_lazy("1: a few calls")),
    (2, gettext_lazy("2: calls and visits")),
    (3, gettext_lazy("3: several needs at once")),
    (4, gettext_lazy("4: risk or crisis in the house")),
    (5, gettext_lazy("5: daily work")),
]


class _WorkerForm(BridgeForm):
    """Shared: `worker` is one of the programme's workers, by reference."""

    programme = None
    adds = 0

    def room(self):
        """Every worker's load in the programme, asked once."""
        if not hasattr(self, "_room"):
            self._room = loads(self.programme)
        return self._room

    def clean_worker(self):
        """The worker, or None for nobody yet."""
        chosen = self.cleaned_data["worker"]
        found = {load.worker.reference: load.worker for load in self.room()}
        return found.get(chosen)

    def worker_choices(self) -> list:
        """Workers with their load; those without room say so."""
        return [(load.worker.reference, _load_words(load, self.adds)) for load in self.room()]


def _load_words(load, adds: int) -> str:
    told = {"name": load.worker.name, "now": load.weight, "limit": load.limit}
    if load.room < adds:
        return _("%(name)s: %(now)s of %(limit)s, no room") % told
    return _("%(name)s: %(now)s of %(limit)s") % told


class OpenForm(_WorkerForm):
    """Accept a referral and open its case. `subject` is the referral."""

    submit_label = gettext_lazy("Accept")
    worker = ChoiceField(label=gettext_lazy("Who takes it?"), choices=[], required=False)
    weight = forms.TypedChoiceField(
        label=gettext_lazy("How much work it will be"),
        choices=WEIGHTS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how much work it will be")},
    )
    risk_tier = ChoiceField(
        label=gettext_lazy("How closely the first weeks are watched"),
        choices=RiskTier.choices,
        error_messages={"required": gettext_lazy("Choose how closely the first weeks are watched")},
    )
    words = TextField(
        label=gettext_lazy("A word to whoever referred"), max_length=500, rows=3, required=False
    )

    def prepare(self):
        self.programme = self.subject.programme
        self.fields["worker"].choices = [
            *self.worker_choices(),
            (NOBODY, gettext_lazy("Nobody yet")),
        ]
