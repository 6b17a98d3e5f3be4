"""The referral on one page, in the order in which people know things."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.desks import CALLER, PRACTICE
from referrals.forms.refer.answers import DECIDES, NO, NOW, UNKNOWN, YES
from referrals.forms.refer.steps import ReferSteps
from referrals.services.refer import HOMELESS
from residents.models import Consent, RiskKind

_FIRST_TILES = 100


class ReferForm(ReferSteps):
    """Everything a ward knows in two minutes. What is not known may be left out."""

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
