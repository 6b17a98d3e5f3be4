"""Where a service is: its addresses, and the middle of each postcode district."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of
from providers.querysets import OfServiceQuerySet


class FirstHalf(Func):
    """The first half of a postcode as PostgreSQL reads it: DY1 of "dy1 2hq"; else nothing."""

    function = "substring"
    template = "COALESCE(%(function)s(%(expressions)s), '')"
    output_field = models.CharField(max_length=4)


_WHOLE_OR_HALF = r"^\s*([A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s*[0-9][A-Z]{2})?\s*$"


@track
class ServiceLocation(models.Model):
    """An address at which a service is given, to which one writes, or where it is met online.

    Latitude and longitude in degrees (WGS 84) when the listing states them; without them its
    postcode district stands for it, and distances are said to be about right.
    """

    class Kind(models.TextChoices):
        PHYSICAL = "physical", _("Where it happens")
        POSTAL = "postal", _("For letters")
        VIRTUAL = "virtual", _("Online or by telephone")

    untracked = ("uid",)

    uid = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    service = models.ForeignKey(
        "providers.Service", on_delete=models.CASCADE, related_name="locations"
    )
    source_id = models.CharField(max_length=200, blank=True, db_default="", default="")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PHYSICAL)
    name = models.CharField(_("name of the place"), max_length=120, blank=True)
    address_1 = models.CharField(_("address"), max_length=120, blank=True)
    address_2 = models.CharField(_("address, second line"), max_length=120, blank=True)
    city = models.CharField(_("town or city"), max_length=80, blank=True)
    county = models.CharField(_("county"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    country = models.CharField(_("country"), max_length=2, default="GB", blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accessibility = models.CharField(_("getting in"), max_length=300, blank=True)
    district = models.GeneratedField(
        expression=FirstHalf(Upper(F("postcode")), Value(_WHOLE_OR_HALF)),
        output_field=models.CharField(max_length=4),
        db_persist=True,
    )

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a service")
        constraints = [
            one_of("location", "kind", ("physical", "postal", "virtual")),
            models.CheckConstraint(
                name="location_on_the_globe",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self):
        return self.one_line

    @property
    def one_line(self) -> str:
        """The address as one reads it aloud."""
        lines = (self.name, self.address_1, self.address_2, self.city, self.postcode)
        return ", ".join(each for each in lines if each)


class PostcodeDistrict(models.Model):
    """The middle of a postcode district (DY1), for distances that are about right.

    Reference data: shipped for the areas that are ready to use, replaced or added to by
    `manage.py load_postcode_districts FILE`.
    """

    district = models.CharField(_("postcode district"), max_length=4, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    town = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("postcode district")
        constraints = [
            models.CheckConstraint(
                name="district_on_the_globe",
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self):
        return self.district
