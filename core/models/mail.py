"""Mails, written in the transaction that causes them and sent by a task afterwards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.references import ReferenceField


class MailQuerySet(models.QuerySet):
    """Questions about mails."""

    def visible_to(self, user):
        """Everybody reads the demo's mails; on a live service nobody reads other people's."""
        return self.all() if settings.DEMO else self.none()


class Mail(models.Model):
    """One mail to one person. Carries links and references, never a resident's details."""

    reference = ReferenceField(prefix="CBX")
    to = models.EmailField(_("to"), max_length=254)
    template = models.CharField(_("kind"), max_length=80)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    created_at = models.DateTimeField(_("written"), db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self):
        return f"{self.template} to {self.to}"
