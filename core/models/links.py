"""Signed links for people without an account, and each use that was made of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only
from core.constraints import in_order, one_of, whom_needs_when
from core.references import ReferenceField


class PartnerLinkQuerySet(models.QuerySet):
    """Questions about links."""

    def visible_to(self, user):
        """Whoever reads the audit; what a page shows of a link it asks through its own things."""
        may = user.is_authenticated and user.has_perm("audit.view")
        return self.all() if may else self.none()

    def standing(self, *, at):
        """Neither taken back nor used up nor run out."""
        return self.filter(revoked_at__isnull=True, answered_at__isnull=True, expires_at__gt=at)


class PartnerLink(models.Model):
    """A link that lets whoever holds it do one thing, for a while, without an account.

    Nothing secret is kept: the address carries this reference and a signature made with the
    service's key (core.links.tokens), and this row says whether it still stands. `target` is the
    reference of what it is about; `purpose` names the entry of core.links.purposes.
    """

    personal = True

    reference = ReferenceField(prefix="CBPL")
    purpose = models.SlugField(max_length=40)
    target = models.CharField(max_length=12, db_index=True)
    to = models.EmailField(_("sent to"), max_length=254)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("runs out"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = PartnerLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner link")
        verbose_name_plural = _("partner links")
        constraints = [
            in_order("partner_link", "issued_at", "expires_at"),
            whom_needs_when("partner_link", "revoked_at", "revoked_by"),
            models.CheckConstraint(
                name="partner_link_ends_one_way",
                condition=Q(revoked_at__isnull=True) | Q(answered_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["purpose", "target", "to"],
                condition=Q(revoked_at__isnull=True, answered_at__isnull=True),
                name="partner_link_one_standing",
            ),
        ]

    def __str__(self):
        return self.reference


class PartnerLinkUseQuerySet(models.QuerySet):
    """Questions about uses of links."""

    def visible_to(self, user):
        """Whoever reads the audit."""
        may = user.is_authenticated and user.has_perm("audit.view")
        return self.all() if may else self.none()


class PartnerLinkUse(models.Model):
    """One use of a link, or one try that was refused. Append-only.

    `name` is what they called themselves; `origin` a keyed digest of the network address, good
    only for counting tries from one place.
    """

    class What(models.TextChoices):
        OPENED = "opened", _("Page shown")
        DONE = "done", _("Something done")
        ANSWERED = "answered", _("Answered")
        EXPIRED = "expired", _("Refused: run out")
        REVOKED = "revoked", _("Refused: taken back")
        ALREADY = "already", _("Refused: answered already")
        BAD = "bad", _("Refused: not a link of ours")

    append_only = True
    personal = True

    link = models.ForeignKey(
        PartnerLink, on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    at = models.DateTimeField(_("when"), db_index=True)
    what = models.CharField(_("what"), max_length=8, choices=What.choices)
    step = models.CharField(_("step"), max_length=40, blank=True)
    name = models.CharField(_("said to be"), max_length=120, blank=True)
    origin = models.CharField(max_length=16, blank=True)

    objects = PartnerLinkUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a partner link")
        verbose_name_plural = _("uses of partner links")
        triggers = [append_only()]
        constraints = [
            one_of(
                "partner_link_use",
                "what",
                ["opened", "done", "answered", "expired", "revoked", "already", "bad"],
            ),
        ]
        indexes = [
            models.Index(
                fields=["origin", "at"], name="partner_link_bad_tries", condition=Q(what="bad")
            ),
        ]

    def __str__(self):
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
