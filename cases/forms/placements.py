"""What counts as an answer about a placement."""

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import Placement
from core.forms import BridgeForm, ChoiceField, DateField, ReasonField, TextField
from programmes.models import NeedDomain


class OfferForm(BridgeForm):
    """Put someone forward to a service. `subject` is the case.

    `agreed_to_share` is asked only while no consent covers the provider, `several_on_purpose`
    only from the third open offer on.
    """

    what_to_know = TextField(
        label=gettext_lazy("What they need to know"),
        help_text=gettext_lazy(
            "What would help, how to reach them, how to be with them. No diagnosis."
        ),
        max_length=1500,
        error_messages={"required": gettext_lazy("Say what the provider needs to know")},
    )
    need = forms.ModelChoiceField(
        label=gettext_lazy("What it is for"),
        queryset=NeedDomain.objects.none(),
        required=False,
        empty_label=gettext_lazy("Choose a need"),
    )
    goal = forms.ModelChoiceField(
        label=gettext_lazy("Which goal it serves"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("No goal yet"),
    )
    share_phone = forms.BooleanField(
        label=gettext_lazy("Share their telephone number"), required=False, initial=True
    )
    share_address = forms.BooleanField(
        label=gettext_lazy("Share their address"),
        help_text=gettext_lazy("Only if somebody will go there."),
        required=False,
    )
    agreed_to_share = forms.BooleanField(
        label=gettext_lazy("I have asked them, and they agree that we share this"),
        required=False,
    )
    several_on_purpose = forms.BooleanField(
        label=gettext_lazy("Send this one too, on purpose"), required=False
    )

    def __init__(self, *args, asks_consent=False, asks_several=False, **kwargs):
        self.asks_consent, self.asks_several = asks_consent, asks_several
        super().__init__(*args, **kwargs)

    def prepare(self):
        case = self.subject
        needs = NeedDomain.objects.filter(is_active=True).order_by("order", "name")
        self.fields["need"].queryset = needs
        self.fields["goal"].queryset = case.goals.order_by("-importance")
        self.fields["goal"].label_from_instance = lambda goal: goal.words[:90]
        if not self.asks_consent:
            del self.fields["agreed_to_share"]
        if not self.asks_several:
            del self.fields["several_on_purpose"]


class AcceptForm(BridgeForm):
    """The provider takes them."""

    starts_on = DateField(
        label=gettext_lazy("When it can begin"),
        what=gettext_lazy("the date it can begin"),
        future=True,
        required=False,
    )
    words = TextField(
        label=gettext_lazy("A word to the link worker"), max_length=500, rows=3, required=False
    )


class DeclineForm(BridgeForm):
    """The provider cannot take them."""

    reason = ChoiceField(
        label=gettext_lazy("Why"),
        choices=Placement.DeclineReason.choices,
        error_messages={"required": gettext_lazy("Choose why you cannot take them")},
    )
    words = TextField(
        label=gettext_lazy("A word to the link worker"),
        help_text=gettext_lazy("For example, who else could help, or when to ask again."),
        max_length=500,
        rows=3,
        required=False,
    )


class StartForm(BridgeForm):
    """Help has begun."""

    starts_on = DateField(
        label=gettext_lazy("When did it begin"),
        what=gettext_lazy("the date it began"),
        past=True,
    )


class EndForm(BridgeForm):
    """Help has ended, with a report."""

    result = ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=Placement.Result.choices,
        error_messages={"required": gettext_lazy("Choose what came of it")},
    )
    report = TextField(
        label=gettext_lazy("What you did, and what changed"),
        max_length=3000,
        rows=6,
        error_messages={"required": gettext_lazy("Say what you did and what changed")},
    )
    sessions_attended = forms.IntegerField(
        label=gettext_lazy("How many times they came, or were visited"),
        required=False,
        min_value=0,
        max_value=999,
        error_messages={
            "invalid": gettext_lazy("Enter a whole number, for example 6"),
            "min_value": gettext_lazy("Enter 0 or more"),
            "max_value": gettext_lazy("Enter a number below 1,000"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )


class CancelForm(BridgeForm):
    """Take the offer back."""

    words = ReasonField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The provider reads this. No diagnosis."),
        max_length=500,
    )


class MessageForm(BridgeForm):
    """A message to the other side."""

    words = TextField(
        label=gettext_lazy("Message"),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write your message")},
    )
