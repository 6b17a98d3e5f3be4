"""Coded lists that programmes choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedDomain(models.Model):
    """A kind of need: loneliness, money, housing … (PRSB: presenting issue)."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("need domain")

    def __str__(self):
        return self.name


class BarrierReason(models.Model):
    """One non-clinical thing that keeps people in hospital, as a nurse would say it."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    hint = models.CharField(_("hint"), max_length=120, blank=True)
    icon = models.CharField(max_length=30, blank=True)
    need = models.ForeignKey(NeedDomain, on_delete=models.PROTECT, null=True, blank=True)
    money_helps = models.BooleanField(
        default=False, help_text=_("A purchase could remove this barrier today.")
    )
    order = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("barrier reason")

    def __str__(self):
        return self.name
