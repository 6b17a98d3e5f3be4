"""A programme's leave to use an instrument."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, paired
from outcomes.querysets import RegistrationQuerySet


@track
class InstrumentRegistration(models.Model):
    """A programme is registered with an instrument's owner, so its questions may be asked.

    A renewal is a new row. What was asked under an earlier one keeps its reference.
    """

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="instrument_registrations"
    )
    instrument = models.CharField(max_length=20)
    licence = models.CharField(_("registration"), max_length=120)
    registered_on = models.DateField()
    until = models.DateField(
        _("holds until"), null=True, blank=True, help_text=_("The last day; empty: without end.")
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument registration")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "instrument", "registered_on"],
                condition=Q(ended_at__isnull=True),
                name="instrument_registered_once_a_day",
            ),
            in_order("instrument_registration", "registered_on", "until"),
            paired("instrument_registration", "ended_at", "ended_by"),
        ]

    def __str__(self):
        return self.instrument
