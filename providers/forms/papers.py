"""Papers as documents."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BridgeForm, ChoiceField, DateField, ReasonField
from providers.models import PaperKind


class PaperForm(BridgeForm):
    """One paper with the day until which it holds."""

    kind = ChoiceField(
        label=gettext_lazy("Which paper it is"),
        choices=PaperKind.choices,
        error_messages={"required": gettext_lazy("Choose which paper it is")},
    )
    expires_on = DateField(
        label=gettext_lazy("Until when it is valid"),
        what=gettext_lazy("the date the paper runs out"),
    )
    file = forms.FileField(
        label=gettext_lazy("The paper"),
        help_text=gettext_lazy("A PDF or a photograph, at most 8 MB."),
        error_messages={
            "required": gettext_lazy("Add the paper as a PDF or a photograph"),
            "empty": gettext_lazy("This file is empty. Choose it again"),
        },
    )


class SendBackForm(BridgeForm):
    """Why it is not in order."""

    reason = ReasonField(label=gettext_lazy("What is wrong with it"), max_length=300)
