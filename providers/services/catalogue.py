"""Small items and works at a known price. A new price is a new fact; nothing bought changes."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from providers.models import CatalogueItem, CataloguePrice


@transaction.atomic
def add_item(
    *, by, at, name: str, category: str, price: Decimal, lead_days: int = 0, **more
) -> CatalogueItem:
    """Something that can be bought at this price from now on."""
    same = CatalogueItem.objects.filter(name=name, provider=more.get("provider"))
    if same.exists():
        raise RuleBroken(_("This item of this supplier is in the list already."), field="name")
    item = CatalogueItem.objects.create(
        name=name, category=category, price=price, lead_days=lead_days, **more
    )
    CataloguePrice.objects.create(item=item, price=price, lead_days=lead_days, set_at=at, set_by=by)
    return item


@transaction.atomic
def set_price(item: CatalogueItem, *, by, at, price: Decimal, lead_days: int) -> CatalogueItem:
    """What it costs and how long it takes from now on. What was bought keeps its own price."""
    item = lock(item)
    if not item.is_active:
        raise NotAllowedNow(_("This is not offered any more."))
    CataloguePrice.objects.create(item=item, price=price, lead_days=lead_days, set_at=at, set_by=by)
    item.price, item.lead_days = price, lead_days
    item.save()
    return item


@transaction.atomic
def withdraw_item(item: CatalogueItem, *, by, at) -> CatalogueItem:
    """It cannot be bought any more; purchases that name it keep it."""
    item = lock(item)
    if not item.is_active:
        raise NotAllowedNow(_("This is not offered any more."))
    item.is_active = False
    item.save()
    return item
