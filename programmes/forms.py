"""New rules of a programme."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.crispy import Beside, Section
from core.forms import (
    BridgeForm,
    DateField,
    MoneyField,
    MultipleChoiceField,
    ReasonField,
    YesNoField,
)
from programmes.models import BarrierReason, NeedDomain
from programmes.models.policy import RiskTier
from programmes.presenters import SOURCES

_LAST_REMINDER = "placement_last_reminder_percent"
_TIERS = ("purchases.approve", "purchases.approve_second", "purchases.approve_third")


def _number(label, least, most):
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages={
            "required": gettext_lazy("Enter a number"),
            "invalid": gettext_lazy("Enter a whole number"),
        },
    )


class DaysField(forms.CharField):
    """Days as people write them: 1, 3, 7, 14. Gives them in order, each once."""

    def clean(self, value):
        typed = super().clean(value).replace(";", ",").replace(" ", ",")
        try:
            days = sorted({int(each) for each in typed.split(",") if each})
        except ValueError:
            raise forms.ValidationError(
                _("Enter numbers with commas, for example 1, 3, 7")
            ) from None
        if any(day < 1 or day > 364 for day in days):
            raise forms.ValidationError(_("Days run from 1 to 364"))
        return days


class PolicyForm(BridgeForm):
    """A new version of the rules. What is open keeps the rules it began under."""

    effective_from = DateField(
        label=gettext_lazy("In force from"),
        what=gettext_lazy("the first day of the new rules"),
        future=True,
    )
    reason = ReasonField(label=gettext_lazy("Why is it changed?"), max_length=200, rows=2)
    response_hours = _number(gettext_lazy("Hours to decide a referral"), 1, 336)
    urgent_response_hours = _number(gettext_lazy("Hours when it is urgent"), 1, 336)
    referral_sources = MultipleChoiceField(
        label=gettext_lazy("Referrals are taken from"), choices=list(SOURCES.items())
    )
    barrier_codes = MultipleChoiceField(label=gettext_lazy("What may hold people"))
    plan_weeks = _number(gettext_lazy("Weeks of the plan"), 1, 52)
    contact_light = DaysField(label=gettext_lazy("Contacts on days, light"))
    contact_medium = DaysField(label=gettext_lazy("Contacts on days, medium"))
    contact_intensive = DaysField(label=gettext_lazy("Contacts on days, intensive"))
    review_days = DaysField(label=gettext_lazy("Reviews on days"))
    first_contact_working_days = _number(gettext_lazy("Working days to the first contact"), 1, 20)
    watch_days = _number(gettext_lazy("Days in which a missed contact raises an alert"), 1, 364)
    pause_on_readmission = YesNoField(
        label=gettext_lazy("Does the clock stop when they are back in hospital?")
    )
    first_tier = MoneyField(label=gettext_lazy("A link worker agrees up to"))
    second_tier = MoneyField(label=gettext_lazy("A team lead agrees up to"))
    third_tier = MoneyField(label=gettext_lazy("A manager agrees up to"))
    panel_above = MoneyField(label=gettext_lazy("A panel decides above"), required=False)
    panel_quorum = _number(gettext_lazy("Votes a panel needs"), 2, 15)
    panel_majority = _number(gettext_lazy("Percent that must be exceeded"), 1, 99)
    quotes_above = MoneyField(label=gettext_lazy("Prices are compared above"), required=False)
    quotes_wanted = _number(gettext_lazy("Prices to compare"), 1, 3)
    quote_days = _number(gettext_lazy("Days to give a price"), 1, 60)
    look_back_percent = _number(
        gettext_lazy("Percent of what is agreed at once that is looked at afterwards"), 0, 100
    )
    spend_needs = MultipleChoiceField(
        label=gettext_lazy("Money is spent on these needs only"),
        help_text=gettext_lazy("None ticked: on any need."),
        required=False,
    )
    advance_percent = _number(
        gettext_lazy("Percent of what was agreed that may be spent before it is paid in"), 0, 100
    )
    same_day_limit = MoneyField(label=gettext_lazy("Ordered the same day up to"), zero=True)
    personal_budget_cap = MoneyField(label=gettext_lazy("Personal budget up to"), zero=True)
    staff_cost_per_year = MoneyField(
        label=gettext_lazy("Staff and overheads a year"), required=False
    )
    caseload_weight_limit = _number(gettext_lazy("Weight at which it is too much"), 1, 500)
    placement_expiry_days = _number(gettext_lazy("Days a provider has to answer"), 1, 90)
    placement_answer_hours = _number(
        gettext_lazy("Hours to answer while somebody waits to go home"), 1, 168
    )
    placement_reminder_percent = _number(
        gettext_lazy("Remind a provider when so much of its time is over, percent"), 1, 98
    )
    placement_last_reminder_percent = _number(
        gettext_lazy("Remind it once more at, percent"), 2, 99
    )
    settle_within_hours = _number(gettext_lazy("Hours to settle a journey home"), 1, 24)

    submit_label = gettext_lazy("Write these rules")

    def prepare(self):
        """The reasons that there are."""
        rows = BarrierReason.objects.filter(is_active=True).order_by("order")
        self.fields["barrier_codes"].choices = [(each.code, each.name) for each in rows]
        needs = NeedDomain.objects.filter(is_active=True).order_by("order", "pk")
        self.fields["spend_needs"].choices = [(each.code, each.name) for each in needs]

    def layout(self):
        return [
            Section(_("When and why"), "effective_from", "reason"),
            Section(
                _("Referrals"),
                Beside("response_hours", "urgent_response_hours"),
                *("referral_sources", "barrier_codes"),
            ),
            Section(
                _("The plan"),
                "plan_weeks",
                *("contact_light", "contact_medium", "contact_intensive", "review_days"),
                Beside("first_contact_working_days", "watch_days"),
                "pause_on_readmission",
            ),
            Section(
                _("Money"),
                Beside("first_tier", "second_tier", "third_tier"),
                Beside("panel_above", "panel_quorum", "panel_majority"),
                Beside("quotes_above", "quotes_wanted", "quote_days"),
                "look_back_percent",
                "advance_percent",
                "spend_needs",
                Beside("same_day_limit", "personal_budget_cap"),
                "staff_cost_per_year",
                hint=_(
                    "Above the last limit two managers agree together, and above the next a panel."
                ),
            ),
            Section(
                _("People and providers"),
                Beside("caseload_weight_limit", "settle_within_hours"),
                Beside("placement_expiry_days", "placement_answer_hours"),
                Beside("placement_reminder_percent", "placement_last_reminder_percent"),
            ),
        ]

    def changes(self) -> dict:
        """What programmes.write_policy is told."""
        told = dict(self.cleaned_data)
        told["contact_days"] = {tier.value: told.pop(f"contact_{tier.value}") for tier in RiskTier}
        limits = [told.pop(name) for name in ("first_tier", "second_tier", "third_tier")]
        tiers = [
            {"up_to": f"{limit:.2f}", "permission": permission, "approvers": 1}
            for limit, permission in zip(limits, _TIERS, strict=True)
        ]
        told["approval_tiers"] = [
            *tiers,
            {"up_to": None, "permission": _TIERS[-1], "approvers": 2},
        ]
        return told

    def clean(self):
        told = super().clean()
        limits = [told.get(name) for name in ("first_tier", "second_tier", "third_tier")]
        if all(limits) and not limits[0] < limits[1] < limits[2]:
            self.add_error("second_tier", _("Each limit must be higher than the one before"))
        first, last = told.get("placement_reminder_percent"), told.get(_LAST_REMINDER)
        if first and last and first > last:
            self.add_error(_LAST_REMINDER, _("The last reminder comes after the first"))
        return told


def initial_of(policy) -> dict:
    """The rules in force, to change from. The day and the reason are left open."""
    names = (
        *("response_hours", "urgent_response_hours", "referral_sources", "barrier_codes"),
        *("plan_weeks", "first_contact_working_days", "watch_days", "same_day_limit"),
        *("personal_budget_cap", "staff_cost_per_year", "caseload_weight_limit"),
        *("panel_above", "panel_quorum", "panel_majority", "quotes_above", "quotes_wanted"),
        *("quote_days", "look_back_percent", "advance_percent", "spend_needs"),
        *("placement_expiry_days", "placement_answer_hours", "settle_within_hours"),
        *("placement_reminder_percent", _LAST_REMINDER),
    )
    told = {name: getattr(policy, name) for name in names}
    told["pause_on_readmission"] = "yes" if policy.pause_on_readmission else "no"
    for tier in RiskTier:
        told[f"contact_{tier.value}"] = ", ".join(str(day) for day in policy.days_for(tier))
    told["review_days"] = ", ".join(str(day) for day in policy.review_days)
    for name, tier in zip(
        ("first_tier", "second_tier", "third_tier"), policy.tiers(), strict=False
    ):
        if tier.up_to is not None:
            told[name] = Decimal(tier.up_to)
    return told
