"""What someone was typing, kept so that nothing is lost."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftQuerySet(models.QuerySet):
    """Questions about drafts."""

    def visible_to(self, user):
        """One's own drafts and nobody else's."""
        may = user.is_authenticated and user.is_active
        return self.filter(user=user) if may else self.none()


class Draft(models.Model):
    """The unsent answers of one person to one form, kept for seven days.

    `key` is the form's path, `data` its fields as they were typed (lists of strings).
    """

    personal = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    key = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="draft_one_per_person_and_form")
        ]

    def __str__(self):
        return f"{self.key} {self.saved_at:%Y-%m-%d %H:%M}"
