"""Background work that was promised inside a transaction."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet):
    """Questions about promised work."""

    def visible_to(self, user):
        """Whoever looks after the service."""
        may = user.is_authenticated and user.has_perm("accounts.use_desk")
        return self.all() if may else self.none()

    def waiting(self):
        """Neither done nor given up."""
        return self.filter(done_at__isnull=True, dead_at__isnull=True)

    def due(self, *, at):
        """Waiting, and its next try has come."""
        return self.waiting().filter(available_at__lte=at)

    def dead(self):
        """Given up after its last try; someone has to look."""
        return self.filter(dead_at__isnull=False)


class OutboxMessage(models.Model):
    """One background task, promised in the same transaction as the act that needs it.

    The relay hands it to Celery under `key` as the task's id. It stays due until the task itself
    says that it is done, so that a broker which lost its memory loses no work; a task that is
    handed over twice runs once (core.jobs).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(max_length=200)
    kwargs = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()
    available_at = models.DateTimeField(help_text=_("Not handed over before this moment."))
    handed_over = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0, help_text=_("Runs that failed."))
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        indexes = [
            models.Index(
                fields=["available_at", "id"],
                name="outbox_waiting",
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(
                fields=["done_at"], name="outbox_done", condition=Q(done_at__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.task} {self.key}"
