"""A membership: this person, for this organisation, in this role, in this programme or site."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.querysets import MembershipQuerySet
from core.audit import track
from core.constraints import in_order, one_of
from core.references import ReferenceField


@track
class Membership(models.Model):
    """What lets a person do anything at all.

    The programme is named by string: a membership points up to the programme it is for, the
    code of accounts never looks inside one.
    """

    reference = ReferenceField(prefix="CBM")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=24, choices=roles.CHOICES)
    programme = models.ForeignKey(
        "programmes.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    site = models.ForeignKey(
        "accounts.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    ward = models.ForeignKey(
        "accounts.Ward", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    capacity = models.PositiveSmallIntegerField(
        _("case weight they can carry"), null=True, blank=True
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints = [
            one_of("membership", "role", roles.BY_SLUG),
            in_order("membership", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="membership_programme_roles_name_one",
                condition=~Q(role__in=sorted(roles.PROGRAMME_ROLES)) | Q(programme__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "programme", "site"],
                name="membership_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.role} ({self.organisation_id})"

    @property
    def role_class(self) -> type[roles.Role]:
        """The role as a class with name, sentence and permissions."""
        return roles.KNOWN[self.role]
