"""What a resident agreed to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, paired
from residents.scoping import OfResidentQuerySet


class ConsentKind(models.TextChoices):
    """What was agreed to."""

    REFERRAL = "referral", _("To be referred")
    SHARING = "sharing", _("To share with")
    EVALUATION = "evaluation", _("To be counted in evaluation")
    STORY = "story", _("To have their story told")


class ConsentQuerySet(OfResidentQuerySet):
    """Consents."""

    def in_force(self, at=None):
        """Given and not withdrawn (now, or at the moment `at`)."""
        held = self.filter(decision=Consent.Decision.GIVEN)
        if at is None:
            return held.filter(withdrawn_at__isnull=True)
        return held.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), given_at__lte=at)


@track
class Consent(models.Model):
    """One answer about one thing, from whom and how. Direct care has its own lawful basis;
    this is what the resident agreed to, can be withdrawn, and is shown to all who hold the record.
    """

    personal = True

    class Decision(models.TextChoices):
        GIVEN = "given", _("Agreed")
        REFUSED = "refused", _("Said no")

    class GivenBy(models.TextChoices):
        RESIDENT = "resident", _("The resident")
        ATTORNEY = "attorney", _("Power of attorney or deputy")
        BEST_INTEREST = "best_interest", _("Decided in their best interest")

    class How(models.TextChoices):
        WORDS = "words", _("In words")
        WRITING = "writing", _("In writing")
        PHONE = "phone", _("By telephone")

    class Reach(models.TextChoices):
        INSIDE = "inside", _("Inside the service")
        FUNDERS = "funders", _("To funders")
        PUBLIC = "public", _("In public")

    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="consents"
    )
    kind = models.CharField(max_length=12, choices=ConsentKind.choices)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.GIVEN)
    recipient = models.CharField(
        _("with whom"), max_length=80, blank=True, help_text=_("For sharing: GP, ward, daughter …")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reach = models.CharField(max_length=8, choices=Reach.choices, blank=True)
    given_by = models.CharField(max_length=14, choices=GivenBy.choices, default=GivenBy.RESIDENT)
    how = models.CharField(max_length=8, choices=How.choices, default=How.WORDS)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    notes = models.CharField(max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        indexes = [models.Index(fields=["resident", "kind"], name="consent_of_resident")]
        constraints = [
            one_of("consent", "kind", ConsentKind.values),
            one_of("consent", "decision", ("given", "refused")),
            paired("consent", "withdrawn_at", "withdrawn_by"),
            in_order("consent", "given_at", "withdrawn_at"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.decision}"
