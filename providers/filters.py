"""Filters of the directory."""

import django_filters as df
from django.utils.translation import gettext_lazy as _

from core.filters import BridgeFilterSet
from programmes.models import NeedDomain
from providers.models import CatalogueItem, Gap, TaxonomyTerm


def _categories() -> list[tuple[str, str]]:
    """The categories in use."""
    used = CatalogueItem.objects.filter(is_active=True).order_by("category")
    return [(each, each) for each in used.values_list("category", flat=True).distinct()]


class GapFilter(BridgeFilterSet):
    """By need, who would provide it, and how it stands."""

    status = df.ChoiceFilter(label=_("How it stands"), choices=Gap.Status.choices)
    need = df.ModelChoiceFilter(
        label=_("Need"),
        to_field_name="code",
        queryset=NeedDomain.objects.filter(is_active=True).order_by("order", "name"),
    )
    kind = df.ChoiceFilter(label=_("Usually provided by"), choices=Gap.Kind.choices)

    class Meta:
        model = Gap
        fields = []


class CatalogueFilter(BridgeFilterSet):
    """By words and category."""

    name = df.CharFilter(label=_("Words"), lookup_expr="icontains")
    category = df.ChoiceFilter(label=_("Category"), choices=_categories)

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
