"""How lists of cases are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from cases.lifecycle import Status
from cases.models import Case
from core.filters import BridgeFilterSet
from programmes.models.policy import RiskTier

OPEN_CHOICES = [(each.value, each.label) for each in Status if each != Status.CLOSED]


class CaseloadFilter(BridgeFilterSet):
    """A worker's own cases."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=OPEN_CHOICES)
    risk_tier = django_filters.ChoiceFilter(label=_("How closely"), choices=RiskTier.choices)

    class Meta:
        model = Case
        fields = ["status", "risk_tier"]
