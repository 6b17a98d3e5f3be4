"""The fast lane of a crew in somebody's home: two fields and a telephone number."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Beside, RadioTiles, Step, Steps
from core.forms import BridgeForm, ChoiceField, NHSNumberField, PhoneField, TextField
from residents.identifiers import BadIdentifier, tidy_postcode
from residents.models import Consent

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2})\b", re.IGNORECASE)


class CrewForm(BridgeForm):
    """Where they are, what the crew sees, and where to call back; answered the same day."""

    where = TextField(
        label=gettext_lazy("Where are they?"),
        help_text=gettext_lazy("Address with postcode, and how to get in."),
        rows=2,
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the address")},
    )
    seen = TextField(
        label=gettext_lazy("What do you see?"),
        help_text=gettext_lazy("For example: cold, no food, alone since Tuesday."),
        rows=3,
        error_messages={"required": gettext_lazy("Say what you see")},
    )
    phone = PhoneField(
        label=gettext_lazy("Call you back on"),
        error_messages={"required": gettext_lazy("Enter a number on which you can be reached")},
    )
    agreed = ChoiceField(
        label=gettext_lazy("Have they agreed?"),
        choices=[
            ("yes", gettext_lazy("Yes, they agreed")),
            ("interest", gettext_lazy("They cannot say")),
        ],
        error_messages={"required": gettext_lazy("Say whether they agreed")},
    )
    name = forms.CharField(label=gettext_lazy("Their name, if you know it"), required=False)
    nhs_number = NHSNumberField(label=gettext_lazy("NHS number, if you have it"), required=False)

    marks_optional = False
    submit_label = gettext_lazy("Ask for help today")

    def __init__(self, *args, desk, **kwargs):
        self.desk = desk
        super().__init__(*args, **kwargs)

    def layout(self):
        hints = {
            "yes": _("To you, in words"),
            "interest": _("You judge it is in their best interest"),
        }
        return [
            Steps(
                Step(_("Where are they?"), "where"),
                Step(_("What do you see?"), "seen"),
                Step(
                    _("Where do we call you back?"),
                    "phone",
                    RadioTiles("agreed", hints=hints, legend="shown"),
                    Beside("name", "nhs_number"),
                    asks=("phone", "agreed"),
                ),
            )
        ]

    def person(self) -> dict:
        """What residents.register is told; a name that nobody knows yet is said to be so."""
        told = self.cleaned_data
        given, _space, family = " ".join(told["name"].split()).rpartition(" ")
        return {
            "nhs_number": told["nhs_number"],
            "given_name": (given or _("Not known"))[:35],
            "family_name": (family or _("yet"))[:35],
            "address": told["where"],
            "postcode": self._postcode(told["where"]),
        }

    def _postcode(self, words: str) -> str:
        found = _POSTCODE.search(words)
        try:
            return tidy_postcode(found.group(1)) if found else ""
        except BadIdentifier:
            return ""

    def consent(self) -> str:
        """Who agreed."""
        agreed = self.cleaned_data["agreed"] == "yes"
        return Consent.GivenBy.RESIDENT if agreed else Consent.GivenBy.BEST_INTEREST
