"""Things at a known price."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from core.money import pounds
from core.presenters import Cell, Column, Fact, Row, Table
from providers.models import CatalogueItem


def ready_in(days: int) -> str:
    """How long it takes."""
    if not days:
        return _("The same day")
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def catalogue_row(item: CatalogueItem) -> Row:
    """One thing in the catalogue."""
    by = item.provider.organisation.name if item.provider else _("Bought in a shop")
    about = [item.category]
    if item.barrier:
        about.append(_("removes: %(barrier)s") % {"barrier": item.barrier.name})
    return Row(
        (
            Cell(
                item.name,
                url=reverse("providers:item", args=[item.reference]),
                sub=" · ".join(about),
            ),
            Cell(by),
            Cell(ready_in(item.lead_days)),
            Cell(pounds(item.price)),
        ),
        key=item.reference,
    )


def item_facts(item: CatalogueItem) -> list[Fact]:
    """What stands about an item, without empty lines."""
    facts = [
        Fact(_("Category"), item.category),
        Fact(_("What is included"), item.about),
        Fact(_("Price"), pounds(item.price)),
        Fact(_("Ready in"), ready_in(item.lead_days)),
        Fact(
            _("From"),
            item.provider.organisation.name if item.provider else _("Bought in a shop"),
        ),
        Fact(_("Removes the barrier"), item.barrier.name if item.barrier else ""),
        Fact(_("On the list"), _("Yes") if item.is_active else _("Not any more")),
    ]
    return [each for each in facts if each.value]


def price_table(item: CatalogueItem) -> Table | None:
    """What it has cost, newest first."""
    prices = sorted(item.prices.all(), key=lambda each: each.set_at, reverse=True)
    rows = tuple(
        Row(
            (
                Cell(date_format(day_of(each.set_at), "j F Y"), sub=str(each.set_by)),
                Cell(pounds(each.price)),
                Cell(ready_in(each.lead_days)),
            )
        )
        for each in prices
    )
    columns = (Column(_("Since")), Column(_("Price"), numeric=True), Column(_("Ready in")))
    return Table(_("What it has cost"), columns, rows) if rows else None
