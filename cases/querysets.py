"""Questions about cases and what hangs on them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.access import holds, memberships, organisations_where, programmes_where
from cases.lifecycle import AT_HOME, AWAITING_ANSWER, HOLDS_A_PLACE, NOT_YET_SETTLED, OPEN
from core import clock
from residents.models import Alert, Consent, Risk


class CaseQuerySet(models.QuerySet):
    """Cases."""

    def visible_to(self, user):
        """A link worker's own cases and those they cover; a lead's whole programme.

        The team's caseload in short (whose, how many, how heavy) is counted elsewhere and names
        nobody.
        """
        today = clock.today()
        own = Q(worker=user.pk) | Q(
            pk__in=self.model.objects.filter(
                covers__worker=user.pk, covers__starts_on__lte=today, covers__ends_on__gte=today
            ).values("pk")
        )
        return self.filter(
            Q(programme__in=programmes_where(user, "cases.view_all"))
            | (own & Q(programme__in=programmes_where(user, "cases.view")))
        )

    def with_standing(self, today):
        """What stands about each resident, in the statement that loads the case and one more.

        `open_concern` (is one open?), `alert_words` (what somebody has to see to, oldest first),
        `risk_kinds`; and what they agreed to, as `resident.consents.all()`.
        """
        of_them = {"resident": OuterRef("resident")}
        concerns = self.model._meta.get_field("concerns").related_model
        alerts = Alert.objects.filter(programme=OuterRef("programme"), ended_at=None, **of_them)
        consents = Consent.objects.select_related("organisation", "recorded_by")
        return self.annotate(
            open_concern=Exists(concerns.objects.filter(case=OuterRef("pk"), closed_at=None)),
            alert_words=ArraySubquery(alerts.order_by("raised_at").values("words")),
            risk_kinds=ArraySubquery(Risk.objects.standing(today).filter(**of_them).values("kind")),
        ).prefetch_related(Prefetch("resident__consents", consents))

    def with_count(self, name: str, rows):
        """How many `rows`, which have a `case`, each has: one subquery, under `name`."""
        mine = rows.order_by().filter(case=OuterRef("pk")).values("case")
        return self.annotate(
            **{name: Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)}
        )

    def open(self):
        """Not closed."""
        return self.filter(status__in=OPEN)

    def at_home(self):
        """Home, running or paused."""
        return self.filter(status__in=AT_HOME)

    def unallocated(self):
        """Open and given to nobody."""
        return self.open().filter(worker__isnull=True)


class OfCaseQuerySet(models.QuerySet):
    """Rows that belong to a case and are seen by whoever sees it."""

    def visible_to(self, user):
        """Those of cases whom the person sees."""
        cases = self.model._meta.get_field("case").related_model
        return self.filter(case__in=cases.objects.visible_to(user))


class OfGoalQuerySet(models.QuerySet):
    """Steps towards a goal, seen by whoever sees the case."""

    def visible_to(self, user):
        """Those of goals that the person sees."""
        goals = self.model._meta.get_field("goal").related_model
        return self.filter(goal__in=goals.objects.visible_to(user))


class ConcernQuerySet(OfCaseQuerySet):
    """Safeguarding concerns."""

    def visible_to(self, user):
        """The safeguarding role of the programme, and whoever raised it; nobody else."""
        if not memberships(user):  # whoever has left reads nothing, not even their own
            return self.none()
        return self.filter(
            Q(raised_by=user.pk)
            | Q(case__programme__in=programmes_where(user, "cases.safeguarding"))
        )

    def open(self):
        """Not closed."""
        return self.filter(closed_at__isnull=True)


class PlacementQuerySet(models.QuerySet):
    """Placements."""

    def visible_to(self, user):
        """Whoever sees the case; and the provider's workers those put to their organisation."""
        cases = self.model._meta.get_field("case").related_model
        mine = organisations_where(user, "placements.open_link")
        return self.filter(
            Q(case__in=cases.objects.visible_to(user)) | Q(service__provider__organisation__in=mine)
        )

    def awaiting_answer(self):
        """Offered and not answered."""
        return self.filter(status__in=AWAITING_ANSWER)

    def behind_link(self, reference: str):
        """The one that a signed link names, with what its pages show, or None.

        The signature stands in for the scope: nobody is signed in who could be asked.
        """
        joined = self.select_related(
            "case__resident", "case__worker", "service__provider__organisation", "need", "goal"
        )
        return joined.filter(reference=reference).first()

    def with_thread(self):
        """With the last message's moment and side, for lists: unread, open, done."""
        messages = self.model._meta.get_field("messages").related_model
        last = messages.objects.filter(placement=OuterRef("pk")).order_by("-sent_at", "-pk")
        return self.annotate(
            last_message_at=Subquery(last.values("sent_at")[:1]),
            last_from_provider=Subquery(last.values("from_provider")[:1]),
        )

    def with_worries(self, *, since):
        """Whether a session noted since then worried somebody (`is_worried`)."""
        sessions = self.model._meta.get_field("sessions").related_model
        noted = sessions.objects.filter(
            placement=OuterRef("pk"), worried=True, recorded_at__gte=since
        )
        return self.annotate(is_worried=Exists(noted))

    def holding_a_place(self):
        """Counted against the service's places."""
        return self.filter(status__in=HOLDS_A_PLACE)


class OfPlacementQuerySet(models.QuerySet):
    """Rows that belong to a placement."""

    def visible_to(self, user):
        """Those of placements whom the person sees."""
        placements = self.model._meta.get_field("placement").related_model
        return self.filter(placement__in=placements.objects.visible_to(user))


class JourneyQuerySet(models.QuerySet):
    """Journeys home."""

    def visible_to(self, user):
        """Whoever sees the case, the driver their own, and the driver's dispatchers."""
        if not memberships(user):
            return self.none()
        cases = self.model._meta.get_field("case").related_model
        dispatching = (
            organisations_where(user, "placements.open_link")
            if holds(user, "journeys.accept")
            else set()
        )
        return self.filter(
            Q(case__in=cases.objects.visible_to(user))
            | Q(driver__user=user.pk)
            | Q(driver__organisation__in=dispatching)
        )

    def not_yet_settled(self):
        """Asked for or on the way."""
        return self.filter(status__in=NOT_YET_SETTLED)


class OfJourneyQuerySet(models.QuerySet):
    """Rows that belong to a journey."""

    def visible_to(self, user):
        """Those of journeys whom the person sees."""
        journeys = self.model._meta.get_field("journey").related_model
        return self.filter(journey__in=journeys.objects.visible_to(user))


class SignpostQuerySet(models.QuerySet):
    """Signposts."""

    def visible_to(self, user):
        """Those one gave, and those of programmes whose cases one sees; of a case, only with it."""
        if not memberships(user):
            return self.none()
        cases = self.model._meta.get_field("case").related_model
        seen = Q(case__isnull=True) | Q(case__in=cases.objects.visible_to(user))
        there = Q(programme__in=programmes_where(user, "signposts.view"))
        return self.filter(there & (seen | Q(by=user.pk)))
