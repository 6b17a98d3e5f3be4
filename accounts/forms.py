"""What counts as an answer about people and places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Membership, Organisation, Site, Ward
from accounts.models.organisation import OrganisationKind, WardKind
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    PhoneField,
    ReasonField,
    YesNoField,
)

Programme = Membership._meta.get_field("programme").related_model
"""The programme model, reached through the membership: this app does not import programmes."""


class NameField(forms.CharField):
    """A name on one line."""

    def __init__(self, *, what, max_length=120, **kwargs):
        messages = {"required": what, **kwargs.pop("error_messages", {})}
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)


class EmailField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("E-mail address"))
        super().__init__(
            error_messages={
                "required": _("Enter the e-mail address"),
                "invalid": _("Enter an e-mail address, for example name@example.org"),
            },
            **kwargs,
        )
        self.widget.attrs.update({"autocomplete": "email", "spellcheck": "false"})


class Pick(forms.ModelChoiceField):
    """One of many, as a list that opens."""

    def __init__(self, model, *, what, **kwargs):
        kwargs.setdefault("empty_label", _("Choose"))
        super().__init__(
            queryset=model._default_manager.order_by("name"),
            error_messages={"required": what, "invalid_choice": what},
            **kwargs,
        )


class RoleFields(BridgeForm):
    """Which role, where."""

    role = ChoiceField(
        label=_("Role"), choices=[], error_messages={"required": _("Choose the role")}
    )
    organisation = Pick(Organisation, label=_("Organisation"), what=_("Choose the organisation"))
    programme = Pick(
        Programme,
        label=_("Programme"),
        what=_("Choose the programme"),
        required=False,
        help_text=_("Roles of the team always belong to a programme."),
    )
    site = Pick(
        Site,
        label=_("Site"),
        what=_("Choose the site"),
        required=False,
        help_text=_("Leave empty for all sites of the organisation."),
    )

    def prepare(self):
        self.fields["role"].choices = [(role.slug, role.name) for role in roles.ALL]
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True).order_by(
            "name"
        )


class InviteForm(RoleFields):
    """Whom to invite, to what."""

    field_order = ["name", "email", "role", "organisation", "programme", "site"]
    name = NameField(label=_("Name"), what=_("Enter their name"))
    email = EmailField()


class MembershipForm(RoleFields):
    """One more role for somebody."""

    ward = Pick(Ward, label=_("Ward"), what=_("Choose the ward"), required=False)
    capacity = forms.IntegerField(
        label=_("Case weight they can carry"),
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"invalid": _("Enter a whole number, for example 30")},
    )


class EndMembershipForm(BridgeForm):
    """When a role ends."""

    on = DateField(
        label=_("Last day"),
        help_text=_("Leave empty to end it at once."),
        what=_("the last day"),
        required=False,
        future=True,
    )


class JoinForm(BridgeForm):
    """What an invited person gives: name and password."""

    name = NameField(label=_("Your name"), what=_("Enter your name"))
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three words that do not belong together are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password")},
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter the password again")},
    )

    def clean(self):
        given = super().clean()
        again = given.pop("again", None)
        if given.get("password") and again and given["password"] != again:
            self.add_error("again", _("The two passwords are not the same"))
        return given


class ProfileForm(BridgeForm):
    """One's own name and telephone number."""

    name = NameField(label=_("Name"), what=_("Enter your name"))
    phone = PhoneField(required=False)


class OrganisationForm(BridgeForm):
    """What is known of an organisation."""

    name = NameField(label=_("Name"), what=_("Enter the name"), max_length=160)
    kind = ChoiceField(
        label=_("Kind"),
        choices=OrganisationKind.choices,
        error_messages={"required": _("Choose the kind")},
    )
    ods_code = forms.RegexField(
        r"^[A-Za-z0-9]{3,6}$",
        label=_("ODS code"),
        required=False,
        error_messages={"invalid": _("An ODS code has 3 to 6 letters and digits, like RNA")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    email = EmailField(required=False)
    phone = PhoneField(required=False)


class ChangeOrganisationForm(OrganisationForm):
    """The same, and whether it still takes part."""

    is_active = YesNoField(label=_("Does it take part?"))


class SiteForm(BridgeForm):
    """A site of an organisation."""

    name = NameField(label=_("Name"), what=_("Enter the name"))
    ods_code = OrganisationForm.base_fields["ods_code"]


class WardForm(BridgeForm):
    """A ward of a site."""

    name = NameField(label=_("Name"), what=_("Enter the name"), max_length=80)
    kind = ChoiceField(
        label=_("Kind"),
        choices=WardKind.choices,
        error_messages={"required": _("Choose the kind")},
    )
    phone = PhoneField(required=False)


class ChangeWardForm(WardForm):
    """The same, and whether it is open."""

    is_active = YesNoField(label=_("Is it open?"))


class BreakGlassForm(BridgeForm):
    """Why, and for which programme."""

    programme = Pick(Programme, label=_("Programme"), what=_("Choose the programme"))
    reason = ReasonField(
        label=_("What has happened?"),
        max_length=500,
        help_text=_("The governance officer reads this. Do not name the resident."),
        min_length=10,
    )
