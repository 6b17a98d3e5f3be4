"""What counts as an answer about a resident."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Beside, RadioTiles, Section
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    NHSNumberField,
    PhoneField,
    PostcodeField,
    ReasonField,
    TextField,
    YesNoField,
)
from residents.models import Consent, ConsentKind, Ethnicity, KeyContact, Resident, RiskKind


def _words(label, most, **more):
    return forms.CharField(label=label, max_length=most, required=False, **more)


class ResidentForm(BridgeForm):
    """Who they are and how to reach them. What is not known is left empty."""

    given_name = forms.CharField(
        label=gettext_lazy("Given name"),
        max_length=35,
        error_messages={"required": gettext_lazy("Enter their given name")},
    )
    family_name = forms.CharField(
        label=gettext_lazy("Family name"),
        max_length=35,
        error_messages={"required": gettext_lazy("Enter their family name")},
    )
    preferred_name = _words(gettext_lazy("Likes to be called"), 35)
    nhs_number = NHSNumberField(required=False)
    date_of_birth = DateField(
        label=gettext_lazy("Date of birth"),
        what=gettext_lazy("the date of birth"),
        past=True,
        required=False,
    )
    sex = ChoiceField(label=gettext_lazy("Sex"), choices=Resident.Sex.choices)
    pronouns = _words(gettext_lazy("Pronouns"), 30)
    ethnicity = forms.ChoiceField(label=gettext_lazy("Ethnicity"), choices=Ethnicity.choices)
    address = TextField(label=gettext_lazy("Address"), required=False, rows=3, max_length=200)
    postcode = PostcodeField(required=False)
    district = _words(gettext_lazy("District"), 60)
    electoral_ward = _words(gettext_lazy("Ward or neighbourhood"), 60)
    phone = PhoneField(required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    gp_practice_code = _words(gettext_lazy("GP practice code"), 6)
    language = _words(gettext_lazy("Language"), 40)
    needs_interpreter = YesNoField(label=gettext_lazy("Needs an interpreter?"), required=False)
    communication_needs = _words(
        gettext_lazy("How they need us to communicate"),
        200,
        help_text=gettext_lazy("Large print, Braille, sign language, more time …"),
    )
    lives_alone = YesNoField(label=gettext_lazy("Lives alone?"), required=False)
    is_carer = YesNoField(label=gettext_lazy("Cares for somebody?"), required=False)
    is_veteran = YesNoField(label=gettext_lazy("Served in the armed forces?"), required=False)
    safe_contact = TextField(
        label=gettext_lazy("Rules for safe contact"),
        help_text=gettext_lazy("For example: never leave a message, ring before you come."),
        required=False,
        rows=2,
        max_length=500,
    )

    def layout(self):
        return [
            Section(
                _("Who"),
                Beside("given_name", "family_name"),
                *("preferred_name", "nhs_number", "date_of_birth", "sex", "pronouns"),
                "ethnicity",
            ),
            Section(
                _("Where, and how to reach them"),
                *("address", "postcode"),
                Beside("district", "electoral_ward"),
                Beside("phone", "email"),
                *("gp_practice_code", "safe_contact"),
            ),
            Section(
                _("What helps"),
                "language",
                *("needs_interpreter", "communication_needs"),
                *("lives_alone", "is_carer", "is_veteran"),
            ),
        ]

    def clean_needs_interpreter(self):
        """Not known counts as no: the field has two states."""
        return bool(self.cleaned_data["needs_interpreter"])


class ConsentForm(BridgeForm):
    """An answer about one thing, from whom and how."""

    kind = ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=ConsentKind.choices,
        error_messages={"required": gettext_lazy("Choose what it is about")},
    )
    recipient = _words(
        gettext_lazy("With whom, for sharing"),
        80,
        help_text=gettext_lazy("For example GP, ward, daughter. Empty: everyone who helps."),
    )
    reach = ChoiceField(
        label=gettext_lazy("How widely may the story be told?"),
        choices=Consent.Reach.choices,
        required=False,
    )
    decision = ChoiceField(
        label=gettext_lazy("What did they say?"),
        choices=Consent.Decision.choices,
        error_messages={"required": gettext_lazy("Say what they answered")},
    )
    given_by = ChoiceField(
        label=gettext_lazy("Who answered?"),
        choices=Consent.GivenBy.choices,
        error_messages={"required": gettext_lazy("Say who answered")},
    )
    how = ChoiceField(
        label=gettext_lazy("How?"),
        choices=Consent.How.choices,
        error_messages={"required": gettext_lazy("Say how they answered")},
    )

    def layout(self):
        return [
            RadioTiles("kind", reveals={"sharing": ("recipient",), "story": ("reach",)}),
            *("decision", "given_by", "how"),
        ]


class WithdrawConsentForm(BridgeForm):
    """Which agreement they take back."""

    consent = ChoiceField(
        label=gettext_lazy("What do they take back?"),
        error_messages={"required": gettext_lazy("Choose what they take back")},
    )

    def prepare(self):
        """Agreements that stand, numbered as they are listed."""
        rows = self.subject.consents.in_force().select_related("organisation")
        self.standing = {str(n): each for n, each in enumerate(rows.order_by("given_at", "pk"), 1)}
        self.fields["consent"].choices = [
            (number, _name_of(each)) for number, each in self.standing.items()
        ]

    def clean_consent(self):
        """The agreement itself."""
        return self.standing[self.cleaned_data["consent"]]


def _name_of(consent) -> str:
    to = consent.recipient or (consent.organisation.name if consent.organisation else "")
    return " ".join(each for each in (consent.get_kind_display(), to) if each)


class RiskForm(BridgeForm):
    """A risk, or that none is known."""

    kind = ChoiceField(
        label=gettext_lazy("What is the risk?"),
        choices=RiskKind.choices,
        error_messages={"required": gettext_lazy("Choose a risk, or “No known risks”")},
    )
    words = TextField(label=gettext_lazy("In words"), required=False, rows=2, max_length=300)


class KeyContactForm(BridgeForm):
    """Someone around the resident, and what we may tell them."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=70,
        error_messages={"required": gettext_lazy("Enter their name")},
    )
    relation = forms.CharField(
        label=gettext_lazy("Who are they to the resident?"),
        max_length=40,
        error_messages={"required": gettext_lazy("Say who they are to the resident")},
    )
    phone = PhoneField(required=False)
    may_share = ChoiceField(
        label=gettext_lazy("What may we tell them?"),
        choices=KeyContact.Share.choices,
        error_messages={"required": gettext_lazy("Say what we may tell them")},
    )
    is_carer = forms.BooleanField(label=gettext_lazy("They care for the resident"), required=False)
    holds_key = forms.BooleanField(label=gettext_lazy("They hold a key"), required=False)
    notes = _words(gettext_lazy("Notes"), 200)


class MergeForm(BridgeForm):
    """Which record is the same person, and how we know."""

    gone = ChoiceField(
        label=gettext_lazy("Which record is the same person?"),
        error_messages={"required": gettext_lazy("Choose the other record")},
    )
    reason = ReasonField(label=gettext_lazy("How do you know?"), max_length=300)

    def __init__(self, *args, candidates, **kwargs):
        self.candidates = {each.reference: each for each in candidates}
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["gone"].choices = [
            (reference, f"{each.full_name}, {reference}")
            for reference, each in self.candidates.items()
        ]

    def clean_gone(self):
        """The other record."""
        return self.candidates[self.cleaned_data["gone"]]
