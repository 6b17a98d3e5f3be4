"""Filters of the lists about money."""

import django_filters as df
from django.utils.translation import gettext_lazy as _

from core.filters import BridgeFilterSet
from funding.lifecycle import InvoiceStatus, PurchaseStatus
from funding.models import Invoice, Purchase


class PurchaseFilter(BridgeFilterSet):
    """By state and kind, or by words of what was bought."""

    status = df.ChoiceFilter(label=_("State"), choices=PurchaseStatus.choices)
    category = df.ChoiceFilter(label=_("Kind"), choices=Purchase.Category.choices)
    what = df.CharFilter(label=_("What"), lookup_expr="icontains")

    class Meta:
        model = Purchase
        fields = ["status", "category", "what"]


class InvoiceFilter(BridgeFilterSet):
    """By state, or by the provider's number."""

    status = df.ChoiceFilter(label=_("State"), choices=InvoiceStatus.choices)
    number = df.CharFilter(label=_("Their number"), lookup_expr="icontains")

    class Meta:
        model = Invoice
        fields = ["status", "number"]
