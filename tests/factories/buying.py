"""Prices, panels, places and items: reached by calling services, in a world of money."""

import io
from decimal import Decimal

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock
from funding.models import BoughtItem, OrderLine, PanelDecision, PlaceUse, QuoteRequest
from funding.services import purchases
from funding.services.purchases import quoting
from funding.services.purchases.lines import Wanted
from tests.factories.funding import Money, provider

PANEL = {"panel_above": Decimal("500.00"), "panel_quorum": 2}
COMPARED = {"quotes_above": Decimal("100.00"), "quotes_wanted": 2}


def photo(*, size=(80, 60)) -> SimpleUploadedFile:
    """A photograph of the done work, which says where it was taken."""
    out = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    told = picture.getexif()
    told[0x010F] = "Camera of Doreen"
    picture.save(out, "JPEG", exif=told)
    return SimpleUploadedFile("done.jpg", out.getvalue(), content_type="image/jpeg")


def asked(world: Money, purchase=None, *, count: int = 2) -> list[QuoteRequest]:
    """Providers who were asked for a price, and have not answered."""
    purchase = purchase or world.ask("300.00", provider=None)
    providers = [world.provider, *(provider(f"Helper {n}") for n in range(1, count))]
    return purchases.ask_for_quotes(
        purchase,
        by=world.link_worker,
        at=clock.now(),
        providers=providers[:count],
        needed="Two grab rails fitted",
    )


def price(request: QuoteRequest, amount: str, *, by):
    """A provider's answer."""
    return quoting.answer(request, by=by, at=clock.now(), amount=Decimal(amount), lead_days=3)


def called(world: Money, purchase=None, *, members=3) -> PanelDecision:
    """A panel with its members, before the first vote."""
    purchase = purchase or world.ask("800.00")
    seats = [world.team_lead, world.finance, *(world.staff("manager") for _ in range(members))]
    return purchases.call_panel(purchase, by=world.manager, at=clock.now(), members=seats[:members])


def seats(panel: PanelDecision) -> list:
    """Who sits on the panel."""
    return [each.user for each in panel.members.order_by("pk")]


def block(world: Money, places: int = 2, amount: str = "240.00"):
    """Places that were bought and ordered."""
    purchase = world.approved(amount, group_name="Lunch group", places=places)
    return purchases.order(purchase, by=world.link_worker, at=clock.now())


class QuoteRequestFactory(factory.Factory):
    """A provider asked for a price, in a world of its own unless one is given."""

    class Meta:
        model = QuoteRequest

    @classmethod
    def _create(cls, model_class, *args, world: Money | None = None, **kwargs):
        return asked(world or Money(), **kwargs)[0]


class PanelFactory(factory.Factory):
    """A panel that was called."""

    class Meta:
        model = PanelDecision

    @classmethod
    def _create(cls, model_class, *args, world: Money | None = None, **kwargs):
        return called(world or Money(policy=PANEL), **kwargs)


class PlaceUseFactory(factory.Factory):
    """A resident who has one of a block's places."""

    class Meta:
        model = PlaceUse

    @classmethod
    def _create(cls, model_class, *args, world: Money | None = None, **kwargs):
        world = world or Money()
        return purchases.use_place(
            block(world), by=world.link_worker, at=clock.now(), case=world.case
        )


class OrderLineFactory(factory.Factory):
    """One line of an order: two grab rails."""

    class Meta:
        model = OrderLine

    @classmethod
    def _create(cls, model_class, *args, world: Money | None = None, **kwargs):
        rails = (Wanted("Grab rail", 2, Decimal("45.00")),)
        return (world or Money()).ask("90.00", wanted=rails).lines.get()


class BoughtItemFactory(factory.Factory):
    """A tablet on loan."""

    class Meta:
        model = BoughtItem

    @classmethod
    def _create(cls, model_class, *args, world: Money | None = None, **kwargs):
        world = world or Money()
        told = {"what": "Tablet computer", "kind": "loan", "serial": "T-1", **kwargs}
        return purchases.hand_over(
            world.delivered("120.00", category="digital"),
            by=world.link_worker,
            at=clock.now(),
            **told,
        )
