"""The floating fund: four funders, £300,000."""

import datetime as dt
from decimal import Decimal

from accounts import services as accounts
from accounts.models import Organisation
from core import clock
from demo.seed.places import World, sign_in
from funding.services import agreements

# name, kind, amount, needs it is only for, purposes, share paid in at the start
FUNDERS = (
    ("", "dudley-council", "140000.00", (), "Whatever removes a barrier today", "0.6"),
    ("", "black-country-icb", "100000.00", (), "Earlier discharge, fewer readmissions", "0.5"),
    (
        "The Dudley Hospitals Charity",
        "",
        "40000.00",
        (),
        "Comfort and dignity on the way home",
        "1",
    ),
    (
        *("Black Brook Trust", "", "20000.00", ("transport", "warmth", "way_home", "cold_home")),
        *("Only lifts home and warm homes", "1"),
    ),
)


def build(world: World) -> None:
    """The fund with its agreements; each funder has paid in at least the first instalment."""
    programme = world.main
    span = {"starts_on": programme.starts_on, "ends_on": programme.ends_on}
    world.fund = agreements.open_fund(
        programme=programme, slug="floating-fund", name="Floating fund", **span
    )
    for name, slug, amount, only, purposes, share in FUNDERS:
        body = _funder(world, name, slug)
        agreement = agreements.make_agreement(
            world.fund,
            funder=body,
            amount=Decimal(amount),
            purposes=purposes,
            only_needs=only,
            **span,
        )
        world.agreements.append(agreement)
        _pay_in(world, agreement, Decimal(amount), Decimal(share))
    _sign_in(world)


def _funder(world: World, name: str, slug: str) -> Organisation:
    if slug:
        return Organisation.objects.get(slug=slug)
    return accounts.add_organisation(
        by=world.admin, at=world.began_at, name=name, kind=Organisation.Kind.FUNDER
    )


def _pay_in(world: World, agreement, amount: Decimal, share: Decimal) -> None:
    finance = world.people["finance"]
    first = (amount * share).quantize(Decimal("0.01"))
    parts = [(first, world.began_at)]
    later = world.began_at + dt.timedelta(days=330)
    if first < amount and clock.day_of(later) <= world.today:
        parts.append((amount - first, later))
    for number, (part, at) in enumerate(parts, start=1):
        agreements.receive_grant(
            agreement,
            amount=part,
            by=finance,
            at=at,
            key=f"demo-{agreement.reference}-{number}",
            words=f"Instalment {number}",
        )


def _sign_in(world: World) -> None:
    user = world.people["funder"] = sign_in("funder", "Sheila Round")
    accounts.add_membership(
        user,
        by=world.admin,
        at=world.began_at,
        organisation=world.agreements[2].funder,
        role="funder",
    )
