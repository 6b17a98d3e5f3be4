"""What is asked of a new evaluation."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core.crispy import RadioTiles, Section
from core.forms import BridgeForm, ChoiceField, DateField
from outcomes.evaluation.matched import DEFAULT
from outcomes.forms.prices import PricesField
from outcomes.models import Cohort, EvaluationRun
from programmes.models import Programme

WINDOWS = (
    (84, gettext_lazy("84 days, the twelve weeks of the plan")),
    (90, gettext_lazy("90 days")),
    (180, gettext_lazy("180 days")),
    (365, gettext_lazy("365 days")),
)


MATCHING = (
    ("propensity", gettext_lazy("By how likely each was to be supported")),
    ("coarsened", gettext_lazy("In bands of age and of hospital use before")),
    ("exact", gettext_lazy("With the same numbers before, and the same band of age")),
)


class CohortChoice(forms.ModelChoiceField):
    """A list by its name, with its programme."""

    def label_from_instance(self, cohort):
        return _("%(name)s (%(programme)s)") % {
            "name": cohort.name,
            "programme": cohort.programme.name,
        }


class RunChoice(forms.ModelChoiceField):
    """An evaluation by what was asked of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, to_field_name="reference", **kwargs)

    def label_from_instance(self, run):
        return _("%(reference)s, %(programme)s: %(days)s days each side, data to %(day)s") % {
            "reference": run.reference,
            "programme": run.programme.name,
            "days": run.window_days,
            "day": date_format(run.as_of, "j F Y"),
        }


class AskForm(BridgeForm):
    """Programme, cut-off, window, and whom."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the programme")},
    )
    as_of = DateField(
        label=gettext_lazy("Data up to"),
        what=gettext_lazy("the data cut-off"),
        help_text=gettext_lazy("Nothing after this day is read. For example 31 10 2025."),
        past=True,
    )
    window_days = ChoiceField(
        label=gettext_lazy("Days before and after"),
        choices=WINDOWS,
        error_messages={"required": gettext_lazy("Choose how many days each side")},
    )
    cohort = CohortChoice(
        label=gettext_lazy("People"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=gettext_lazy("People whose cases the service ran"),
        help_text=gettext_lazy("Or an imported list of people who were supported."),
    )
    comparison = CohortChoice(
        label=gettext_lazy("Compare with"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy("An imported list of people who were eligible and not supported."),
    )
    prices = PricesField(
        label=gettext_lazy("Prices of"),
        help_text=gettext_lazy(
            "A cost that no index leads to that year stays as it is, and the report says so."
        ),
    )

    matching = ChoiceField(
        label=gettext_lazy("How they are matched"),
        choices=MATCHING,
        required=False,
        help_text=gettext_lazy("Only with people to compare with. Set before anyone has looked."),
        error_messages={"invalid_choice": gettext_lazy("Choose how people are matched")},
    )

    def layout(self):
        hints = {"propensity": _("The nearest by that chance, and nobody further off than a limit")}
        return [
            Section(_("What is evaluated"), "programme", "cohort", "as_of", "window_days"),
            Section(_("Beside whom"), "comparison", RadioTiles("matching", hints=hints, columns=1)),
            Section(_("In which prices"), "prices"),
        ]

    def make_helper(self):
        """The button that counts stands outside the form and names it."""
        helper = super().make_helper()
        helper.form_id = "ask"
        return helper

    def prepare(self):
        held = programmes_where(self.user, "evaluations.queue")
        self.fields["programme"].queryset = (
            Programme.objects.visible_to(self.user).filter(pk__in=held).order_by("name")
        )
        lists = Cohort.objects.filter(programme__in=held).select_related("programme")
        ordered = lists.order_by("programme__name", "name")
        self.fields["cohort"].queryset = ordered.filter(is_comparison=False)
        self.fields["comparison"].queryset = ordered.filter(is_comparison=True)
        self.fields["prices"].offer()

    def clean_window_days(self):
        """Days as a number."""
        return int(self.cleaned_data["window_days"])

    def clean_matching(self):
        """The usual way where nothing was chosen."""
        return self.cleaned_data["matching"] or DEFAULT


class CompareForm(BridgeForm):
    """Two finished evaluations of one programme, chosen in the address: nothing is changed."""

    submit_label = gettext_lazy("Compare")
    one = RunChoice(
        label=gettext_lazy("First evaluation"),
        queryset=EvaluationRun.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the first evaluation")},
    )
    other = RunChoice(
        label=gettext_lazy("Second evaluation"),
        queryset=EvaluationRun.objects.none(),
        empty_label=gettext_lazy("Choose"),
        help_text=gettext_lazy("Of the same programme. Differences are the second less the first."),
        error_messages={"required": gettext_lazy("Choose the second evaluation")},
    )

    def __init__(self, *args, runs, **kwargs):
        self.runs = runs
        super().__init__(*args, **kwargs)

    def prepare(self):
        for name in ("one", "other"):
            self.fields[name].queryset = self.runs

    def make_helper(self):
        helper = super().make_helper()
        helper.form_method = "get"
        helper.disable_csrf = True
        return helper

    def clean(self):
        cleaned = super().clean()
        one, other = cleaned.get("one"), cleaned.get("other")
        if one and other and one == other:
            self.add_error("other", _("Choose another evaluation than the first."))
        elif one and other and one.programme_id != other.programme_id:
            self.add_error("other", _("Choose an evaluation of the same programme as the first."))
        return cleaned
