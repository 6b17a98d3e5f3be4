"""The person helped."""

import datetime as dt

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.references import ReferenceField
from residents.querysets import ResidentQuerySet


class Ethnicity(models.TextChoices):
    """NHS Data Dictionary ethnic category (2001 based)."""

    A = "A", _("White: British")
    B = "B", _("White: Irish")
    C = "C", _("White: any other")
    D = "D", _("Mixed: White and Black Caribbean")
    E = "E", _("Mixed: White and Black African")
    F = "F", _("Mixed: White and Asian")
    G = "G", _("Mixed: any other")
    H = "H", _("Asian: Indian")
    J = "J", _("Asian: Pakistani")
    K = "K", _("Asian: Bangladeshi")
    L = "L", _("Asian: any other")
    M = "M", _("Black: Caribbean")
    N = "N", _("Black: African")
    P = "P", _("Black: any other")
    R = "R", _("Chinese")
    S = "S", _("Any other ethnic group")
    Z = "Z", _("Not stated")
    UNKNOWN = "99", _("Not known")


@track
class Resident(models.Model):
    """Someone whom the service helps or was asked to help."""

    personal = True

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        NOT_STATED = "not_stated", _("Not stated")

    reference = ReferenceField(prefix="CBR")
    nhs_number = models.CharField(
        _("NHS number"), max_length=10, null=True, blank=True, unique=True
    )
    given_name = models.CharField(_("given name"), max_length=35)
    family_name = models.CharField(_("family name"), max_length=35)
    preferred_name = models.CharField(_("likes to be called"), max_length=35, blank=True)
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.NOT_STATED)
    pronouns = models.CharField(_("pronouns"), max_length=30, blank=True)
    ethnicity = models.CharField(max_length=2, choices=Ethnicity.choices, default=Ethnicity.UNKNOWN)
    address = models.TextField(_("address"), blank=True, max_length=200)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    uprn = models.CharField(_("UPRN"), max_length=12, blank=True)
    electoral_ward = models.CharField(max_length=60, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    deprivation_decile = models.PositiveSmallIntegerField(null=True, blank=True)
    is_rural = models.BooleanField(_("lives in the country"), default=False)
    phone = models.CharField(_("telephone"), max_length=35, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    gp_practice_code = models.CharField(_("GP practice code"), max_length=6, blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    communication_needs = models.CharField(
        _("how they need us to communicate"),
        max_length=200,
        blank=True,
        help_text=_("Accessible Information Standard: large print, Braille, sign language …"),
    )
    lives_alone = models.BooleanField(null=True, blank=True)
    is_veteran = models.BooleanField(null=True, blank=True)
    is_carer = models.BooleanField(null=True, blank=True)
    safe_contact = models.TextField(
        _("rules for safe contact"), blank=True, help_text=_("Never leave a message, ring first …")
    )
    died_on = models.DateField(null=True, blank=True)
    national_opt_out_on = models.DateField(
        null=True, blank=True, help_text=_("National data opt-out: left out of evaluation.")
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_records"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    search_name = models.GeneratedField(
        expression=Lower(
            Concat(
                "given_name", models.Value(" "), "family_name", models.Value(" "), "preferred_name"
            )
        ),
        output_field=models.CharField(max_length=120),
        db_persist=True,
    )

    objects = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident")
        indexes = [
            # New names wait in no order, at most some hundred of them: to put each in its place at
            # once takes twenty times as long, and to search a long list of them 25 ms.
            GinIndex(
                fields=["search_name"],
                name="resident_name_trigram",
                opclasses=["gin_trgm_ops"],
                gin_pending_list_limit=256,
            ),
            models.Index(fields=["date_of_birth"], name="resident_birth_date"),
            models.Index(fields=["postcode"], name="resident_postcode"),
        ]
        constraints = [
            models.CheckConstraint(
                name="resident_nhs_number_ten_digits",
                condition=Q(nhs_number__isnull=True) | Q(nhs_number__regex=r"^[0-9]{10}$"),
            ),
            models.CheckConstraint(
                name="resident_nhs_number_not_zero",
                condition=Q(nhs_number__isnull=True) | ~Q(nhs_number="0000000000"),
            ),
            models.CheckConstraint(
                name="resident_not_merged_into_self",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk")),
            ),
            models.CheckConstraint(
                name="resident_decile_one_to_ten",
                condition=Q(deprivation_decile__isnull=True)
                | Q(deprivation_decile__gte=1, deprivation_decile__lte=10),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The page of this resident."""
        return reverse("residents:detail", args=[self.reference])

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def called(self) -> str:
        """What to call them: the preferred name, else the given one."""
        return self.preferred_name or self.given_name

    def age_on(self, day: dt.date) -> int | None:
        """Whole years on `day`."""
        born = self.date_of_birth
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
