"""Questions about referrals."""

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Concat

from accounts.access import granting, programmes_where
from referrals.delays import WAITED
from referrals.lifecycle import AWAITING_DECISION


class ReferralQuerySet(models.QuerySet):
    """Referrals."""

    def visible_to(self, user):
        """Whoever works in the programme; and a referrer those of their site or organisation.

        A membership that names a site reaches that site; one that names none reaches the
        organisation. A link worker sees referrals of the programme, whoever they are given to.
        """
        reach = Q(programme__in=programmes_where(user, "referrals.view"))
        for membership in granting(user, "referrals.view"):
            if membership.programme_id is None:
                if membership.site_id is not None:
                    reach |= Q(site=membership.site_id)
                else:
                    reach |= Q(organisation=membership.organisation_id)
        return self.filter(reach)

    def awaiting_decision(self):
        """Waiting for the team, or for an answer to the team's question."""
        return self.filter(status__in=AWAITING_DECISION)

    def overdue(self, at):
        """Waiting past the moment by which the policy wants a decision."""
        return self.awaiting_decision().filter(respond_by__lt=at)

    def submitted(self):
        """Not drafts."""
        return self.exclude(status="draft")

    def with_asked_at(self):
        """With the moment of the team's last question, as `asked_at`."""
        messages = self.model._meta.get_field("messages").related_model.objects
        asked = messages.filter(referral=OuterRef("pk"), from_team=True).order_by("-pk")
        return self.annotate(asked_at=Subquery(asked.values("sent_at")[:1]))

    def with_waited(self):
        """With `waited`: how long they stayed in hospital after they were ready; may be None."""
        return self.annotate(waited=WAITED)

    def with_barriers(self):
        """With their barriers, and the reason and owner of each, in one more query."""
        barriers = self.model._meta.get_field("barriers").related_model.objects
        told = barriers.select_related("reason", "owner").order_by("reason__order", "pk")
        return self.prefetch_related(Prefetch("barriers", told))


class OfReferralQuerySet(models.QuerySet):
    """Rows that belong to a referral and are seen by whoever sees it."""

    def visible_to(self, user):
        """Those of referrals whom the person sees."""
        referrals = self.model._meta.get_field("referral").related_model
        return self.filter(referral__in=referrals.objects.visible_to(user))


class BarrierQuerySet(OfReferralQuerySet):
    """Barriers."""

    def open(self):
        """Not cleared."""
        return self.filter(resolved_at__isnull=True)

    def with_place(self):
        """With `place`: the reference and the code, by which a barrier is found again."""
        place = Concat(
            "referral__reference", Value("."), "reason__code", output_field=models.CharField()
        )
        return self.annotate(place=place)
