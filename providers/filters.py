"""Filters of the directory."""

import django_filters as df
from django.utils.translation import gettext_lazy as _

from core.filters import BridgeFilterSet
from programmes.models import BarrierReason, NeedDomain, Programme
from providers.models import CatalogueItem, Gap, TaxonomyTerm


def _categories() -> list[tuple[str, str]]:
    """The categories in use."""
    used = CatalogueItem.objects.filter(is_active=True).order_by("category")
    return [(each, each) for each in used.values_list("category", flat=True).distinct()]


class GapFilter(BridgeFilterSet):
    """By need, who would provide it, and how it stands."""

    status = df.ChoiceFilter(
        label=_("How it stands"),
        method="by_status",
        choices=[("unfilled", _("Not filled yet")), *Gap.Status.choices],
    )
    need = df.ModelChoiceFilter(
        label=_("Need"),
        to_field_name="code",
        queryset=NeedDomain.objects.filter(is_active=True).order_by("order", "name"),
    )
    kind = df.ChoiceFilter(label=_("Usually provided by"), choices=Gap.Kind.choices)
    area = df.CharFilter(label=_("Where"), method="by_area")
    programme = df.ModelChoiceFilter(
        label=_("Programme"), to_field_name="slug", queryset=Programme.objects.order_by("name")
    )

    class Meta:
        model = Gap
        fields = []

    def by_status(self, rows, name, value):
        """One status, or all that are not filled."""
        return rows.open() if value == "unfilled" else rows.filter(status=value)

    def by_area(self, rows, name, value):
        """A part of the place, however it was typed."""
        return rows.filter(area__icontains=value.strip())


class CatalogueFilter(BridgeFilterSet):
    """By words and category."""

    name = df.CharFilter(label=_("Words"), lookup_expr="icontains")
    category = df.ChoiceFilter(label=_("Category"), choices=_categories)
    barrier = df.ModelChoiceFilter(
        label=_("Removes the barrier"),
        to_field_name="code",
        queryset=BarrierReason.objects.order_by("name"),
    )
    price = df.NumberFilter(label=_("Price, at most"), field_name="price", lookup_expr="lte")
    days = df.NumberFilter(
        label=_("Ready in days, at most"), field_name="lead_days", lookup_expr="lte"
    )
    by = df.CharFilter(
        label=_("From"), field_name="provider__organisation__name", lookup_expr="icontains"
    )

    class Meta:
        model = CatalogueItem
        fields = []


class TermFilter(BridgeFilterSet):
    """Terms of other directories, by words and by whether somebody decided."""

    name = df.CharFilter(label=_("Words"), lookup_expr="icontains")
    decided = df.ChoiceFilter(
        label=_("How it stands"),
        method="by_decided",
        choices=[("no", _("To be decided")), ("yes", _("Decided"))],
    )

    class Meta:
        model = TaxonomyTerm
        fields = []

    def by_decided(self, rows, name, value):
        """Whether somebody has said what it stands for."""
        return rows.filter(mapped_at__isnull=value == "no")
