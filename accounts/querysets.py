"""Questions about who uses the service."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from accounts.access import holds, memberships, programmes_where
from core import clock


class UserQuerySet(models.QuerySet):
    """People who sign in."""

    def visible_to(self, user):
        """Administrators and governance see everyone; anyone else sees colleagues.

        A colleague belongs to one of the same organisations or programmes. Those who stand in for
        an organisation that answers by link are nobody's colleague.
        """
        people = self.filter(stands_for__isnull=True)
        if holds(user, "accounts.view_users"):
            return people
        mine = memberships(user)
        return people.filter(
            Q(pk=user.pk)
            | Q(memberships__organisation__in={each.organisation_id for each in mine})
            | Q(memberships__programme__in={each.programme_id for each in mine} - {None})
        ).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes users; an e-mail address is stored in lower case, so it is unique in any case."""

    def create_user(self, email: str, *, name: str, password: str | None = None, **fields):
        """A user who can sign in once a password is set."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class MembershipQuerySet(models.QuerySet):
    """Who belongs where."""

    def current(self, on=None):
        """In force on the day `on` (today), of people who may sign in."""
        day = on or clock.today()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            starts_on__lte=day,
            user__is_active=True,
            organisation__is_active=True,
        )

    def visible_to(self, user):
        """Administrators and governance see all, a team lead or manager those of the programme."""
        if holds(user, "accounts.view_users"):
            return self
        return self.filter(
            Q(user=user.pk) | Q(programme__in=programmes_where(user, "cases.allocate"))
        )


class InvitationQuerySet(models.QuerySet):
    """Invitations that were sent."""

    def open(self, at):
        """Not accepted, not withdrawn, not run out."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def visible_to(self, user):
        """Only those who may invite see invitations."""
        return self if holds(user, "accounts.invite") else self.none()


class BreakGlassQuerySet(models.QuerySet):
    """Emergency access that was taken."""

    def open(self, at):
        """Not over at that moment."""
        return self.filter(broken_at__lte=at, ends_at__gt=at)

    def visible_to(self, user):
        """Governance sees all of it; whoever broke the glass, their own."""
        return self if holds(user, "audit.view") else self.filter(broken_by=user.pk)


class PlaceQuerySet(models.QuerySet):
    """Organisations, sites and wards. Their names are no secret to those who work here."""

    def visible_to(self, user):
        """Whoever is signed in and holds some role."""
        return self if memberships(user) else self.none()
