"""A service that a provider offers, with places that can never be oversold."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.money import MoneyField
from core.references import ReferenceField
from providers.querysets import ServiceQuerySet


@track
class Service(models.Model):
    """What a provider does, for whom, where, when, at what price and with how many places."""

    class Kind(models.TextChoices):
        BEFRIENDING = "befriending", _("Befriending")
        TRANSPORT = "transport", _("Transport home")
        HOME_SUPPORT = "home_support", _("Help at home")
        HANDYPERSON = "handyperson", _("Small repairs and aids")
        CLEANING = "cleaning", _("Clearing and cleaning")
        ADVICE = "advice", _("Money, benefits and housing advice")
        ACTIVITY = "activity", _("Groups and activities")
        EXERCISE = "exercise", _("Exercise")
        COUNSELLING = "counselling", _("Counselling and peer support")
        FOOD = "food", _("Food and meals")
        DIGITAL = "digital", _("Getting online")
        OTHER = "other", _("Other help")

    reference = ReferenceField(prefix="CBS")
    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.PROTECT, related_name="services"
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    description = models.TextField(blank=True)
    needs = models.ManyToManyField("programmes.NeedDomain", related_name="services", blank=True)
    postcode_districts = ArrayField(
        models.CharField(max_length=4), default=list, blank=True, help_text=_("Empty: everywhere.")
    )
    days = models.CharField(_("when"), max_length=120, blank=True)
    accessibility = models.CharField(max_length=200, blank=True)
    who_it_suits = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=35, blank=True)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    waiting_days = models.PositiveSmallIntegerField(_("days to wait"), null=True, blank=True)
    unit_price = MoneyField(_("price"), null=True, blank=True)
    unit = models.CharField(_("for each"), max_length=40, blank=True)
    is_paused = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    search_words = models.GeneratedField(
        expression=SearchVector("name", "description", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        indexes = [
            GinIndex(fields=["search_words"], name="service_words"),
            GinIndex(fields=["postcode_districts"], name="service_districts"),
            models.Index(fields=["kind"], name="service_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                name="service_places_never_oversold",
                condition=Q(places__isnull=True) | Q(taken__lte=F("places")),
            ),
            models.CheckConstraint(
                name="service_price_not_negative",
                condition=Q(unit_price__isnull=True) | Q(unit_price__gte=0),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def places_left(self) -> int | None:
        """How many places are free; None when the service counts none."""
        return None if self.places is None else self.places - self.taken
