"""What counts as an answer about a placement."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Placement, PlacementAim, PlacementSession
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    MultipleChoiceField,
    ReasonField,
    TextField,
    YesNoField,
)
from programmes.models import NeedDomain


class OfferForm(BridgeForm):
    """Put someone forward to a service. `subject` is the case.

    `agreed_to_share` is asked only while no consent covers the provider, `several_because` only
    from the third open offer on.
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
    aims = TextField(
        label=gettext_lazy("What should come of it"),
        help_text=gettext_lazy("One thing a line. The provider says of each what came of it."),
        max_length=600,
        rows=3,
        required=False,
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
    several_because = TextField(
        label=gettext_lazy("Why one more is needed while others still think about it"),
        max_length=200,
        rows=2,
        error_messages={"required": gettext_lazy("Say why one more is needed")},
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
            del self.fields["several_because"]

    def clean_aims(self):
        """One aim a line."""
        return [each.strip() for each in self.cleaned_data["aims"].splitlines() if each.strip()]


class OfferToSeveralForm(OfferForm):
    """Ask several at once; the first to say yes takes it. `services` are those that fit."""

    field_order = ["services"]
    services = MultipleChoiceField(
        label=gettext_lazy("Whom to ask"),
        choices=[],
        help_text=gettext_lazy("Two to five. The first to say yes takes it; the others are told."),
        error_messages={"required": gettext_lazy("Choose whom to ask")},
    )

    def __init__(self, *args, services=(), **kwargs):
        self.by_reference = {each.reference: each for each in services}
        super().__init__(*args, **kwargs)

    def prepare(self):
        super().prepare()
        self.fields["services"].choices = [
            (reference, f"{each.name}, {each.provider.organisation.name}")
            for reference, each in self.by_reference.items()
        ]
        if "several_because" in self.fields:
            field = self.fields["several_because"]
            field.required = False
            field.label = gettext_lazy("Why so many, if three or more are asked")

    def clean_services(self):
        """The services behind the references."""
        return [self.by_reference[each] for each in self.cleaned_data["services"]]


class AcceptForm(BridgeForm):
    """The provider takes them."""

    starts_on = DateField(
        label=gettext_lazy("When you propose to begin"),
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


class SessionForm(BridgeForm):
    """It took place, or did not and why. `subject` is the placement."""

    held_on = DateField(
        label=gettext_lazy("Which day"), what=gettext_lazy("the day of the session"), past=True
    )
    attended = YesNoField(label=gettext_lazy("Did it take place?"))
    why_not = ChoiceField(
        label=gettext_lazy("If not, why"),
        choices=PlacementSession.Why.choices,
        required=False,
    )
    words = TextField(
        label=gettext_lazy("How it was, in a line"), max_length=300, rows=2, required=False
    )
    worried = forms.BooleanField(
        label=gettext_lazy("I am worried about them: tell the link worker today"),
        help_text=gettext_lazy("If someone is in danger now, call 999 first."),
        required=False,
    )

    def clean(self):
        told = super().clean()
        if told.get("attended") is False and not told.get("why_not"):
            self.add_error("why_not", _("Choose why it did not take place"))
        return told


class EndForm(BridgeForm):
    """Help has ended: what came of each aim, and a report. `subject` is the placement."""

    report = TextField(
        label=gettext_lazy("What you did, and what changed"),
        max_length=3000,
        rows=6,
        error_messages={"required": gettext_lazy("Say what you did and what changed")},
    )
    sessions_attended = forms.IntegerField(
        label=gettext_lazy("How many times it took place"),
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

    def prepare(self):
        self.aims = list(self.subject.aims.all())
        asked = dict(_of_each(self.aims)) or {"result": _result_of(_("What came of it"))}
        if self.subject.sessions.exists():  # then they are counted
            del self.fields["sessions_attended"]
        self.fields = {**asked, **self.fields}

    def clean(self):
        told = super().clean()
        scores = {
            each.number: (
                told.pop(f"result_{each.number}", ""),
                told.pop(f"said_{each.number}", ""),
            )
            for each in self.aims
        }
        return {**told, "scores": scores}


def _of_each(aims):
    """Two questions for each aim: what came of it, and a line."""
    for aim in aims:
        label = _("What came of “%(aim)s”") % {"aim": aim.words}
        yield f"result_{aim.number}", _result_of(label)
        yield (
            f"said_{aim.number}",
            TextField(label=_("A line about it"), max_length=300, rows=2, required=False),
        )


def _result_of(label) -> ChoiceField:
    return ChoiceField(
        label=label,
        choices=PlacementAim.Result.choices,
        error_messages={"required": _("Choose what came of it")},
    )


class FeedbackForm(BridgeForm):
    """What the resident says of the help."""

    feedback = ChoiceField(
        label=gettext_lazy("How much has it helped them?"),
        choices=[
            ("5", gettext_lazy("5, very much")),
            ("4", gettext_lazy("4, quite a lot")),
            ("3", gettext_lazy("3, somewhat")),
            ("2", gettext_lazy("2, a little")),
            ("1", gettext_lazy("1, not at all")),
        ],
        error_messages={"required": gettext_lazy("Choose how much it has helped")},
    )
    feedback_words = TextField(
        label=gettext_lazy("In their own words"), max_length=1000, rows=3, required=False
    )

    def clean_feedback(self):
        """As a number."""
        return int(self.cleaned_data["feedback"])


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
