"""Bringing a feed in, and saying what its terms stand for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.forms import BridgeForm, ChoiceField
from programmes.models import NeedDomain
from providers.oruk.envelopes import MOST_BYTES
from providers.oruk.fetching import checked

AT_ONCE = 20
LATER, NONE_OF_OURS = "", "none"


class FeedForm(BridgeForm):
    """An address or a file, and the name under which its services are found again."""

    source = forms.CharField(
        label=gettext_lazy("Whose directory it is"),
        max_length=60,
        help_text=gettext_lazy(
            "The same name each time, for example “Dudley Council”. Its services are found again "
            "by it, and those it carries no more are marked."
        ),
        error_messages={"required": gettext_lazy("Say whose directory it is")},
    )
    how = ChoiceField(
        label=gettext_lazy("Where it is"),
        choices=[
            ("address", gettext_lazy("At an address on the web")),
            ("file", gettext_lazy("In a file that I have")),
        ],
        error_messages={"required": gettext_lazy("Choose where it is")},
    )
    address = forms.CharField(
        label=gettext_lazy("Address of the feed"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "It begins with https://. The address of the whole feed, or that of its services."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("JSON in Open Referral UK 3.0, up to 64 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another.")},
    )

    def clean_address(self):
        """Only an address that may be asked."""
        address = self.cleaned_data["address"].strip()
        if address:
            try:
                checked(address)
            except DomainError as refusal:
                raise ValidationError(refusal.message) from None
        return address

    def clean_file(self):
        """Refuse a file above the limit before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 64 MB. Ask for it in parts."))
        return file

    def clean(self):
        """What was chosen must be given; what was not chosen is let go."""
        given = super().clean()
        how = given.get("how")
        if how == "address":
            given["file"] = None
            if not given.get("address") and "address" not in self.errors:
                self.add_error("address", _("Enter the address of the feed"))
        elif how == "file":
            given["address"] = ""
            if not given.get("file") and "file" not in self.errors:
                self.add_error("file", _("Choose a file"))
        return given


def _needs() -> list[tuple[str, str]]:
    rows = NeedDomain.objects.filter(is_active=True).order_by("order", "name")
    return list(rows.values_list("code", "name"))


class TermForm(BridgeForm):
    """What one term stands for."""

    need = ChoiceField(label=gettext_lazy("Which need it stands for"), choices=[])

    def prepare(self):
        self.fields["need"].choices = [*_needs(), (NONE_OF_OURS, _("None of ours"))]

    def clean_need(self):
        """The need itself, or None."""
        return NeedDomain.objects.filter(code=self.cleaned_data["need"]).first()


class TermsForm(BridgeForm):
    """What several terms stand for; each may be left for later."""

    marks_optional = False

    def __init__(self, *args, terms=(), **kwargs):
        self.terms = {f"term_{each.uid.hex}": each for each in terms}
        super().__init__(*args, **kwargs)

    def prepare(self):
        choices = [
            (LATER, _("Decide later")),
            *_needs(),
            (NONE_OF_OURS, _("None of ours")),
        ]
        for name, term in self.terms.items():
            self.fields[name] = forms.ChoiceField(
                label=term.name,
                help_text=_about(term),
                choices=choices,
                required=False,
            )

    def clean(self):
        """{term: need or None} for those that were decided."""
        given = super().clean()
        needs = {each.code: each for each in NeedDomain.objects.filter(is_active=True)}
        decided = {
            self.terms[name]: needs.get(code)
            for name, code in given.items()
            if name in self.terms and code != LATER
        }
        if not decided and not self.errors:
            self.add_error(None, _("Choose what at least one of the terms stands for"))
        return {"decided": decided}


def _about(term) -> str:
    """Where a term comes from and how many services carry it."""
    told = _("%(list)s, from %(source)s. Services that carry it: %(count)s.")
    return told % {
        "list": term.taxonomy or _("Without a list"),
        "source": term.source,
        "count": term.carried,
    }
