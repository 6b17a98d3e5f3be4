"""The questions of an instrument as a form, in its own words and order."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Section
from core.forms import BridgeForm, ChoiceField, DateField
from outcomes.instruments import DECLINED, Definition, Item
from outcomes.models import Mode, Occasion

SKIPPED = "skipped"
SKIPPED_CHOICE = (SKIPPED, gettext_lazy("Skipped"))
DECLINED_CHOICE = (DECLINED, gettext_lazy("Would rather not say"))
_ASKED = (
    (Mode.INTERVIEW.value, Mode.INTERVIEW.label),
    (Mode.PAPER.value, Mode.PAPER.label),
)


def _because() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Why it takes the place of an earlier answer"),
        help_text=gettext_lazy("Only when there is an answer for this point already."),
        required=False,
        max_length=200,
    )


def _occasion() -> ChoiceField:
    return ChoiceField(
        label=gettext_lazy("When in the plan"),
        choices=Occasion.choices,
        error_messages={"required": gettext_lazy("Choose when in the plan this was asked")},
    )


class MeasureForm(BridgeForm):
    """When it was asked and how; the questions follow."""

    occasion = _occasion()
    taken_on = DateField(
        label=gettext_lazy("Asked on"), what=gettext_lazy("the day it was asked"), past=True
    )
    mode = ChoiceField(
        label=gettext_lazy("Who filled it in"),
        choices=_ASKED,
        error_messages={"required": gettext_lazy("Choose who filled it in")},
    )
    questions: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()

    def layout(self):
        how = [name for name in ("occasion", "taken_on", "mode") if name in self.fields]
        return [
            Section(_("When and how"), *how),
            Section(_("The answers"), *self.questions, *self.figures),
            Section(_("If it was answered before"), "because"),
        ]

    @property
    def answers(self) -> dict[str, int | str | None]:
        """Answers by question; None for skipped; an optional one left empty is not there."""
        given = {key: self.cleaned_data.get(key, "") for key in self.questions}
        return {key: answer_of(value) for key, value in given.items() if value != ""}

    @property
    def scores(self) -> dict[str, Decimal | None]:
        """Figures that were worked out elsewhere."""
        return {key: self.cleaned_data.get(key) for key in self.figures}


def answer_of(value: str) -> int | str | None:
    """What a choice stands for."""
    if value == SKIPPED:
        return None
    return DECLINED if value == DECLINED else int(value)


def measure_form(instrument: Definition) -> type[MeasureForm]:
    """The form of one instrument. Every question is a choice; none is answered beforehand."""
    fields = {item.key: _question(item, instrument) for item in instrument.items}
    figures = {s.key: _figure(s) for s in instrument.scales if s.is_entered}
    asked = {} if instrument.by_resident else {"mode": None}
    given = {
        **asked,
        **fields,
        **figures,
        "because": _because(),
        "questions": tuple(fields),
        "figures": tuple(figures),
    }
    return type(f"{instrument.key.title()}Form", (MeasureForm,), given)


def _question(item: Item, instrument: Definition) -> ChoiceField:
    more = [SKIPPED_CHOICE, DECLINED_CHOICE] if instrument.by_resident else [SKIPPED_CHOICE]
    return ChoiceField(
        label=item.text,
        choices=[*((str(value), words) for value, words in item.choices), *more],
        required=item.required,
        error_messages={"required": gettext_lazy("Choose an answer")},
    )


def _figure(scale) -> forms.DecimalField:
    return forms.DecimalField(
        label=scale.name,
        required=scale.required,
        decimal_places=scale.places,
        max_digits=7,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={
            "required": gettext_lazy("Enter the figure"),
            "invalid": gettext_lazy("Enter a number"),
        },
    )


class DeclineForm(BridgeForm):
    """They would rather not answer this scale this time."""

    occasion = _occasion()
    taken_on = DateField(
        label=gettext_lazy("Asked on"), what=gettext_lazy("the day it was asked"), past=True
    )
    words = forms.CharField(
        label=gettext_lazy("In their words, if they said why"), required=False, max_length=200
    )
    because = _because()


class HandOverForm(BridgeForm):
    """Lay it before them on this tablet."""

    occasion = _occasion()
    large_print = forms.BooleanField(label=gettext_lazy("Large print"), required=False)
    because = _because()


class SendForm(BridgeForm):
    """Send them a link."""

    occasion = _occasion()
    to = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy("Only their own: whoever has the link can answer for them."),
        error_messages={
            "required": gettext_lazy("Enter their e-mail address"),
            "invalid": gettext_lazy("Enter an e-mail address like name@example.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    large_print = forms.BooleanField(label=gettext_lazy("Large print"), required=False)
    because = _because()


class AnswerForm(BridgeForm):
    """One question, for the resident. Skipping it is a button of its own."""

    answer = ChoiceField(
        label="",
        error_messages={
            "required": gettext_lazy("Choose an answer, or press “Skip this question”")
        },
    )

    def prepare(self):
        item = self.subject
        field = self.fields["answer"]
        field.label = item.text
        field.choices = [*((str(v), words) for v, words in item.choices), _RATHER_NOT]


_RATHER_NOT = (DECLINED, gettext_lazy("I would rather not say"))
