"""Filters of the report room."""

import django_filters as df
from django.utils.translation import gettext_lazy as _

from core.filters import BridgeFilterSet
from outcomes.models import Report
from outcomes.models.report import Kind
from outcomes.report_lives import ReportStatus


class ReportFilter(BridgeFilterSet):
    """By kind and by where it stands."""

    kind = df.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    status = df.ChoiceFilter(label=_("State"), choices=ReportStatus.choices)

    class Meta:
        model = Report
        fields = ["kind", "status"]
