"""Keys of forms already sent, so that a second click has no second effect."""

from django.conf import settings
from django.db import models


class OnceKey(models.Model):
    """One form as one person sent it: its key, a fingerprint of the answers, and the result.

    Written in the transaction of the act itself; kept for at least thirty days.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    result_url = models.CharField(max_length=500, blank=True)
    message = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="once_key_per_person"),
        ]

    def __str__(self):
        return f"{self.key} {self.at:%Y-%m-%d %H:%M}"
