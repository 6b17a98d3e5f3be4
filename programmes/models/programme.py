"""A programme: one service with its own rules, dates, area and funders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of
from programmes.querysets import ProgrammeQuerySet


class Nation(models.TextChoices):
    """Whose bank holidays count."""

    ENGLAND = "england-and-wales", _("England and Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern-ireland", _("Northern Ireland")


@track
class Programme(models.Model):
    """What is run for whom. Its rules stand in dated policies."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    area = models.CharField(_("area"), max_length=120)
    districts = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text=_("Districts whose residents may be helped; empty for anywhere."),
    )
    nation = models.CharField(max_length=20, choices=Nation.choices, default=Nation.ENGLAND)
    commissioner = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="commissions"
    )
    lead_provider = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="leads"
    )
    partners = models.ManyToManyField(
        "accounts.Organisation", blank=True, related_name="partner_in"
    )
    referral_sites = models.ManyToManyField("accounts.Site", blank=True, related_name="programmes")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_pilot = models.BooleanField(_("pilot"), default=False)
    duty_phone = models.CharField(_("duty lead's telephone"), max_length=35, blank=True)
    who_we_help = models.TextField(_("who we can help"), blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        constraints = [
            in_order("programme", "starts_on", "ends_on"),
            one_of("programme", "nation", Nation.values),
        ]

    def __str__(self):
        return self.name

    def policy_on(self, day):
        """The rules in force on `day`: the newest policy that had begun, else the first one."""
        begun = self.policies.filter(effective_from__lte=day).order_by("-effective_from").first()
        return begun or self.policies.order_by("effective_from").first()
