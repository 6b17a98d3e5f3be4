"""A provider's own listing and capacity."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Beside, Section
from core.forms import (
    BridgeForm,
    ChoiceField,
    MoneyField,
    MultipleChoiceField,
    PhoneField,
    TextField,
)
from programmes.models import NeedDomain
from providers.languages import language_codes
from providers.models import Access, Service, Suits

_DISTRICT = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$")


def _number(label, *, required=False, help_text="", words=None):
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=9999,
        help_text=help_text,
        error_messages={
            "required": words or gettext_lazy("Enter a number"),
            "invalid": gettext_lazy("Enter a whole number, for example 12"),
            "min_value": gettext_lazy("Enter 0 or more"),
            "max_value": gettext_lazy("Enter a number below 10,000"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )


class AboutForm(BridgeForm):
    """What the provider says about itself."""

    description = TextField(
        label=gettext_lazy("What you do"),
        error_messages={"required": gettext_lazy("Say in a sentence what you do")},
    )
    website = forms.URLField(
        label=gettext_lazy("Website"), required=False, assume_scheme="https", max_length=200
    )
    charity_number = forms.CharField(
        label=gettext_lazy("Charity number"), required=False, max_length=12
    )


class ListingForm(BridgeForm):
    """One service as the directory shows it."""

    name = forms.CharField(
        label=gettext_lazy("Name of the service"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter the name of the service")},
    )
    kind = ChoiceField(
        label=gettext_lazy("What kind of help it is"),
        choices=Service.Kind.choices,
        error_messages={"required": gettext_lazy("Choose what kind of help it is")},
    )
    description = TextField(
        label=gettext_lazy("What happens, in two or three sentences"),
        max_length=1500,
        error_messages={"required": gettext_lazy("Say what happens")},
    )
    needs = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What it helps with"),
        queryset=NeedDomain.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    who_it_suits = forms.CharField(
        label=gettext_lazy("Whom it suits"), max_length=200, required=False
    )
    suits = MultipleChoiceField(
        label=gettext_lazy("Made for, or used to"), choices=Suits.choices, required=False
    )
    minimum_age = _number(gettext_lazy("Youngest age"))
    maximum_age = _number(gettext_lazy("Oldest age"))
    access = MultipleChoiceField(
        label=gettext_lazy("Getting in and taking part"), choices=Access.choices, required=False
    )
    accessibility = forms.CharField(
        label=gettext_lazy("More about getting in"),
        help_text=gettext_lazy("For example: the ramp is at the back, ring the bell"),
        max_length=200,
        required=False,
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages beside English"),
        help_text=gettext_lazy("For example: Punjabi, Urdu, Welsh"),
        required=False,
    )
    days = forms.CharField(
        label=gettext_lazy("When, in words"),
        help_text=gettext_lazy(
            "For example: by arrangement. Days and times are added on the page of the service."
        ),
        max_length=120,
        required=False,
    )
    postcode_districts = forms.CharField(
        label=gettext_lazy("Where"),
        help_text=gettext_lazy(
            "The first halves of the postcodes you reach, for example DY1, DY2. "
            "Leave it empty if you go everywhere."
        ),
        required=False,
    )
    phone = PhoneField(required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail for new placements"), required=False)
    unit_price = MoneyField(label=gettext_lazy("Price"), required=False, zero=True)
    unit = forms.CharField(
        label=gettext_lazy("The price is for each"), max_length=40, required=False
    )
    fees = forms.CharField(
        label=gettext_lazy("More about what it costs"), max_length=300, required=False
    )
    url = forms.URLField(
        label=gettext_lazy("Web page"), required=False, assume_scheme="https", max_length=300
    )
    keywords = forms.CharField(
        label=gettext_lazy("Other words by which people look for it"),
        max_length=300,
        required=False,
    )

    def layout(self):
        return [
            Section(_("What it is"), "name", "kind", "description", "needs", "keywords"),
            Section(
                _("For whom"),
                "who_it_suits",
                "suits",
                Beside("minimum_age", "maximum_age"),
                "languages",
            ),
            Section(_("Getting in"), "access", "accessibility"),
            Section(_("When and where"), "days", "postcode_districts"),
            Section(_("What it costs"), Beside("unit_price", "unit"), "fees"),
            Section(_("How to reach it"), Beside("phone", "email"), "url"),
        ]

    def prepare(self):
        needs = NeedDomain.objects.filter(is_active=True).order_by("order", "name")
        self.fields["needs"].queryset = needs

    def clean_languages(self):
        return language_codes(self.cleaned_data["languages"])

    def clean(self):
        answers = super().clean()
        youngest, oldest = answers.get("minimum_age"), answers.get("maximum_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("maximum_age", _("The oldest age is below the youngest"))
        return answers

    def clean_postcode_districts(self):
        typed = re.split(r"[\s,;]+", self.cleaned_data["postcode_districts"].upper())
        districts = list(dict.fromkeys(each for each in typed if each))
        wrong = [each for each in districts if not _DISTRICT.match(each)]
        if wrong:
            raise ValidationError(
                _("%(wrong)s is not the first half of a postcode. Write it like DY1")
                % {"wrong": wrong[0][:12]},
                code="invalid",
            )
        return districts


class CapacityForm(BridgeForm):
    """How many places there are."""

    counted = ChoiceField(
        label=gettext_lazy("Do you count places?"),
        choices=[
            ("yes", gettext_lazy("Yes, there is a number")),
            ("no", gettext_lazy("No, everyone finds room")),
        ],
    )
    places = _number(
        gettext_lazy("Places in all"),
        help_text=gettext_lazy("Taken and free together."),
    )
    waiting_days = _number(
        gettext_lazy("Days until the next place, if you are full"),
    )

    def clean(self):
        answers = super().clean()
        counted = answers.pop("counted", None)
        if counted == "no":
            answers["places"] = None
        elif counted == "yes" and answers.get("places") is None and "places" not in self.errors:
            self.add_error("places", _("Enter how many places there are"))
        return answers


class PauseForm(BridgeForm):
    """Why nobody new is taken for a while."""

    reason = forms.CharField(
        label=gettext_lazy("What to tell link workers"),
        help_text=gettext_lazy("For example: short of drivers until Easter"),
        max_length=200,
        required=False,
    )
