"""What becomes of things bought: places used by named residents, items lent or given."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import events, services
from core.errors import NotAllowedNow, RuleBroken
from funding.lifecycle import PURCHASE_LIFE
from funding.models import BoughtItem, PlaceUse, Purchase

_REFUSALS = {
    "purchase_places_never_oversold": gettext_lazy("All the places that were bought are taken."),
    "place_once_per_resident": gettext_lazy("They have one of these places already."),
}


@transaction.atomic
def use_place(purchase: Purchase, *, by, at: datetime, case) -> PlaceUse:
    """Give a resident one of a block's places. The last one goes to exactly one."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "use_place")
    if purchase.case_id is not None or not purchase.places:
        raise RuleBroken(_("No places were bought here."))
    if case.programme_id != purchase.programme_id or case.status == "closed":
        raise RuleBroken(_("Only somebody with an open case here can have a place."), field="case")
    try:
        with transaction.atomic():
            made = PlaceUse.objects.create(purchase=purchase, case=case, given_at=at, given_by=by)
    except IntegrityError as error:
        raise _in_words(error) from error
    told = {"case": case.reference}
    status = purchase.status
    events.record(purchase, "use_place", by=by, at=at, from_status=status, data=told)
    return made


def _in_words(error: IntegrityError) -> Exception:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    return RuleBroken(str(_REFUSALS[name]), field="case") if name in _REFUSALS else error


@transaction.atomic
def free_place(purchase: Purchase, *, by, at: datetime, place: PlaceUse) -> PlaceUse:
    """They do not come any more: somebody else can have the place."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "free_place")
    place = services.lock(place)
    if place.freed_at is not None or place.purchase_id != purchase.pk:
        raise NotAllowedNow(_("This place is free already."))
    place.freed_at, place.freed_by = at, by
    place.save(update_fields=["freed_at", "freed_by"])
    told = {"case": place.case.reference}
    events.record(purchase, "free_place", by=by, at=at, from_status=purchase.status, data=told)
    return place


@transaction.atomic
def hand_over(
    purchase: Purchase,
    *,
    by,
    at: datetime,
    what: str,
    kind: str,
    serial: str = "",
    set_up_help: str = "",
    data_plan: str = "",
    case=None,
) -> BoughtItem:
    """Note what a resident was lent or given: which one exactly, and with what help."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "hand_over")
    case, serial = case or purchase.case, serial.strip()
    if case is None:
        raise RuleBroken(_("Say who has it."), field="case")
    out = BoughtItem.objects.filter(serial=serial, returned_at__isnull=True)
    if serial and out.exists():
        raise RuleBroken(_("The item with this number is out already."), field="serial")
    made = BoughtItem.objects.create(
        purchase=purchase,
        case=case,
        what=what,
        kind=kind,
        serial=serial,
        set_up_help=set_up_help,
        data_plan=data_plan,
        given_at=at,
        given_by=by,
    )
    status, told = purchase.status, {"item": made.reference, "kind": kind}
    events.record(purchase, "hand_over", by=by, at=at, from_status=status, words=what, data=told)
    return made


@transaction.atomic
def take_back(
    purchase: Purchase, *, by, at: datetime, item: BoughtItem, result: str = ""
) -> BoughtItem:
    """The item came back; with a sentence on what having it changed."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "take_back")
    item = services.lock(item)
    if item.returned_at is not None or item.purchase_id != purchase.pk:
        raise NotAllowedNow(_("This came back already."))
    item.returned_at, item.returned_by, item.result = at, by, result[:300]
    item.save(update_fields=["returned_at", "returned_by", "result"])
    status, told = purchase.status, {"item": item.reference}
    events.record(purchase, "take_back", by=by, at=at, from_status=status, words=result, data=told)
    return item
