"""Editions of price indices as they were published, and the prices that a run is told in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.models import PriceIndex
from outcomes.statistics import cost


@dataclass(frozen=True, slots=True)
class Edition:
    """One published edition: (year, percent, provisional) rows in order of years."""

    name: str
    edition: str
    source: str
    rates: tuple[tuple[str, Decimal, bool], ...]

    @property
    def key(self) -> str:
        """How forms and addresses name it."""
        return f"{self.name}|{self.edition}"

    @property
    def years(self) -> tuple[str, ...]:
        """Years to whose prices it can lead."""
        return tuple(year for year, _percent, _provisional in self.rates)

    def index(self) -> cost.PriceIndex:
        """As the statistics take it."""
        rates = {year: percent for year, percent, _provisional in self.rates}
        return cost.PriceIndex(self.name, self.edition, self.source, rates)


def editions() -> list[Edition]:
    """All editions, by name, the newest edition of each first."""
    found: dict[tuple[str, str], list[PriceIndex]] = {}
    for row in PriceIndex.objects.order_by("name", "-edition", "year"):
        found.setdefault((row.name, row.edition), []).append(row)
    return [
        Edition(
            name,
            edition,
            rows[0].source,
            tuple((row.year, row.percent, row.is_provisional) for row in rows),
        )
        for (name, edition), rows in found.items()
    ]


def edition_called(name: str, edition: str) -> Edition | None:
    """One edition, if it is loaded."""
    return next((each for each in editions() if (each.name, each.edition) == (name, edition)), None)


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of which year an evaluation is told in, by which edition."""

    year: str
    edition: Edition

    def frozen(self) -> dict[str, str]:
        """As a cut keeps it."""
        return {"year": self.year, "index": self.edition.name, "edition": self.edition.edition,
                "source": self.edition.source}  # fmt: skip

    def applied(self, price: dict[str, Any]) -> dict[str, Any]:
        """A unit cost in these prices, with what it was before; as it was when no rate leads there.

        Nothing is invented: a year without a rate leaves the cost in its own year's prices.
        """
        try:
            done = self.edition.index().uplifted(
                Decimal(price["amount"]), source=price["price_year"], target=self.year
            )
        except KeyError:
            return price
        was = {"amount": price["amount"], "price_year": price["price_year"]}
        return {**price, "amount": str(done.amount), "price_year": self.year,
                "was": {**was, "factor": f"{done.factor:.6f}"}}  # fmt: skip


def prices_of(run) -> Prices | None:
    """The prices that a run asks for; None when each cost stays in its own year's."""
    if not run.price_year:
        return None
    edition = edition_called(run.price_index, run.price_edition)
    if edition is None:
        raise RuleBroken(_("The price index is no longer loaded."), field="prices")
    return Prices(run.price_year, edition)
