"""Who is it? Asked first, with the NHS number when it is at hand."""

from crispy_forms.layout import LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.components.html import element
from core.crispy import Beside, Slot
from core.crispy.places import draw
from core.forms import BridgeForm, DateField, NHSNumberField, PostcodeField
from referrals.presenters.known import card
from referrals.presenters.words import known_about

SLOT = "known"
NOBODY = "none"


class WhoFields(BridgeForm):
    """The fields that say who it is, and what was found while they were typed.

    `known` (a presenters.known.Known) and `candidates` (residents who may be the same) are given
    by the view, which alone may look.
    """

    nhs_number = NHSNumberField(required=False)
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=35, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=35, required=False)
    date_of_birth = DateField(
        label=gettext_lazy("Date of birth"),
        what=gettext_lazy("the date of birth"),
        past=True,
        required=False,
    )
    postcode = PostcodeField(label=gettext_lazy("Postcode at home"), required=False)
    same_person = forms.CharField(required=False, widget=forms.HiddenInput)

    marks_optional = False

    def __init__(self, *args, desk, known=None, candidates=(), not_this_url="", **kwargs):
        self.desk, self.known, self.candidates = desk, known, list(candidates)
        self.not_this_url = not_this_url
        super().__init__(*args, **kwargs)

    def prepare(self):
        """The number and the parts of a name ask the service who it is as they are typed."""
        look = {
            "hx-post": reverse("referrals:look_up"),
            "hx-target": f"#{SLOT}",
            "hx-swap": "outerHTML",
            "hx-include": "closest form",
        }
        self.fields["nhs_number"].widget.attrs |= {
            **look,
            "hx-trigger": "input changed delay:350ms, change",
            "class": "govuk-input--width-10 app-spaced",
        }
        for name in ("given_name", "family_name", "postcode"):
            self.fields[name].widget.attrs |= {**look, "hx-trigger": "change"}
        for part in self.fields["date_of_birth"].widget.widgets:
            part.attrs |= {**look, "hx-trigger": "change"}

    def who_layout(self) -> list:
        """The number, the way without it, and what was found."""
        return [
            Beside("nhs_number", WithoutNumber()),
            Found(),
        ]

    @property
    def card(self):
        """The known person as a card."""
        return card(self.known, today=clock.today(), not_this_url=self.not_this_url)

    @property
    def chosen_reference(self) -> str:
        """Whom they said it is, when they were found by name."""
        same = self["same_person"].value() or ""
        return same if self.known and self.known.resident.reference == same else ""

    @property
    def candidate_tiles(self) -> list[dict]:
        """Those who may be the same, and the way on when it is none of them."""
        said, today = self["same_person"].value() or "", clock.today()
        found = [
            {"value": each.reference, "name": each.full_name, "about": known_about(each, today)}
            for each in self.candidates
        ]
        found.append({"value": NOBODY, "name": _("None of them"), "about": ""})
        return [{**each, "chosen": each["value"] == said} for each in found]

    @property
    def open_referral(self):
        """The open referral of the person found, if there is one."""
        return self.known.referral if self.known else None

    def clean(self):
        """A number, or a name with a birth date or a postcode."""
        told = super().clean()
        if told.get("nhs_number") or "nhs_number" in self.errors:
            self._need_name_of_stranger(told)
        elif not told.get("same_person") or told["same_person"] == NOBODY:
            self._need_name(told)
        if self.candidates and not told.get("nhs_number") and not told.get("same_person"):
            self.add_error("nhs_number", _("Say whether it is one of the people we know"))
        return told

    def _need_name_of_stranger(self, told) -> None:
        """The number is new to us: then we need a name with it."""
        if self.known is None and "nhs_number" not in self.errors:
            self._need_name(told, number=True)

    def _need_name(self, told, *, number=False) -> None:
        if not told.get("given_name") and not told.get("family_name") and not number:
            self.add_error("nhs_number", _("Enter the NHS number, or say who it is without it"))
            return
        if not told.get("given_name"):
            self.add_error("given_name", _("Enter their given name"))
        if not told.get("family_name"):
            self.add_error("family_name", _("Enter their family name"))
        known = told.get("date_of_birth") or told.get("postcode")
        if not known and not number and "date_of_birth" not in self.errors:
            self.add_error(
                "date_of_birth", _("Enter the date of birth, or the postcode if nobody knows it")
            )

    def person(self) -> dict:
        """What residents.register is told."""
        told = self.cleaned_data
        names = ("nhs_number", "given_name", "family_name", "date_of_birth", "postcode")
        return {name: told.get(name) for name in names}


class Found(LayoutObject):
    """The card of the known person, or those who may be the same."""

    def render(self, form, context, template_pack=None, **kwargs):
        told = {"form": form, "known": form.known, "candidates": form.candidates}
        content = render_to_string("referrals/_found.html", told)
        return Slot(SLOT, content).render(form, context, template_pack, **kwargs)


class WithoutNumber(LayoutObject):
    """The way on without an NHS number: opened on the spot, without losing what was typed."""

    fields = ("given_name", "family_name", "date_of_birth", "postcode")

    def render(self, form, context, template_pack=None, **kwargs):
        names = Beside("given_name", "family_name")
        with context.push(app_in_step=False):
            fields = [names, "date_of_birth", "postcode"]
            inner = draw(fields, form, context, template_pack, **kwargs)
        typed = any(form[each].value() not in (None, "", ["", "", ""]) for each in self.fields)
        failed = any(form[each].errors for each in self.fields)
        stranger = bool(form["nhs_number"].value()) and form.known is None
        return element(
            "details",
            {
                "class": "app-without",
                "open": typed or failed or (form.is_bound and stranger),
                "id": "without-number",
            },
            element("summary", None, _("I don’t have the NHS number")),
            element("div", {"class": "app-without__body"}, inner),
        )
