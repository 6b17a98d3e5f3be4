"""An invitation to join, sent by e-mail and used once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.querysets import InvitationQuerySet
from core.audit import track
from core.constraints import one_of, paired
from core.references import ReferenceField


@track
class Invitation(models.Model):
    """Who is invited, to what; the link in the e-mail is signed and runs out."""

    personal = True

    reference = ReferenceField(prefix="CBI")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=24, choices=roles.CHOICES)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey("accounts.Site", on_delete=models.PROTECT, null=True, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="invitations_sent"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            one_of("invitation", "role", roles.BY_SLUG),
            paired("invitation", "accepted_at", "accepted_by"),
        ]

    def __str__(self):
        return self.reference
