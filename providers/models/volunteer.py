"""A volunteer: a driver or befriender of an organisation."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.references import ReferenceField
from providers.querysets import VolunteerQuerySet


@track
class Volunteer(models.Model):
    """Who may drive or visit, with the dates until which their papers hold."""

    personal = True

    reference = ReferenceField(prefix="CBL")
    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="volunteer")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="volunteers"
    )
    is_driver = models.BooleanField(default=False)
    is_befriender = models.BooleanField(default=False)
    dbs_expires_on = models.DateField(_("DBS valid until"), null=True, blank=True)
    licence_expires_on = models.DateField(_("licence valid until"), null=True, blank=True)
    insurance_expires_on = models.DateField(_("car insurance valid until"), null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")

    def __str__(self):
        return self.reference

    def missing_papers(self, on: dt.date) -> list[str]:
        """What is missing or out of date on `on` for what this volunteer does."""
        papers = [(_("DBS check"), self.dbs_expires_on)]
        if self.is_driver:
            papers += [
                (_("driving licence"), self.licence_expires_on),
                (_("car insurance"), self.insurance_expires_on),
            ]
        return [name for name, until in papers if until is None or until < on]
