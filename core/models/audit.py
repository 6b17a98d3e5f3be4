"""Who opened whose record, and the seals that prove nobody changed the trail."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only


class AccessEntryQuerySet(models.QuerySet):
    """Questions about who opened what."""

    def visible_to(self, user):
        """All of it to whoever may read the access log, nothing to anybody else."""
        may = user.is_authenticated and user.has_perm("audit.view")
        return self.all() if may else self.none()


class AccessEntry(models.Model):
    """One opening of one resident's record (or one export). Append-only, no personal data.

    The resident stands here by reference, the page by its name, never by its address.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("Opened")
        EXPORTED = "exported", _("Exported")
        BREAK_GLASS = "break_glass", _("Emergency access")

    append_only = True

    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices, default=Kind.OPENED)
    resident_reference = models.CharField(_("resident"), max_length=12, blank=True, db_index=True)
    page = models.CharField(_("page"), max_length=100)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = AccessEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("access entry")
        verbose_name_plural = _("access entries")
        triggers = [append_only()]
        indexes = [models.Index(fields=["by", "at"], name="access_entry_by_at")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.resident_reference} {self.at:%Y-%m-%d %H:%M}"


class AuditSealQuerySet(models.QuerySet):
    """Questions about seals."""

    def visible_to(self, user):
        """Whoever reads the audit."""
        may = user.is_authenticated and user.has_perm("audit.view")
        return self.all() if may else self.none()


class AuditSeal(models.Model):
    """A seal over a run of rows of one append-only table.

    `digest` covers the rows, the run's bounds and the digest of the seal before it, so that no
    row, and no seal, can be changed, added or taken away without the chain breaking there.
    """

    append_only = True

    table = models.CharField(max_length=63)
    columns = models.JSONField(default=list, help_text=_("The columns as they were when sealed."))
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    rows = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    objects = AuditSealQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(fields=["table", "first_id"], name="audit_seal_once_per_run"),
            models.UniqueConstraint(fields=["previous"], name="audit_seal_one_chain"),
            models.CheckConstraint(
                name="audit_seal_run_in_order", condition=Q(last_id__gte=F("first_id"))
            ),
        ]

    def __str__(self):
        return f"{self.table} {self.first_id}–{self.last_id}"
