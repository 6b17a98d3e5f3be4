"""Questions about who can help."""

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Lower, Trim

from accounts.access import holds, memberships, organisations_where, programmes_where


class ProviderQuerySet(models.QuerySet):
    """Providers. The directory is open to everyone who signs in for a programme or provider."""

    def visible_to(self, user):
        """The whole directory to those who may look in it; a provider's workers see their own."""
        if any(each.role_class.reach == "programme" for each in memberships(user)):
            return self
        return self.filter(organisation__in=organisations_where(user, "providers.view"))

    def able(self, on):
        """Approved, not paused, with every paper valid on the day `on`."""
        return self.filter(
            approved_at__isnull=False,
            paused_at__isnull=True,
            insurance_expires_on__gte=on,
            safeguarding_expires_on__gte=on,
            dbs_statement_expires_on__gte=on,
        )


class ServiceQuerySet(models.QuerySet):
    """Services."""

    def visible_to(self, user):
        """Services of providers whom the person sees."""
        providers = self.model._meta.get_field("provider").related_model
        return self.filter(provider__in=providers.objects.visible_to(user))

    def open_to_offers(self, on):
        """Active, not paused, not full, of a provider that may be given new work."""
        providers = self.model._meta.get_field("provider").related_model
        return self.filter(
            Q(places__isnull=True) | Q(taken__lt=F("places")),
            is_active=True,
            is_paused=False,
            provider__in=providers.objects.able(on),
        )

    def about(self, words: str):
        """Whose name or description speaks of `words`."""
        query = SearchQuery(words, config="english", search_type="websearch")
        return self.filter(Q(search_words=query) | Q(name__icontains=words))

    def near(self, district: str):
        """That reach the postcode district (`DY1`), or go everywhere."""
        return self.filter(Q(postcode_districts__contains=[district]) | Q(postcode_districts=[]))


class OfServiceQuerySet(models.QuerySet):
    """What belongs to a service: its places, its opening times."""

    def visible_to(self, user):
        """Of services that the person sees."""
        services = self.model._meta.get_field("service").related_model
        return self.filter(service__in=services.objects.visible_to(user))


class OfProviderQuerySet(models.QuerySet):
    """What belongs to a provider and is nobody else's business: its papers."""

    def visible_to(self, user):
        """The provider's own workers, and whoever checks papers."""
        if holds(user, "providers.assure"):
            return self
        own = organisations_where(user, "providers.edit_listing")
        return self.filter(provider__organisation__in=own)


class TipQuerySet(models.QuerySet):
    """Tips."""

    def visible_to(self, user):
        """Colleagues of the programme. Providers do not read what is said about them."""
        return self.filter(programme__in=programmes_where(user, "providers.add_tip"))

    def in_force(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class CallQuerySet(models.QuerySet):
    """Calls for offers."""

    def visible_to(self, user):
        """Those of one's programmes; to a provider, all: everyone may make an offer."""
        if holds(user, "offers.make"):
            return self
        return self.filter(programme__in=programmes_where(user, "providers.view"))

    def taking_offers(self, on):
        """Open, and the closing day has not passed."""
        return self.filter(status="open", closes_on__gte=on)


class OfferQuerySet(models.QuerySet):
    """Offers to calls."""

    def visible_to(self, user):
        """A provider's own, and those to the calls of programmes in which one decides."""
        return self.filter(
            Q(provider__organisation__in=organisations_where(user, "offers.make"))
            | Q(call__programme__in=programmes_where(user, "calls.take_up"))
        )


class VolunteerQuerySet(models.QuerySet):
    """Volunteers."""

    def visible_to(self, user):
        """Themselves, colleagues who dispatch, and those who offer journeys in a programme."""
        if holds(user, "journeys.offer"):
            return self
        if not memberships(user):
            return self.none()
        return self.filter(
            Q(user=user.pk)
            | Q(organisation__in=organisations_where(user, "providers.edit_listing"))
        )


class GapQuerySet(models.QuerySet):
    """Gaps."""

    def visible_to(self, user):
        """Open to everyone who can raise one: nothing personal stands in a gap."""
        if holds(user, "providers.raise_gap"):
            return self
        return self.filter(programme__in=programmes_where(user, "providers.manage_gaps"))

    def open(self):
        """Not yet filled."""
        return self.exclude(status="filled")

    def clusters(self):
        """Open gaps of one programme, need and place together, most people first."""
        grouped = self.open().order_by().annotate(place=Lower(Trim("area")))
        named = grouped.values(
            "programme__slug", "programme__name", "need__code", "need__name", "place"
        )
        return named.annotate(
            where=Min("area"),
            gaps=Count("pk"),
            people=Sum("people_affected"),
            oldest=Min("raised_at"),
            owner=Max("owner__name"),
            asked=Count("pk", filter=Q(call__status="open")),
            in_hand=Count("pk", filter=Q(status="in_hand")),
        ).order_by("-people", "oldest", "need__name", "place")


class CatalogueQuerySet(models.QuerySet):
    """Things at a known price."""

    def visible_to(self, user):
        """Whoever looks in the directory or buys: a price list holds nothing personal."""
        if holds(user, "providers.view") or holds(user, "purchases.request"):
            return self
        return self.none()

    def offered(self):
        """Still to be had."""
        return self.filter(is_active=True)


class FeedQuerySet(models.QuerySet):
    """Readings of feeds, and what was not taken of them."""

    def visible_to(self, user):
        """Whoever may bring feeds in: a public directory holds no resident."""
        return self if holds(user, "providers.import_feed") else self.none()


class TermQuerySet(models.QuerySet):
    """Terms of other directories."""

    def visible_to(self, user):
        """Whoever may look in the directory."""
        return self if holds(user, "providers.view") else self.none()

    def with_use(self):
        """Each with how many services carry it (`carried`)."""
        return self.annotate(carried=models.Count("services"))

    def unmapped(self):
        """Nobody has said yet what they stand for."""
        return self.filter(mapped_at__isnull=True)
