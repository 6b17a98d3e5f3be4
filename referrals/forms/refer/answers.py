"""What may be answered on the referral's page."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import (
    ChoiceField,
    DateField,
    MultipleChoiceField,
    PhoneField,
    TextField,
    YesNoField,
)
from referrals.forms.who import WhoFields
from referrals.models import Source, Urgency
from referrals.models.referral import Pathway

UNKNOWN, YES, NO, DECIDES, NOW = "unknown", "yes", "no", "decides", "now"


class ReferFields(WhoFields):
    """The questions, each with the words for a missing answer."""

    source = ChoiceField(
        label=gettext_lazy("Who is asking?"),
        choices=[
            (Source.SELF, gettext_lazy("The resident")),
            (Source.FAMILY, gettext_lazy("Family or a friend")),
            (Source.GP, gettext_lazy("A GP practice")),
            (Source.PARTNER, gettext_lazy("A partner organisation")),
            (Source.WARD, gettext_lazy("A ward, by telephone")),
        ],
        error_messages={"required": gettext_lazy("Say who is asking")},
    )
    referrer_name = forms.CharField(label=gettext_lazy("Their name"), max_length=70, required=False)
    referrer_phone = PhoneField(label=gettext_lazy("Call them back on"), required=False)
    ward = forms.ChoiceField(
        label=gettext_lazy("Ward"),
        error_messages={"required": gettext_lazy("Choose the ward they are on")},
    )
    bay = forms.CharField(
        label=gettext_lazy("Bay or bed"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )
    programme = ChoiceField(
        label=gettext_lazy("Which service?"),
        error_messages={"required": gettext_lazy("Choose the service to send it to")},
    )
    barriers = MultipleChoiceField(
        label=gettext_lazy("What stops them going home?"), required=False
    )
    more_barriers = MultipleChoiceField(label=gettext_lazy("Something else"), required=False)
    reason = TextField(label=gettext_lazy("In your words (optional)"), required=False, rows=3)
    agreed = ChoiceField(
        label=gettext_lazy("Have they agreed?"),
        choices=[
            (YES, gettext_lazy("Yes, they agreed")),
            (DECIDES, gettext_lazy("Someone decides for them")),
            (NO, gettext_lazy("No, they said no")),
            (UNKNOWN, gettext_lazy("I don’t know yet")),
        ],
        error_messages={"required": gettext_lazy("Say whether they agreed to be referred")},
    )
    risk = ChoiceField(
        label=gettext_lazy("Is there a risk we should know of?"),
        choices=[
            (NO, gettext_lazy("No known risks")),
            (YES, gettext_lazy("Yes, there is a risk")),
            (UNKNOWN, gettext_lazy("I don’t know yet")),
        ],
        error_messages={
            "required": gettext_lazy("Say what the risk is, or choose “No known risks”")
        },
    )
    risk_words = TextField(
        label=gettext_lazy("What is the risk?"), required=False, rows=2, max_length=300
    )
    ready_on = DateField(
        label=gettext_lazy("When could they go home?"),
        what=gettext_lazy("the day they could go home"),
        required=False,
    )
    ready_when = ChoiceField(
        label=gettext_lazy("Or"),
        choices=[
            (NOW, gettext_lazy("They are ready now")),
            (UNKNOWN, gettext_lazy("I don’t know yet")),
        ],
        required=False,
    )
    admitted_on = DateField(
        label=gettext_lazy("The day they came in"),
        what=gettext_lazy("the day they came in"),
        past=True,
        required=False,
    )
    urgency = ChoiceField(
        label=gettext_lazy("How soon must somebody look at it?"),
        choices=[
            (Urgency.ROUTINE, gettext_lazy("In the usual time")),
            (Urgency.URGENT, gettext_lazy("It is urgent")),
        ],
        required=False,
    )
    needs_journey = YesNoField(label=gettext_lazy("Do they need a lift home?"), required=False)
    needs_home_visit = YesNoField(
        label=gettext_lazy("Must somebody see the home first?"), required=False
    )
    pathway = forms.TypedChoiceField(
        label=gettext_lazy("Discharge pathway"),
        choices=[("", gettext_lazy("Not known")), *Pathway.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    housing_authority = forms.CharField(
        label=gettext_lazy("Housing authority, if they have nowhere to live"),
        max_length=80,
        required=False,
    )
    duty_to_refer_on = DateField(
        label=gettext_lazy("The day the authority was told"),
        what=gettext_lazy("the day the authority was told"),
        past=True,
        required=False,
    )
