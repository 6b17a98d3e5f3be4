"""One reading of a feed of another directory, and what of it was not taken."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import whom_needs_when
from core.references import ReferenceField
from providers.querysets import FeedQuerySet


@track
class FeedImport(models.Model):
    """A file or feed in Open Referral UK that was read: when, by whom, with what result.

    It waits until `started_at`, ends with `finished_at`, and failed when `failure` says why; then
    nothing was changed. Each service read was new, changed, unchanged or not taken.
    """

    untracked = ("read_so_far",)

    reference = ReferenceField(prefix="CBOR")
    source = models.SlugField(max_length=60)
    address = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to="feeds/", blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    read_so_far = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    not_taken = models.PositiveIntegerField(default=0)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a feed")
        indexes = [models.Index(fields=["source", "-asked_at"], name="feed_by_source")]
        constraints = [
            whom_needs_when("feed", "asked_at", "asked_by"),
            models.CheckConstraint(
                name="feed_counts_add_up",
                condition=Q(read=F("new") + F("changed") + F("unchanged") + F("not_taken")),
            ),
            models.CheckConstraint(
                name="feed_failure_only_at_the_end",
                condition=Q(failure="") | Q(finished_at__isnull=False, read=0),
            ),
            models.CheckConstraint(
                name="feed_ends_after_it_starts",
                condition=Q(finished_at__isnull=True) | Q(started_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.reference


class FeedNote(models.Model):
    """One thing of a feed that was not taken, and why. `whole`: the service itself was not."""

    append_only = True

    feed_import = models.ForeignKey(FeedImport, on_delete=models.PROTECT, related_name="notes")
    row = models.PositiveIntegerField(_("entry of the feed"))
    service_id = models.CharField(max_length=120, blank=True)
    service = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200)
    whole = models.BooleanField(default=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a feed that was not taken")
        triggers = [append_only()]

    def __str__(self):
        return self.reason
