"""A service that a provider offers, with places that can never be oversold."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order
from core.money import MoneyField
from core.references import ReferenceField
from providers.models.coded import Access, Suits
from providers.querysets import ServiceQuerySet


def _codes(choices):
    """An array of codes of one coded list, empty unless stated."""
    return ArrayField(
        models.CharField(max_length=24, choices=choices.choices),
        default=list,
        db_default=Value([], output_field=ArrayField(models.CharField(max_length=24))),
        blank=True,
    )


def _worked_out(item: models.Field):
    """An array that `services.finding.refresh` fills from needs, places and opening times."""
    return ArrayField(
        item,
        default=list,
        db_default=Value([], output_field=ArrayField(item)),
        blank=True,
        editable=False,
    )


_NOT_LISTED = (
    *("taken", "full_since", "waiting_days"),
    *("last_seen_at", "stale_since", "feed_digest", "changed_at", "search_words", "need_ids"),
)


def _listing_changed() -> pgtrigger.Trigger:
    """Keeps `changed_at`, which the public sees. Places taken do not count: when somebody began
    with a service is nobody else's business."""
    return pgtrigger.Trigger(
        name="listing_changed",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange(exclude=_NOT_LISTED),
        func="NEW.changed_at = statement_timestamp(); RETURN NEW;",
    )


def looked_up(fields: list[str], *, name: str) -> GinIndex:
    """An index for the search, kept in order with each write.

    With PostgreSQL's usual waiting list (fastupdate) new entries stand in no order until it is
    tidied up, and every search reads all of them: after a feed of some thousand services a search
    took three times as long.
    """
    return GinIndex(fields=fields, name=name, fastupdate=False)


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

    untracked = (
        *("uid", "slots", "place_districts", "need_ids"),
        *("last_seen_at", "feed_digest", "changed_at"),
    )

    reference = ReferenceField(prefix="CBS")
    uid = models.UUIDField(
        unique=True, editable=False, db_default=RandomUUID(), help_text=_("Its public identity.")
    )
    source = models.SlugField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("The feed it was read from; empty when it was listed here."),
    )
    source_id = models.CharField(max_length=200, blank=True, default="", db_default="")
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
    access = _codes(Access)
    who_it_suits = models.CharField(max_length=200, blank=True)
    suits = _codes(Suits)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3),
        default=list,
        db_default=Value([], output_field=ArrayField(models.CharField(max_length=3))),
        blank=True,
        help_text=_("ISO 639 codes of the languages spoken beside English."),
    )
    terms = models.ManyToManyField("providers.TaxonomyTerm", related_name="services", blank=True)
    keywords = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text=_("Other words by which it should be found: terms of a feed, everyday names."),
    )
    url = models.URLField(max_length=300, blank=True, default="", db_default="")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=35, blank=True)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    full_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("When the last place was taken; empty while one is free."),
    )
    waiting_days = models.PositiveSmallIntegerField(_("days to wait"), null=True, blank=True)
    unit_price = MoneyField(_("price"), null=True, blank=True)
    unit = models.CharField(_("for each"), max_length=40, blank=True)
    fees = models.CharField(
        _("what it costs, in words"), max_length=300, blank=True, default="", db_default=""
    )
    is_paused = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    last_checked_on = models.DateField(
        null=True, blank=True, help_text=_("When somebody last said that the listing is right.")
    )
    last_seen_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its feed last carried it.")
    )
    stale_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Since when its feed carries it no more, or nobody has checked it."),
    )
    alert = models.CharField(
        _("for the time being"), max_length=500, blank=True, default="", db_default=""
    )
    accreditations = models.CharField(max_length=500, blank=True, default="", db_default="")
    assurer_email = models.EmailField(blank=True, default="", db_default="")
    area_words = models.CharField(
        _("area in words"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("What a feed says of the area when it names no postcode districts."),
    )
    feed_modified_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its feed says that it last changed.")
    )
    feed_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    changed_at = models.DateTimeField(
        editable=False,
        db_default=Now(),
        help_text=_("When its listing last changed; kept by the database."),
    )
    place_districts = _worked_out(models.CharField(max_length=4))
    slots = _worked_out(models.CharField(max_length=5))
    need_ids = _worked_out(models.BigIntegerField())
    search_words = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="english")
        + SearchVector("keywords", weight="B", config="english")
        + SearchVector("description", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        triggers = [_listing_changed()]
        indexes = [
            looked_up(["search_words"], name="service_words"),
            looked_up(["postcode_districts"], name="service_districts"),
            models.Index(fields=["kind"], name="service_kind"),
            models.Index(fields=["name", "id"], name="service_by_name"),
            looked_up(["place_districts"], name="service_place_districts"),
            looked_up(["slots"], name="service_slots"),
            looked_up(["need_ids"], name="service_need_ids"),
            looked_up(["access", "suits"], name="service_access_suits"),
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
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="service_once_per_source",
                condition=~Q(source=""),
            ),
            models.CheckConstraint(
                name="service_access_known", condition=Q(access__contained_by=Access.values)
            ),
            models.CheckConstraint(
                name="service_suits_known", condition=Q(suits__contained_by=Suits.values)
            ),
            in_order("service", "minimum_age", "maximum_age"),
        ]

    def __str__(self):
        return self.name

    @property
    def places_left(self) -> int | None:
        """How many places are free; None when the service counts none."""
        return None if self.places is None else self.places - self.taken
