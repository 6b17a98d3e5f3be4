"""Filters of the directory."""

import re

import django_filters as df
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import BridgeFilterSet
from programmes.models import NeedDomain
from providers.models import CatalogueItem, Gap, Service, TaxonomyTerm


def _categories() -> list[tuple[str, str]]:
    """The categories in use."""
    used = CatalogueItem.objects.filter(is_active=True).order_by("category")
    return [(each, each) for each in used.values_list("category", flat=True).distinct()]


class ServiceFilter(BridgeFilterSet):
    """By words, need, kind, where, and whether there is room."""

    words = df.CharFilter(label=_("Words"), method="by_words")
    need = df.ModelChoiceFilter(
        label=_("Helps with"),
        field_name="needs",
        to_field_name="code",
        queryset=NeedDomain.objects.filter(is_active=True).order_by("order", "name"),
    )
    kind = df.ChoiceFilter(label=_("Kind of help"), choices=Service.Kind.choices)
    near = df.CharFilter(label=_("Postcode"), method="by_postcode")
    room = df.ChoiceFilter(
        label=_("Room"),
        method="by_room",
        choices=[("open", _("Takes people now")), ("full", _("Full, paused or not approved"))],
    )

    class Meta:
        model = Service
        fields = []

    def by_words(self, rows, name, value):
        """Full-text, or a part of the name."""
        return rows.about(value)

    def by_postcode(self, rows, name, value):
        """A whole postcode or its first half."""
        district = first_half(value)
        return rows.near(district) if district else rows

    def by_room(self, rows, name, value):
        """Those open to offers today, or all others."""
        fit = rows.open_to_offers(clock.today())
        return fit if value == "open" else rows.exclude(pk__in=fit.values("pk"))


def first_half(typed: str) -> str:
    """The district of a postcode: DY1 from "dy1 2hq", "DY12HQ" or "dy1"."""
    tidy = re.sub(r"\s+", "", typed).upper()
    whole = re.fullmatch(r"([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}", tidy)
    return whole.group(1) if whole else tidy[:4]


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
