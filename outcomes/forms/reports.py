"""What is asked about reports: which one, why it is withdrawn, how often it is made."""

import datetime as dt

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, Ward
from core import clock
from core.forms import BridgeForm, ChoiceField, DateField, ReasonField, TextField, YesNoField
from outcomes import periods
from outcomes.models import Story
from outcomes.models.report import Kind
from outcomes.models.schedule import Rhythm
from outcomes.services.reports.audiences import year_to
from outcomes.services.reports.told import reaches

BACK = {"month": 12, "quarter": 6}
FITS = {Kind.FUNDER: "quarter", Kind.GOVERNORS: "quarter", Kind.WARD: "month"}


class MakeForm(BridgeForm):
    """Which report, for whom, about which while."""

    kind = ChoiceField(
        label=gettext_lazy("Which report"),
        choices=(
            (Kind.ANNUAL, gettext_lazy("Evaluation, all of it")),
            (Kind.FUNDER, gettext_lazy("Funder report, about a quarter")),
            (Kind.WARD, gettext_lazy("Ward feedback, about a month")),
            (Kind.GOVERNORS, gettext_lazy("Governor themes, about a quarter")),
            (Kind.PUBLIC, gettext_lazy("Public summary, the twelve months to the data cut-off")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which report")},
    )
    period = ChoiceField(
        label=gettext_lazy("Month or quarter"),
        required=False,
        widget=forms.Select,
        help_text=gettext_lazy("For funders, wards and governors."),
    )
    funder = forms.ModelChoiceField(
        label=gettext_lazy("Funder"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        required=False,
        help_text=gettext_lazy("For a funder report."),
    )
    ward = forms.ModelChoiceField(
        label=gettext_lazy("Ward"),
        queryset=Ward.objects.none(),
        empty_label=gettext_lazy("Choose"),
        required=False,
        help_text=gettext_lazy("For ward feedback."),
    )

    def prepare(self):
        run = self.subject
        facts = run.frozen.get("facts", {}).get("reports", {"funders": [], "wards": {"places": {}}})
        slugs = [each["key"] for each in facts["funders"]]
        self.fields["funder"].queryset = Organisation.objects.filter(slug__in=slugs).order_by(
            "name"
        )
        wards = [key[5:] for key in facts["wards"]["places"] if key.startswith("ward:")]
        self.fields["ward"].queryset = (
            Ward.objects.filter(reference__in=wards).select_related("site").order_by("name")
        )
        self.fields["period"].choices = [("", _("Choose")), *_periods(run.as_of)]

    def clean(self):
        """The while that fits the kind, as two days."""
        given = super().clean()
        kind = given.get("kind")
        if not kind:
            return given
        given["period"] = self._span(kind, given.get("period") or "")
        for field, wanted in (("funder", Kind.FUNDER), ("ward", Kind.WARD)):
            if kind != wanted:
                given[field] = None
        return given

    def _span(self, kind: str, chosen: str):
        run = self.subject
        if kind == Kind.ANNUAL:
            return min(run.programme.starts_on, run.as_of), run.as_of
        if kind == Kind.PUBLIC:
            return year_to(run.as_of)
        unit, _colon, first = chosen.partition(":")
        if unit != FITS[Kind(kind)]:
            self.add_error("period", _UNFIT[FITS[Kind(kind)]])
            return None
        return getattr(periods, unit)(dt.date.fromisoformat(first))


_UNFIT = {
    "quarter": gettext_lazy("Choose a quarter for this report"),
    "month": gettext_lazy("Choose a month for this report"),
}


def _periods(as_of: dt.date) -> list:
    return [
        (_("Quarters"), _spans("quarter", "quarterly", as_of)),
        (_("Months"), _spans("month", "monthly", as_of)),
    ]


def _spans(unit: str, rhythm: str, as_of: dt.date) -> list[tuple[str, str]]:
    found, until = [], as_of
    for _number in range(BACK[unit]):
        first, last = periods.latest(rhythm, until=until)
        ends = [date_format(day, "F Y") for day in dict.fromkeys((first, last.replace(day=1)))]
        found.append((f"{unit}:{first.isoformat()}", " – ".join(ends)))
        until = first - dt.timedelta(days=1)
    return found


class WithdrawForm(BridgeForm):
    """Why."""

    reason = ReasonField(label=gettext_lazy("Why it is withdrawn"))


class OpenRoomForm(BridgeForm):
    """Whether anybody may read the summary."""

    is_public = YesNoField(
        label=gettext_lazy("May anybody read the published summary without signing in?")
    )


class StoryChoice(forms.ModelChoiceField):
    """A story by its first words, never by the person."""

    def label_from_instance(self, story):
        return _("%(told_as)s: “%(words)s…” (%(reference)s)") % {
            "told_as": story.told_as or _("No name"),
            "words": story.words[:60],
            "reference": story.reference,
        }


class PlaceStoryForm(BridgeForm):
    """Which story. Only those whose consent reaches the readers of this report."""

    story = StoryChoice(
        label=gettext_lazy("Story"),
        queryset=Story.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Those whose consent reaches the readers of this report."),
        error_messages={"required": gettext_lazy("Choose a story")},
    )

    def prepare(self):
        rows = Story.objects.visible_to(self.user).filter(
            status="told", case__programme=self.subject.run.programme_id
        )
        placed = self.subject.placed.values("story")
        fit = [
            each.pk
            for each in rows.exclude(pk__in=placed).select_related("consent")
            if reaches(each, self.subject.kind)
        ]
        self.fields["story"].queryset = Story.objects.visible_to(self.user).filter(pk__in=fit)


class TellForm(BridgeForm):
    """The words, under a name that is not theirs."""

    told_as = forms.CharField(
        label=gettext_lazy("Name in the story"),
        max_length=40,
        help_text=gettext_lazy("Not their own: for example “Mrs B” or “a man in his eighties”."),
        error_messages={"required": gettext_lazy("Enter a name that is not theirs")},
    )
    words = TextField(
        label=gettext_lazy("In their words"),
        max_length=2500,
        rows=8,
        help_text=gettext_lazy(
            "No names, no address, nothing by which neighbours would know them. Read it to them."
        ),
    )


class ScheduleForm(BridgeForm):
    """Which report, how often, from when, and who looks at it first."""

    kind = ChoiceField(
        label=gettext_lazy("Which report"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which report")},
    )
    rhythm = ChoiceField(
        label=gettext_lazy("How often"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how often")},
    )
    due_on = DateField(
        label=gettext_lazy("First due"),
        what=gettext_lazy("the day on which the first is due"),
        help_text=gettext_lazy("It is about the last whole month, quarter or year before that."),
    )
    publishes = YesNoField(
        label=gettext_lazy("Put it in the report room without a check?"),
        help_text=gettext_lazy("If not, the manager is told that it waits to be checked."),
    )

    def clean_due_on(self):
        """Not in the past."""
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError(_("The first must be due today or later"))
        return day


class AskForExtractForm(BridgeForm):
    """For whom, what for, until when."""

    recipient = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=120,
        help_text=gettext_lazy("The evaluator and their organisation."),
        error_messages={"required": gettext_lazy("Enter for whom it is")},
    )
    purpose = TextField(label=gettext_lazy("What for"), max_length=300, rows=3)
    expires_on = DateField(
        label=gettext_lazy("To be deleted by"),
        what=gettext_lazy("the day by which it is deleted"),
        help_text=gettext_lazy("On that day the file is wiped and the key destroyed. A year at "
                               "most."),
    )  # fmt: skip


class RefuseForm(BridgeForm):
    """Why not."""

    reason = ReasonField(label=gettext_lazy("Why it is refused"))
