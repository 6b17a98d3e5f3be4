"""One form for each thing that is done with a referral."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from core import clock
from core.crispy import TickTiles
from core.forms import BridgeForm, ChoiceField, DateField, MultipleChoiceField, TextField
from core.references import tidy_reference
from programmes.models import BarrierReason, Programme
from referrals.models import DeclineReason, Referral


class AskForm(BridgeForm):
    """A question to whoever referred."""

    words = TextField(
        label=gettext_lazy("What do you need to know?"),
        help_text=gettext_lazy("The ward reads this as you write it."),
        error_messages={"required": gettext_lazy("Write your question")},
        max_length=1000,
    )


class AnswerForm(BridgeForm):
    """The answer to the team's question."""

    words = TextField(
        label=gettext_lazy("Your answer"),
        error_messages={"required": gettext_lazy("Write your answer")},
        max_length=1000,
    )


class WithdrawForm(BridgeForm):
    """Taking it back."""

    words = TextField(
        label=gettext_lazy("Why, in a few words"), required=False, max_length=500, rows=2
    )


class DeclineForm(BridgeForm):
    """Why not, in words that the ward can use."""

    reason = ChoiceField(
        label=gettext_lazy("Why?"),
        choices=DeclineReason.choices,
        error_messages={"required": gettext_lazy("Choose why it is declined")},
    )
    words = TextField(
        label=gettext_lazy("What to tell the ward"),
        help_text=gettext_lazy("Say what else could help them."),
        error_messages={"required": gettext_lazy("Write what the ward should know")},
        max_length=1000,
    )


class RedirectForm(BridgeForm):
    """Where it goes instead: another programme of ours, or another organisation."""

    programme = ChoiceField(label=gettext_lazy("To which service?"), required=False)
    organisation = forms.ChoiceField(
        label=gettext_lazy("Or which organisation should the ward ask?"), required=False
    )
    words = TextField(
        label=gettext_lazy("What to tell the ward"),
        error_messages={"required": gettext_lazy("Write what the ward should know")},
        max_length=1000,
    )

    def prepare(self):
        """Other programmes that run now, and bodies that are at work."""
        others = Programme.objects.running(clock.today()).exclude(pk=self.subject.programme_id)
        self.programmes = {each.slug: each for each in others.order_by("name")}
        self.fields["programme"].choices = [
            (slug, each.name) for slug, each in self.programmes.items()
        ]
        bodies = Organisation.objects.filter(is_active=True).order_by("name")
        self.organisations = {each.slug: each for each in bodies}
        self.fields["organisation"].choices = [
            ("", _("None, it goes to a service")),
            *((slug, each.name) for slug, each in self.organisations.items()),
        ]

    def clean(self):
        told = super().clean()
        told["programme"] = self.programmes.get(told.get("programme"))
        told["organisation"] = self.organisations.get(told.get("organisation"))
        if (told["programme"] is None) == (told["organisation"] is None):
            self.add_error("programme", _("Choose one: a service or an organisation"))
        return told


class DuplicateForm(BridgeForm):
    """Which referral asks the same and goes on."""

    duplicate_of = forms.CharField(
        label=gettext_lazy("Reference of the referral that goes on"),
        help_text=gettext_lazy("For example CB-2F4K7Q."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the reference of the other referral")},
    )
    words = TextField(label=gettext_lazy("What to tell the ward"), required=False, rows=2)

    def clean_duplicate_of(self):
        """The other referral, among those the person sees."""
        wanted = tidy_reference(self.cleaned_data["duplicate_of"])
        found = Referral.objects.visible_to(self.user).filter(reference=wanted).first()
        if found is None:
            raise forms.ValidationError(_("There is no such referral. Check the reference."))
        return found


class DatesForm(BridgeForm):
    """When they could go, should go, and went. What is not known is left out."""

    ready_on = DateField(
        label=gettext_lazy("Ready to leave on"),
        help_text=gettext_lazy("The day the doctors say they need not be in hospital."),
        what=gettext_lazy("the day they are ready"),
        required=False,
    )
    expected_home_on = DateField(
        label=gettext_lazy("Expected home on"),
        what=gettext_lazy("the day they are expected home"),
        required=False,
    )
    discharged_on = DateField(
        label=gettext_lazy("Left hospital on"),
        what=gettext_lazy("the day they left"),
        past=True,
        required=False,
    )

    def clean(self):
        told = super().clean()
        if not self.errors and not any(told.values()):
            self.add_error("ready_on", _("Enter at least one date"))
        return told


class NewsForm(BridgeForm):
    """What is new since the referral was sent."""

    barriers = MultipleChoiceField(
        label=gettext_lazy("What else stops them going home?"), required=False
    )
    words = TextField(label=gettext_lazy("What is new?"), required=False, max_length=1000)

    def prepare(self):
        """Reasons of the rules in force that are not on the referral yet."""
        known = set(self.subject.barriers.values_list("reason_id", flat=True))
        rows = BarrierReason.objects.filter(code__in=self.subject.policy.barrier_codes)
        self.looks = [each for each in rows.order_by("order") if each.pk not in known]
        self.fields["barriers"].choices = [(each.code, each.name) for each in self.looks]

    def layout(self):
        icons = {each.code: each.icon for each in self.looks if each.icon}
        hints = {each.code: each.hint for each in self.looks}
        return ["words", TickTiles("barriers", icons=icons, hints=hints)]


class ResolveForm(BridgeForm):
    """How it was cleared."""

    words = TextField(
        label=gettext_lazy("How was it cleared?"), required=False, max_length=300, rows=2
    )


class HousingForm(BridgeForm):
    """Nowhere to live: which authority was told, when, and what it said."""

    housing_authority = forms.CharField(
        label=gettext_lazy("Housing authority"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter the housing authority")},
    )
    duty_to_refer_on = DateField(
        label=gettext_lazy("Told on"),
        what=gettext_lazy("the day it was told"),
        past=True,
        required=False,
    )
    duty_acknowledged_on = DateField(
        label=gettext_lazy("It answered on"),
        what=gettext_lazy("the day it answered"),
        past=True,
        required=False,
    )
    duty_result = forms.CharField(
        label=gettext_lazy("What came of it"), max_length=120, required=False
    )
