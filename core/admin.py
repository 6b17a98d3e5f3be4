"""Background jobs on the read-only desk."""

from django.contrib import admin

from core.desk import LookOnly
from core.models import OutboxMessage


@admin.register(OutboxMessage)
class OutboxDesk(LookOnly):
    list_display = ("key", "task", "created_at", "handed_over", "attempts", "done_at", "dead_at")
    list_filter = ("task",)
    exclude = ("kwargs",)
    ordering = ("-id",)
