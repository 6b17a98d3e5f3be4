"""The one question that every form behind a signed link asks."""

from functools import cache

from django import forms
from django.utils.translation import gettext_lazy


@cache
def named(form_class: type) -> type:
    """`form_class` with "Your name" at its end: who answers has no account that would say."""

    class Named(form_class):
        """Asks who answers."""

        your_name = forms.CharField(
            label=gettext_lazy("Your name"),
            help_text=gettext_lazy("So that the other side knows who answered."),
            max_length=120,
            error_messages={"required": gettext_lazy("Enter your name")},
            widget=forms.TextInput(
                attrs={"autocomplete": "name", "class": "govuk-input--width-20"}
            ),
        )

        def layout(self):
            shown = super().layout()
            return shown if "your_name" in shown else [*shown, "your_name"]

    Named.__name__ = f"Named{form_class.__name__}"
    return Named
