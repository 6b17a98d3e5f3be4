"""Providers with their services, volunteers, prices, and what is missing."""

import datetime as dt
from decimal import Decimal

from accounts import services as accounts
from accounts.models import Organisation
from demo.seed import listings
from demo.seed.lists import GAPS, LAPSED, PAUSED, PROVIDERS, WAITING, WHAT_CAN_BE_BOUGHT
from demo.seed.places import World, sign_in
from programmes.models import NeedDomain
from providers import services
from providers.models import Volunteer


def build(world: World) -> None:
    """The directory: providers, what they offer, drivers, prices, gaps."""
    world.needs = {each.code: each for each in NeedDomain.objects.all()}
    for name, about, listed in PROVIDERS:
        _provider(world, name, about, listed)
    _people(world)
    _drivers(world)
    _prices(world)
    _gaps(world)


def _provider(world: World, name: str, about: str, listed) -> None:
    told = {"by": world.admin, "at": world.began_at}
    body = accounts.add_organisation(
        **told,
        name=name,
        kind=Organisation.Kind.PROVIDER,
        email=f"desk.{len(world.providers) + 1}@demo.communitybridge.example",
        phone=f"0113496{len(world.providers) + 150:04d}",
    )
    provider = services.register(body, **told, description=about)
    world.providers[name] = provider
    if name != WAITING:
        until = world.today + dt.timedelta(days=60 + 11 * len(world.providers))
        papers = dict.fromkeys(services.assurance.PAPERS, until)
        services.record_papers(provider, **told, **papers)
        provider = services.approve(provider, by=world.people["manager"], at=world.began_at)
        world.providers[name] = provider
    for number, each in enumerate(listed):
        _service(world, provider, number, each)


_LISTED = ("name", "kind", "needs", "districts", "days", "places", "price", "unit")


def _service(world: World, provider, number: int, row: tuple) -> None:
    told = dict(zip(_LISTED, row, strict=True))
    about = f"{provider.description} {told['name']}: {told['days'].lower()}."
    made = services.add_service(
        provider,
        by=world.admin,
        at=world.began_at,
        needs=[world.needs[code] for code in told.pop("needs").split()],
        description=about,
        postcode_districts=told.pop("districts").split(),
        accessibility="Step-free, or at your home" if number % 2 == 0 else "Hearing loop",
        unit_price=Decimal(told.pop("price")),
        **told,
    )
    world.services.append(made)


def _people(world: World) -> None:
    """Who answers for some of the providers."""
    told = {"by": world.admin, "at": world.began_at}
    answering = (
        ("provider", "Len Foxall", "Stourbeck Befriending"),
        ("provider.transport", "Wendy Hingley", "Oldcroft Community Transport"),
        ("provider.handy", "Mick Danks", "Black Country Handy Help"),
        ("provider.clean", "Zofia Nowak", "Bright Rooms Cleaning CIC"),
        ("provider.kitchen", "Dawn Parkes", "Netherton Community Kitchen"),
        ("provider.furniture", "Baz Cooksey", "Gornal Furniture Reuse"),
    )
    for key, name, provider in answering:
        user = world.people[key] = sign_in(key, name)
        body = world.providers[provider].organisation
        accounts.add_membership(user, **told, organisation=body, role="provider")
        services.set_bank_details(
            world.providers[provider],
            by=user,
            at=world.began_at,
            account_name=provider[:40],
            sort_code="309626",
            account_number=f"{10_203_040 + 7_919 * len(name):08d}",
        )


def _drivers(world: World) -> None:
    body = world.providers["Oldcroft Community Transport"].organisation
    until = world.today + dt.timedelta(days=240)
    names = (
        ("driver", "Colin Attwood"),
        ("driver.two", "Jean Westwood"),
        ("driver.three", "Ravi Gill"),
    )
    for key, name in names:
        user = world.people[key] = sign_in(key, name)
        accounts.add_membership(
            user, by=world.admin, at=world.began_at, organisation=body, role="volunteer"
        )
        world.drivers.append(
            Volunteer.objects.create(
                user=user,
                organisation=body,
                is_driver=True,
                is_befriender=key == "driver.two",
                dbs_expires_on=until,
                licence_expires_on=until,
                insurance_expires_on=until,
            )
        )


def _prices(world: World) -> None:
    from programmes.models import BarrierReason

    reasons = {each.code: each for each in BarrierReason.objects.all()}
    for name, category, price, days, provider, barrier in WHAT_CAN_BE_BOUGHT:
        item = services.add_item(
            by=world.admin,
            at=world.began_at,
            name=name,
            category=category,
            price=Decimal(price),
            lead_days=days,
            provider=world.providers.get(provider),
            barrier=reasons.get(barrier),
        )
        world.items.append(item)


def _gaps(world: World) -> None:
    lead, worker = world.people["teamlead"], world.people["linkworker"]
    for number, (words, need, area, people, kind, status) in enumerate(GAPS):
        day = world.today - dt.timedelta(days=30 + 41 * number)
        at = world.began_at.replace(year=day.year, month=day.month, day=min(day.day, 28))
        gap = services.raise_gap(
            by=worker,
            at=at,
            programme=world.main,
            need=world.needs[need],
            area=area,
            words=words,
            people_affected=people,
            kind=kind,
        )
        if status != "open":
            services.own_gap(gap, by=lead, at=at, action="Raised with the commissioner")
        if status == "filled":
            services.fill_gap(gap, by=lead, at=at, filled_on=world.today - dt.timedelta(days=9))


def unsettle(world: World) -> None:
    """At the end: one provider's papers have run out, one is paused, one service is full."""
    at = world.began_at.replace(year=world.today.year, month=world.today.month, day=1)
    told = {"by": world.people["manager"], "at": at}
    past = world.today - dt.timedelta(days=6)
    services.record_papers(world.providers[LAPSED], **told, insurance_expires_on=past)
    services.pause(world.providers[PAUSED], **told, reason="Short of walkers until spring")
    club = next(each for each in world.services if each.name == "Tuesday lunch club")
    club.refresh_from_db()
    services.set_capacity(club, **told, places=club.taken, waiting_days=28)
    listings.build(world)
