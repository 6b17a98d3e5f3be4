"""The questions of an instrument as a form, in its own words and order."""

from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, ChoiceField, DateField
from outcomes.instruments import Definition
from outcomes.models import Occasion


class MeasureForm(BridgeForm):
    """When it was asked; the questions follow."""

    occasion = ChoiceField(
        label=gettext_lazy("When in the plan"),
        choices=Occasion.choices,
        error_messages={"required": gettext_lazy("Choose when in the plan this was asked")},
    )
    taken_on = DateField(
        label=gettext_lazy("Asked on"), what=gettext_lazy("the day it was asked"), past=True
    )

    @property
    def answers(self) -> dict[str, int | None]:
        """Answers by question; None where one that may be skipped was skipped."""
        return {
            key: int(self.cleaned_data[key]) if self.cleaned_data.get(key, "") != "" else None
            for key in self.questions
        }


def measure_form(instrument: Definition) -> type[MeasureForm]:
    """The form of one instrument. Every question is a choice; none is answered beforehand."""
    fields = {
        item.key: ChoiceField(
            label=item.text,
            choices=[(str(value), words) for value, words in item.choices],
            required=item.required,
            error_messages={"required": gettext_lazy("Choose an answer")},
        )
        for item in instrument.items
    }
    return type(
        f"{instrument.key.title()}Form", (MeasureForm,), {**fields, "questions": tuple(fields)}
    )
