"""Organisations, hospital sites and wards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import PlaceQuerySet
from core.audit import track
from core.constraints import one_of
from core.references import ReferenceField


class OrganisationKind(models.TextChoices):
    """What kind of body."""

    COUNCIL = "council", _("Council")
    TRUST = "trust", _("NHS trust")
    ICB = "icb", _("Integrated care board")
    CVS = "cvs", _("Council for voluntary service")
    PROVIDER = "provider", _("Voluntary provider")
    AMBULANCE = "ambulance", _("Ambulance service")
    GP = "gp", _("GP practice")
    FUNDER = "funder", _("Funder")


class WardKind(models.TextChoices):
    """What kind of place."""

    WARD = "ward", _("Ward")
    EMERGENCY = "emergency", _("Emergency department")
    CLINIC = "clinic", _("Clinic")
    CREW = "crew", _("Ambulance crew")


@track
class Organisation(models.Model):
    """A body that takes part: it commissions, leads, refers, delivers or pays."""

    Kind = OrganisationKind

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    ods_code = models.CharField(_("ODS code"), max_length=6, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=35, blank=True)
    is_active = models.BooleanField(default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        constraints = [one_of("organisation", "kind", OrganisationKind.values)]

    def __str__(self):
        return self.name


@track
class Site(models.Model):
    """A hospital (or ambulance station) of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    ods_code = models.CharField(_("ODS code"), max_length=6, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")

    def __str__(self):
        return self.name


@track
class Ward(models.Model):
    """A ward, emergency department, clinic or crew of a site."""

    Kind = WardKind

    reference = ReferenceField(prefix="CBW")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="wards")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.WARD)
    phone = models.CharField(_("telephone"), max_length=35, blank=True)
    is_active = models.BooleanField(default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ward")
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="ward_name_once_per_site"),
            one_of("ward", "kind", WardKind.values),
        ]

    def __str__(self):
        return f"{self.name}, {self.site.name}"
