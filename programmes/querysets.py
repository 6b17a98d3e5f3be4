"""Questions about programmes."""

from django.db import models
from django.db.models import Q

from accounts.access import holds, memberships


class ProgrammeQuerySet(models.QuerySet):
    """Programmes."""

    def running(self, on):
        """Begun and not ended on the day `on`."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def visible_to(self, user):
        """Those the person works in, takes referrals for, delivers for or pays for."""
        if holds(user, "accounts.view_users"):
            return self
        mine = memberships(user)
        organisations = {each.organisation_id for each in mine}
        return self.filter(
            Q(pk__in={each.programme_id for each in mine} - {None})
            | Q(referral_sites__in={each.site_id for each in mine} - {None})
            | Q(referral_sites__organisation__in=organisations)
            | Q(partners__in=organisations)
            | Q(commissioner__in=organisations)
            | Q(lead_provider__in=organisations)
        ).distinct()

    def where(self, ids):
        """The programmes with these ids (see accounts.access.programmes_where)."""
        return self.filter(pk__in=ids)
