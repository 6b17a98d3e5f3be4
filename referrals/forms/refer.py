"""The referral on one page, in the order in which people know things."""

from crispy_forms.layout import LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.components.html import element
from core.crispy import Beside, RadioTiles, Step, Steps, TickTiles
from core.crispy.places import draw
from core.forms import (
    ChoiceField,
    DateField,
    MultipleChoiceField,
    PhoneField,
    TextField,
    YesNoField,
)
from referrals.desks import CALLER, PRACTICE
from referrals.forms.who import NOBODY, WhoFields
from referrals.models import Source, Urgency
from referrals.models.referral import Pathway
from referrals.services.refer import HOMELESS
from residents.models import Consent, RiskKind

UNKNOWN, YES, NO, DECIDES, NOW = "unknown", "yes", "no", "decides", "now"
_CALLERS = (Source.SELF, Source.FAMILY, Source.GP, Source.PARTNER, Source.WARD)
_FIRST_TILES = 100


class ReferForm(WhoFields):
    """Everything a ward knows in two minutes. What is not known may be left out."""

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

    submit_label = gettext_lazy("Send referral")

    def prepare(self):
        """Ask only what this desk can know: its wards, its services, its barriers."""
        super().prepare()
        self._prepare_place()
        self._prepare_barriers()
        if self.open_referral is not None:
            for name in ("ward", "programme", "agreed", "risk", "source"):
                if name in self.fields:
                    self.fields[name].required = False

    def _prepare_place(self) -> None:
        desk = self.desk
        if desk.mode != CALLER:
            for name in ("source", "referrer_name"):
                del self.fields[name]
        if desk.mode == PRACTICE or not desk.wards:
            del self.fields["ward"], self.fields["bay"]
        else:
            first = _("Not in hospital") if desk.mode == CALLER else _("Choose a ward")
            wards = [(each.reference, str(each)) for each in desk.wards]
            self.fields["ward"].choices = [("", first), *wards]
            self.fields["ward"].required = desk.mode != CALLER
        if len(desk.choices) < 2:
            del self.fields["programme"]
        else:
            self.fields["programme"].choices = [
                (each.programme.slug, each.programme.name) for each in desk.choices
            ]

    def _prepare_barriers(self) -> None:
        reasons = self.desk.barriers()
        self.looks = {each.code: each for each in reasons}
        first = [each for each in reasons if each.order <= _FIRST_TILES]
        rest = [each for each in reasons if each.order > _FIRST_TILES]
        self.fields["barriers"].choices = [
            *((each.code, each.name) for each in first),
            (UNKNOWN, _("I don’t know yet")),
        ]
        self.fields["more_barriers"].choices = [(each.code, each.name) for each in rest]
        if not rest:
            del self.fields["more_barriers"]

    # -- how it is drawn --------------------------------------------------------------------

    def layout(self):
        steps = [self._who(), self._barriers(), self._agreed(), self._risk(), self._when()]
        if "ward" in self.fields or "programme" in self.fields:
            steps.insert(1, self._where())
        if "source" in self.fields:
            steps.insert(0, self._asking())
        return [Steps(*steps)]

    def make_helper(self):
        helper = super().make_helper()
        helper.layout.fields[-1] = Send()
        return helper

    def _asking(self):
        return Step(
            _("Who is asking?"),
            RadioTiles("source"),
            Beside("referrer_name", "referrer_phone"),
            hint=_("You write down what they say. Somebody else in the team decides."),
            asks=("source",),
        )

    def _who(self):
        return Either(
            _("Who is it?"),
            *self.who_layout(),
            hint=_("We look for the person while you type."),
            asks=("nhs_number", "family_name"),
        )

    def _where(self):
        fields = [Beside("ward", "bay")] if "ward" in self.fields else []
        if "programme" in self.fields:
            fields.append(RadioTiles("programme", legend="shown"))
        remembered = bool(self.desk.last_ward) and "ward" in self.fields
        return Step(
            _("Where are they now?"),
            *fields,
            hint=_("Remembered from your last referral.") if remembered else "",
            asks=[each for each in ("ward", "programme") if each in self.fields],
        )

    def _barriers(self):
        looks = self.looks
        first = TickTiles(
            "barriers",
            icons={code: each.icon for code, each in looks.items() if each.icon},
            hints={code: each.hint for code, each in looks.items()}
            | {UNKNOWN: _("We will ask on the ward")},
            alone=UNKNOWN,
            between=(More("more_barriers", looks), "reason"),
        )
        return Step(
            _("What stops them going home?"),
            first,
            hint=_("Tick all that apply. A few words help us bring the right thing."),
            asks=("barriers",),
        )

    def _agreed(self):
        hints = {
            YES: _("To you, today, in words"),
            DECIDES: _("Power of attorney or deputy"),
            NO: _("We stop and show what else helps"),
            UNKNOWN: _("Save the draft and ask first"),
        }
        return Step(
            _("Have they agreed?"),
            RadioTiles("agreed", hints=hints),
            hint=_(
                "They need to know we will see what you write here, and may share it with their GP."
            ),
        )

    def _risk(self):
        hints = {
            NO: _("You asked and looked"),
            YES: _("Say what it is"),
            UNKNOWN: _("A co-ordinator will ring you before anyone visits"),
        }
        return Step(
            _("Is there a risk we should know of?"),
            RadioTiles("risk", hints=hints, wide=(UNKNOWN,), reveals={YES: ("risk_words",)}),
            hint=_(
                "Think of falls, dogs, smoking with oxygen, self-harm, someone who must not know."
            ),
            asks=("risk",),
        )

    def _when(self):
        return Either(
            _("When could they go home?"),
            "ready_on",
            RadioTiles("ready_when"),
            Extra(),
            hint=_("The day the doctors say they are ready, for example 24 11 2025."),
            asks=("ready_on", "ready_when"),
        )

    # -- what counts as an answer -----------------------------------------------------------

    def clean(self):
        told = super().clean()
        if told.get("risk") == YES and not told.get("risk_words"):
            self.add_error("risk", _("Say what the risk is, or choose “No known risks”"))
        if self.open_referral is None:
            self._check_barriers(told)
        return told

    def _check_barriers(self, told) -> None:
        said = told.get("barriers") or told.get("more_barriers") or told.get("reason")
        if not said and self.desk.mode not in (CALLER, PRACTICE):
            self.add_error("barriers", _("Tick what stops them going home, or “I don’t know yet”"))

    def codes(self) -> list[str]:
        """The barriers that were ticked; "I don't know yet" only counts alone."""
        told = self.cleaned_data
        ticked = [*told.get("barriers", []), *told.get("more_barriers", [])]
        return [each for each in ticked if each != UNKNOWN]

    def consent(self) -> str:
        """Who agreed, as consents call them."""
        said = self.cleaned_data["agreed"]
        return Consent.GivenBy.ATTORNEY if said == DECIDES else Consent.GivenBy.RESIDENT

    def risks(self) -> list[tuple[str, str]]:
        """Statements of risk, as residents.state_risk takes them."""
        told = self.cleaned_data
        kinds = {NO: RiskKind.NONE_KNOWN, YES: RiskKind.OTHER, UNKNOWN: RiskKind.NOT_ASKED}
        return [(kinds[told["risk"]], told["risk_words"] if told["risk"] == YES else "")]

    def ready(self, today):
        """The day given; today when they are ready now; None when nobody knows."""
        told = self.cleaned_data
        if told.get("ready_on"):
            return told["ready_on"]
        return today if told.get("ready_when") == NOW else None

    def about(self, today) -> dict:
        """The further fields of the referral."""
        told = self.cleaned_data
        kept = (
            *("bay", "reason", "admitted_on", "needs_journey", "needs_home_visit", "pathway"),
            *("housing_authority", "duty_to_refer_on", "referrer_name", "referrer_phone"),
        )
        about = {name: told[name] for name in kept if name in told}
        codes = self.codes()
        return about | {
            "ready_on": self.ready(today),
            "barriers_unknown": not codes,
            "is_homeless": HOMELESS in codes or bool(told.get("housing_authority")),
        }


class Either(Step):
    """A step that is done once one of the fields it asks has an answer.

    Asked when it is drawn, not when the form is made: a draft is filled in between.
    """

    def wanted(self, form) -> list[str]:
        """The first that has an answer, else the first."""
        said = [each for each in self.asks if form[each].value() not in (None, "", ["", "", ""])]
        return [*said, self.asks[0]][:1]


class More(LayoutObject):
    """The rarer reasons, folded away until one is wanted."""

    def __init__(self, field, looks):
        self.field, self.looks = field, looks
        self.fields = [field]

    def render(self, form, context, template_pack=None, **kwargs):
        if self.field not in form.fields:
            return ""
        tiles = TickTiles(
            self.field,
            icons={code: each.icon for code, each in self.looks.items() if each.icon},
            hints={code: each.hint for code, each in self.looks.items()},
        )
        inner = draw([tiles], form, context, template_pack or "gds", **kwargs)
        return element(
            "details",
            {"class": "app-more", "open": bool(form[self.field].value())},
            element("summary", None, _("Something else")),
            inner,
        )


class Extra(LayoutObject):
    """What helps the team but nobody has to know, folded away."""

    names = (
        *("urgency", "needs_journey", "needs_home_visit", "admitted_on", "pathway"),
        *("housing_authority", "duty_to_refer_on"),
    )
    fields = names

    def render(self, form, context, template_pack=None, **kwargs):
        with context.push(app_in_step=False):
            inner = draw(self.names, form, context, template_pack or "gds", **kwargs)
        return element(
            "details",
            {"class": "app-more", "open": any(form[each].errors for each in self.names)},
            element("summary", None, _("More, if you know it")),
            inner,
        )


class Send(LayoutObject):
    """The button: to send, or to add what is new to the open referral. Htmx renews it."""

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string(
            "referrals/_send.html", {"form": form, "cancel_url": context.get("cancel_url")}
        )


__all__ = ["DECIDES", "NO", "NOBODY", "NOW", "UNKNOWN", "YES", "ReferForm"]
