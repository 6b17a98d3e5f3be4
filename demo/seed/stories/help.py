"""Help from others: placements with providers, and what is bought."""

import datetime as dt
import io
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Case
from cases.services import placements
from core import clock
from core.errors import DomainError
from demo.seed.quiet import undoable
from demo.seed.stories import deciding
from demo.seed.stories.cast import Actor
from funding.services import invoices, purchases
from programmes.models import NeedDomain

KNOW = (
    "Likes a laugh and a strong tea. Ring twice and allow time to come to the door.",
    "Was a chainmaker and talks about it with pleasure. Hard of hearing on the left.",
    "Wants company, not advice. Afternoons are best.",
    "Worried about money. Have the last three bills ready, they are in the drawer.",
    "Walks with a frame. Two steps at the front door.",
)
REPORTS = (
    "Came six times and has made two friends.",
    "Set up, shown twice, and used to ring a sister on Sundays now.",
    "All done in one visit.",
    "Came twice, then was not well enough.",
)
_LONG = {"befriending": 70, "activity": 60, "exercise": 55, "counselling": 60, "home_support": 16}


def place(actor: Actor, case: Case, on: dt.date) -> None:
    """Put them forward to a service that covers where they live and has room."""
    service = _choose(actor, case)
    if service is None:
        return
    worker = case.worker or actor.lead
    at = actor.at(on, 14)
    try:
        with undoable():
            made = placements.offer(
                case,
                by=worker,
                at=at,
                service=service,
                what_to_know=actor.rng.choice(KNOW),
                need=service.needs.first(),
                share_address=service.kind in ("befriending", "home_support", "handyperson"),
                agreed_to_share=True,
                several_because="Two are not enough for them.",
            )
    except DomainError:
        return
    _answer(actor, made)


def _choose(actor: Actor, case: Case):
    district = case.resident.postcode.split(" ")[0]
    fit = [
        each
        for each in actor.world.services
        if (not each.postcode_districts or district in each.postcode_districts)
        and each.provider_id in actor.world.able
        and (actor.is_main or each.postcode_districts)
    ]
    # Those who sign in to the demo are asked more often, so that they have something to do.
    weights = [4 if each.provider_id in actor.world.answering else 1 for each in fit]
    return actor.rng.choices(fit, weights)[0] if fit else None


def _answer(actor: Actor, placement) -> None:
    """The provider answers, or does not; those asked this week are still thinking."""
    provider = placement.service.provider_id
    by = actor.world.answering.get(provider, actor.world.admin)
    fresh = (actor.now - placement.offered_at).days < 6
    if fresh and actor.chance(0.65):
        if actor.chance(0.4):
            placements.open_link(placement, by=by, at=actor.soon(4))
        return
    throw = actor.rng.random()
    if throw < 0.12 and not fresh:
        at = min(placement.expires_at, actor.now)
        if at >= placement.expires_at:
            placements.expire(placement, at=at)
            return
    placement = placements.open_link(placement, by=by, at=actor.soon(9))
    if throw < 0.28:
        reason = actor.rng.choice(("full", "not_suitable", "too_far", "no_volunteer"))
        placements.decline(placement, by=by, at=actor.soon(5), reason=reason)
        return
    starts = clock.day_of(actor.last) + dt.timedelta(days=actor.rng.randint(1, 8))
    placement = placements.accept(
        placement, by=by, at=actor.soon(6), starts_on=starts, words="Gladly."
    )
    if actor.past(starts):
        _help(actor, placement, by, starts)


def _help(actor: Actor, placement, by, starts: dt.date) -> None:
    # Looked at from the day of the offer: what follows does not move the resident's own clock.
    before = actor.last
    placement = placements.start(placement, by=by, at=actor.at(starts, 11), starts_on=starts)
    last = starts + dt.timedelta(days=_LONG.get(placement.service.kind, 9))
    if actor.past(last):
        placements.end(
            placement,
            by=by,
            at=actor.at(last, 13),
            result=actor.rng.choices(("achieved", "partly", "not"), (58, 30, 12))[0],
            report=actor.rng.choice(REPORTS),
            sessions_attended=actor.rng.randint(1, 9),
        )
    actor.last = before


def buy(actor: Actor, case: Case, on: dt.date) -> None:
    """One thing for one person, as far as it has come by now."""
    item = actor.rng.choice(actor.world.items)
    worker = case.worker or actor.lead
    serves = _purpose(case)
    if not serves:
        return
    at = actor.at(on, 12)
    try:
        with undoable():
            purchase = purchases.request(
                by=worker,
                at=at,
                what=item.name,
                why=actor.rng.choice(("So that home is safe", "So that home is safe and warm")),
                category=_category(item),
                amount=item.price,
                case=case,
                item=item,
                provider=item.provider,
                from_personal_budget=item.price <= 50 and item.provider_id is None,
                seconds=actor.rng.randint(45, 240),
                **serves,
                spotted_at=at - dt.timedelta(hours=actor.rng.randint(1, 30)),
            )
    except DomainError:
        return
    before = actor.last
    _carry(actor, purchase, worker, fresh=(actor.now - at).days < 9)
    actor.last = before


def _purpose(case: Case) -> dict:
    """The first barrier, or else the first goal, that the thing serves."""
    barrier = case.referral.barriers.order_by("pk").first() if case.referral_id else None
    if barrier is not None:
        return {"barrier": barrier}
    goal = case.goals.order_by("pk").first()
    return {"goal": goal} if goal else {}


def _category(item) -> str:
    words = item.category.lower()
    known = ("transport", "aids", "cleaning", "furniture", "warmth", "food", "digital")
    return words if words in known else "other"


def _carry(actor: Actor, purchase, worker, *, fresh: bool) -> None:
    """Agreed to, ordered, delivered, invoiced and paid; fresh ones stop on the way."""
    stop = actor.rng.choice(_STOPS) if fresh else ""
    if stop == "requested":
        return
    if purchase.status == "requested":
        purchase = _agree(actor, purchase, refuse=not fresh and actor.chance(0.07))
        if purchase.status != "approved":
            return
    if stop == "approved":
        return
    if not fresh and actor.chance(0.05):
        purchases.cancel(purchase, by=worker, at=actor.soon(5), reason="A son had one.")
        return
    if purchase.provider_id is None:
        _in_a_shop(actor, purchase, worker)
        return
    purchase = purchases.order(purchase, by=worker, at=actor.soon(2))
    if stop == "ordered":
        return
    purchase = purchases.confirm_delivery(purchase, by=worker, at=actor.soon(40))
    if stop != "delivered":
        _invoice(actor, purchase, stop)


_STOPS = ("requested", "approved", "ordered", "delivered", "submitted", "changes_asked",
          "disputed", "invoice_approved", "")  # fmt: skip


def _agree(actor: Actor, purchase, *, refuse: bool = False):
    people = actor.world.people
    agreeing = {
        "purchases.approve_second": (people["teamlead"],),
        "purchases.approve_third": (people["manager"], people["manager.two"]),
    }
    purchase = deciding.compare(actor, purchase)
    if purchase.needs_panel and not refuse:
        return deciding.by_panel(actor, purchase)
    tier = purchase.policy.tiers()[purchase.tier - 1]
    if refuse:
        by = agreeing[tier.permission][0]
        return purchases.refuse(
            purchase, by=by, at=actor.soon(8), reason="The housing association pays for this."
        )
    for by in agreeing[tier.permission][: tier.approvers]:
        purchase = purchases.approve(purchase, by=by, at=actor.soon(3))
    return purchase


def _in_a_shop(actor: Actor, purchase, worker) -> None:
    paid = purchase.amount - Decimal(actor.rng.choice(("0", "0", "0.50", "1.20")))
    purchases.settle(purchase, by=worker, at=actor.soon(3), amount=paid, file=receipt_photo())


_picture: list[bytes] = []


def receipt_photo() -> SimpleUploadedFile:
    """A photograph of a till roll."""
    if not _picture:
        out = io.BytesIO()
        Image.new("RGB", (120, 260), "#f5f3ee").save(out, "JPEG")
        _picture.append(out.getvalue())
    return SimpleUploadedFile("till-roll.jpg", _picture[0], content_type="image/jpeg")


def _invoice(actor: Actor, purchase, stop: str) -> None:
    people = actor.world.people
    by = actor.world.answering.get(purchase.provider_id, actor.world.admin)
    number = f"{purchase.reference[-4:]}-{actor.rng.randint(10, 99)}"
    made = invoices.submit(
        purchase, by=by, at=actor.soon(20), number=number, amount=purchase.amount
    )
    if stop == "submitted":
        return
    told = {"by": people["finance"], "at": actor.soon(22)}
    if stop == "changes_asked":
        invoices.ask_for_changes(made, **told, reason="Name the order’s number on it.")
        return
    if stop == "disputed":
        invoices.dispute(made, **told, reason="Two visits asked for, one was made.")
        return
    made = invoices.approve(made, **told)
    if stop != "invoice_approved":
        reference = f"BACS {actor.last:%d%m%y}"
        invoices.pay(made, by=people["finance.two"], at=actor.soon(26), payment_reference=reference)


def buy_for_groups(actor: Actor, *, months: int) -> None:
    """What the fund buys for many: places, packs, a rota."""
    world = actor.world
    for month in range(months, 0, -2):
        for name, provider, category, need, amount, places in GROUPS:
            on = world.today - dt.timedelta(days=month * 30 + actor.rng.randint(-9, 9))
            on = max(on, world.main.starts_on + dt.timedelta(days=3))
            actor.last = clock.start_of(on)
            purchase = purchases.request(
                by=world.people["linkworker.joan"],
                at=actor.at(on, 10),
                what=name,
                why="So that nobody waits for one",
                category=category,
                amount=Decimal(amount) + actor.rng.randint(-9, 9) * 20,
                programme=world.main,
                fund=world.fund,
                group_name=name,
                places=places,
                provider=world.providers[provider],
                need=NeedDomain.objects.get(code=need),
            )
            _carry(actor, purchase, world.people["linkworker.joan"], fresh=month <= 2)


GROUPS = (
    (
        *("Home from hospital rota", "Oldcroft Community Transport"),
        *("transport", "transport", "4800", 120),
    ),
    ("Warm packs for the first night", "Gornal Furniture Reuse", "warmth", "warmth", "3700", 80),
    ("Meals for the first week", "Netherton Community Kitchen", "food", "food", "5800", 60),
    (
        *("Strength and balance, ten weeks", "Black Country Handy Help"),
        *("groups", "physical_activity", "2800", 36),
    ),
)
