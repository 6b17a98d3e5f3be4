"""A policy: a dated version of a programme's rules."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.money import MoneyField
from core.references import ReferenceField

Slugs = models.CharField(max_length=50)


class RiskTier(models.TextChoices):
    """How closely the first weeks are watched."""

    LIGHT = "light", _("Light")
    MEDIUM = "medium", _("Medium")
    INTENSIVE = "intensive", _("Intensive")


class ClosureReason(models.TextChoices):
    """Why a case ends (standards: the 12-week plan)."""

    GOALS_ACHIEVED = "goals_achieved", _("Goals achieved")
    PARTLY_ACHIEVED = "partly_achieved", _("Goals partly achieved")
    PLAN_ENDED = "plan_ended", _("The twelve weeks ended")
    TRANSFERRED = "transferred", _("Moved to another service")
    DECLINED = "declined", _("They did not want the offer")
    NOT_CONTACTABLE = "not_contactable", _("We could not reach them")
    MOVED_AWAY = "moved_away", _("They moved away")
    READMITTED = "readmitted", _("In hospital for long")
    CARE_HOME = "care_home", _("Moved into a care home")
    DIED = "died", _("They died")
    UNSAFE = "unsafe", _("It was not safe to go on")
    OUT_OF_AREA = "out_of_area", _("Out of area")
    INAPPROPRIATE = "inappropriate", _("The referral did not fit")
    DATA_ERROR = "data_error", _("Opened by mistake")


@track
class Policy(models.Model):
    """The rules from a day on. Never edited once used: a change is a new policy."""

    reference = ReferenceField(prefix="CBY")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="policies"
    )
    effective_from = models.DateField(_("in force from"))
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True)
    reason = models.CharField(_("why it was changed"), max_length=200, blank=True)

    plan_weeks = models.PositiveSmallIntegerField(_("weeks of the plan"), default=12)
    contact_days = models.JSONField(
        _("contact schedule"),
        default=dict,
        help_text=_("Per risk tier, the days after coming home on which a contact is planned."),
    )
    review_days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    first_contact_working_days = models.PositiveSmallIntegerField(default=2)
    watch_days = models.PositiveSmallIntegerField(
        default=14, help_text=_("A missed planned contact up to this day raises an alert.")
    )
    follow_up_months = ArrayField(models.PositiveSmallIntegerField(), default=list)
    response_hours = models.PositiveSmallIntegerField(_("hours to decide a referral"), default=24)
    urgent_response_hours = models.PositiveSmallIntegerField(default=4)
    referral_sources = ArrayField(Slugs, default=list)
    need_codes = ArrayField(Slugs, default=list)
    barrier_codes = ArrayField(Slugs, default=list)
    closure_reasons = ArrayField(Slugs, default=list)
    instrument_codes = ArrayField(Slugs, default=list)
    measure_points = ArrayField(
        Slugs,
        null=True,
        blank=True,
        help_text=_("When scales are asked; empty: at all five points."),
    )
    measure_days_before = models.PositiveSmallIntegerField(
        _("days a scale may be asked early"), default=7, db_default=7
    )
    measure_days_after = models.PositiveSmallIntegerField(
        _("days a scale may be asked late"), default=14, db_default=14
    )
    pause_on_readmission = models.BooleanField(default=False)
    placement_expiry_days = models.PositiveSmallIntegerField(default=7)
    placement_answer_hours = models.PositiveSmallIntegerField(
        default=24,
        db_default=24,
        help_text=_("While somebody still waits to go home, a provider has so long to answer."),
    )
    placement_reminder_percent = models.PositiveSmallIntegerField(
        default=50,
        db_default=50,
        help_text=_("A provider is reminded once this share of its time is over, percent."),
    )
    placement_last_reminder_percent = models.PositiveSmallIntegerField(
        default=85, db_default=85, help_text=_("And once more after this share.")
    )
    settle_within_hours = models.PositiveSmallIntegerField(
        default=3, help_text=_("A journey not settled by then escalates.")
    )
    caseload_weight_limit = models.PositiveSmallIntegerField(default=30)
    approval_tiers = models.JSONField(
        _("approval tiers"),
        default=list,
        encoder=DjangoJSONEncoder,
        help_text=_("In rising order: up to (pounds, as text), permission, approvers."),
    )
    personal_budget_cap = MoneyField(_("personal budget cap"), default=Decimal("100.00"))
    same_day_limit = MoneyField(default=Decimal("50.00"))
    panel_above = MoneyField(
        _("a panel decides above"),
        null=True,
        blank=True,
        help_text=_("Empty: no panel, two people of the last tier agree."),
    )
    panel_quorum = models.PositiveSmallIntegerField(
        _("votes a panel needs"), default=3, db_default=3
    )
    panel_majority = models.PositiveSmallIntegerField(
        default=50,
        db_default=50,
        help_text=_("For must be more than this share of for and against, percent."),
    )
    quotes_above = MoneyField(_("prices are compared above"), null=True, blank=True)
    quotes_wanted = models.PositiveSmallIntegerField(
        _("prices to compare"), default=2, db_default=2
    )
    quote_days = models.PositiveSmallIntegerField(
        _("days to give a price"), default=5, db_default=5
    )
    look_back_percent = models.PositiveSmallIntegerField(
        default=10,
        db_default=10,
        help_text=_("Share of what is agreed at once that is looked at afterwards."),
    )
    spend_needs = ArrayField(
        Slugs,
        default=list,
        db_default=Value("{}"),
        blank=True,
        verbose_name=_("needs that money is spent on"),
        help_text=_("Codes of the needs that a purchase must serve one of; empty for any."),
    )
    advance_percent = models.PositiveSmallIntegerField(
        _("percent that may be spent ahead"),
        default=100,
        db_default=100,
        help_text=_("Share of what a funder agreed that may be set free before it is paid in."),
    )
    staff_cost_per_year = MoneyField(_("staff and overheads a year"), null=True, blank=True)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "effective_from"], name="policy_once_per_day"
            ),
            models.CheckConstraint(
                name="policy_amounts_not_negative",
                condition=Q(personal_budget_cap__gte=0) & Q(same_day_limit__gte=0),
            ),
            models.CheckConstraint(
                name="policy_reminders_in_time",
                condition=Q(placement_answer_hours__gte=1)
                & Q(placement_reminder_percent__lte=F("placement_last_reminder_percent"))
                & Q(placement_last_reminder_percent__lt=100),
            ),
            models.CheckConstraint(
                name="policy_advance_is_a_share", condition=Q(advance_percent__lte=100)
            ),
            models.CheckConstraint(
                name="policy_plan_has_weeks", condition=Q(plan_weeks__gte=1, plan_weeks__lte=52)
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def plan_days(self) -> int:
        """Length of the plan in days: 84 for twelve weeks."""
        return self.plan_weeks * 7

    def days_for(self, tier: str) -> list[int]:
        """Days after coming home on which a contact is planned for `tier`."""
        return sorted(self.contact_days.get(tier) or self.contact_days.get(RiskTier.MEDIUM, []))

    def tiers(self) -> list["ApprovalTier"]:
        """The approval tiers in rising order."""
        return [ApprovalTier.from_json(number, each) for number, each in self._numbered()]

    def _numbered(self):
        return enumerate(self.approval_tiers, start=1)

    def tier_for(self, amount: Decimal) -> "ApprovalTier":
        """The tier that must agree to `amount`."""
        for tier in self.tiers():
            if tier.up_to is None or amount <= tier.up_to:
                return tier
        return self.tiers()[-1]


class ApprovalTier:
    """Who must agree to an amount: `permission` held by `approvers` different people."""

    def __init__(self, *, number: int, up_to: Decimal | None, permission: str, approvers: int):
        self.number = number
        self.up_to = up_to
        self.permission = permission
        self.approvers = approvers

    @classmethod
    def from_json(cls, number: int, data: dict) -> "ApprovalTier":
        """From one entry of Policy.approval_tiers; a null `up_to` means without limit."""
        limit = data.get("up_to")
        return cls(
            number=number,
            up_to=None if limit is None else Decimal(str(limit)),
            permission=data["permission"],
            approvers=int(data.get("approvers", 1)),
        )
