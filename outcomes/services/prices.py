"""Price indices: an edition is kept as it was published and never changed.

The index of the same year differs between editions (the health index for 2023/24 was 4.31 % in one
manual and 2.47 % in the next), so a newer edition stands beside the older, and an evaluation names
the one that it was made with.
"""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.models import PriceIndex
from outcomes.prices import Edition, edition_called

NHSCII = "NHSCII pay and prices"
_MANUAL = "Unit Costs of Health and Social Care, PSSRU and CHE (CC BY-NC-SA 4.0)"
_SHARED = ("0.40", "2.09", "1.24", "1.60", "2.14", "2.49", "2.58", "7.32")
_FIRST = 2015
_SHIPPED = {
    "2024 manual": (*_SHARED, "4.31"),
    "2025 manual": (*_SHARED, "2.47", "4.02"),
}


@transaction.atomic
def add_edition(
    *,
    name: str,
    edition: str,
    source: str,
    rates: Mapping[str, Decimal],
    newest_is_provisional: bool = False,
) -> Edition:
    """Keep an edition as it was published. Refuses one that is there already."""
    if not source.strip():
        raise RuleBroken(_("Say where the figures come from."), field="source")
    if PriceIndex.objects.filter(name=name.strip(), edition=edition.strip()).exists():
        raise RuleBroken(
            _("This edition is loaded already. An edition is never changed: give a newer one its "
              "own name."), field="edition",
        )  # fmt: skip
    newest = max(rates)
    told = [
        (year, percent, newest_is_provisional and year == newest)
        for year, percent in sorted(rates.items())
    ]
    kept = Edition(name.strip(), edition.strip(), source.strip(), tuple(told))
    PriceIndex.objects.bulk_create(
        PriceIndex(
            name=kept.name,
            edition=kept.edition,
            year=year,
            percent=percent,
            is_provisional=provisional,
            source=kept.source,
        )
        for year, percent, provisional in kept.rates
    )
    return kept


@transaction.atomic
def load_reference_indices() -> int:
    """Load the shipped editions where they are not there yet; returns how many were new."""
    new = 0
    for edition, percents in _SHIPPED.items():
        if edition_called(NHSCII, edition) is None:
            years = range(_FIRST, _FIRST + len(percents))
            rates = {
                f"{year}/{(year + 1) % 100:02d}": Decimal(percent)
                for year, percent in zip(years, percents, strict=True)
            }
            add_edition(
                name=NHSCII, edition=edition, source=f"{_MANUAL}, {edition}", rates=rates,
                newest_is_provisional=True,
            )  # fmt: skip
            new += 1
    return new
