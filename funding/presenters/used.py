"""Places and items on screen: who has what, and what is still free."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.money import pounds
from core.presenters import Cell, Column, Row, Table
from funding.models import Purchase
from funding.presenters import words


def places(purchase: Purchase, uses, seen: set[int], *, may_free: bool) -> Table | None:
    """Who has a place, for those who see the cases; everyone else reads the reference."""
    if not purchase.places:
        return None
    columns = (Column(_("Who")), Column(_("Since")), Column(_("State")))
    rows = tuple(_place_row(purchase, each, seen, may_free=may_free) for each in uses)
    return Table(_("Places"), columns, rows)


def places_words(purchase: Purchase) -> str:
    """Bought, used, and what one costs."""
    told = {
        "used": purchase.places_used,
        "places": purchase.places,
        "unit": pounds(purchase.amount / purchase.places),
    }
    return _("%(used)d of %(places)d places used, %(unit)s each.") % told


def _place_row(purchase, use, seen, *, may_free: bool) -> Row:
    resident = use.case.resident
    known = use.case_id in seen
    name = f"{resident.given_name} {resident.family_name}" if known else use.case.reference
    free = reverse("funding:free_place", args=[purchase.reference, use.case.reference])
    state = Cell(_("Free it"), url=free, hidden=_("held by %(name)s") % {"name": name})
    if use.freed_at:
        state = Cell(_("Given up on %(day)s") % {"day": words.short_day(use.freed_at)}, quiet=True)
    elif not may_free:
        state = Cell(_("Has it"))
    return Row((Cell(name), Cell(words.short_day(use.given_at)), state))


def items(purchase: Purchase, rows, *, may_take: bool) -> Table | None:
    """What a resident was lent or given."""
    if not rows:
        return None
    columns = (
        Column(_("What")),
        Column(_("Serial number")),
        Column(_("Gift or loan")),
        Column(_("State")),
    )
    return Table(
        _("Items"), columns, tuple(_item_row(purchase, each, may_take=may_take) for each in rows)
    )


def _item_row(purchase, item, *, may_take: bool) -> Row:
    url = reverse("funding:take_back", args=[purchase.reference, item.reference])
    state = Cell(_("Out since %(day)s") % {"day": words.short_day(item.given_at)})
    if item.returned_at:
        day = words.short_day(item.returned_at)
        state = Cell(_("Came back on %(day)s") % {"day": day}, sub=item.result)
    elif may_take:
        state = Cell(_("It came back"), url=url, hidden=item.reference)
    about = ", ".join(each for each in (item.set_up_help, item.data_plan) if each)
    return Row(
        (
            Cell(item.what, sub=about),
            Cell(item.serial or "–"),
            Cell(item.get_kind_display()),
            state,
        )
    )
