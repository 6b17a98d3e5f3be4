"""A country's directory: providers with their services, places and opening times, for measuring."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from django.db import connection, transaction

from accounts.models import Organisation
from core import clock
from demo.scale.copying import copy, reference, reserve
from programmes.models import NeedDomain
from programmes.services import load_lists
from providers.models import PostcodeDistrict, Provider, Schedule, Service, ServiceLocation
from providers.services import finding
from providers.services.finding import refresh

EACH = 8  # services of one provider
_WHAT = [
    "Befriending",
    "Lunch-club",
    "Singing",
    "Gardening",
    "Benefits-check",
    "Handyperson",
    "Dementia-café",
    "Transport",
    "Strength-and-balance",
    "Carers-group",
    "Telephone-friends",
    "Meals",
    "Debt-advice",
    "Walking-group",
    "Art-class",
    "Digital-help",
    "Bereavement-support",
    "Warm-space",
    "Community-garden",
    "Furniture-reuse",
]
_WHERE = [
    "Netherton",
    "Sedgley",
    "Lye",
    "Coseley",
    "Tipton",
    "Bilston",
    "Pembroke",
    "Tenby",
    "Narberth",
    "Wymondham",
    "Diss",
    "Loddon",
    "Harleston",
    "Attleborough",
    "Norwich",
    "Kingswinford",
    "Halesowen",
    "Brierley",
    "Cradley",
    "Gornal",
]
_WHOM = [
    "people",
    "neighbours",
    "men",
    "women",
    "carers",
    "families",
    "veterans",
    "everyone",
    "elders",
    "newcomers",
]
_COLUMNS = (
    *("id", "reference", "provider_id", "name", "kind", "description", "postcode_districts"),
    *("access", "suits", "places", "taken", "waiting_days", "unit_price", "last_checked_on"),
)


@transaction.atomic
def make_directory(*, services: int, seed: int = 7) -> int:
    """So many services, the same ones for the same seed; returns how many were made."""
    dice = Random(seed)
    load_lists()  # without needs a search by need would be measured over nothing
    if not PostcodeDistrict.objects.exists():  # a database that was emptied has lost them
        finding.load_shipped_districts()
    districts = list(PostcodeDistrict.objects.order_by("pk").values_list("pk", flat=True))
    providers = _providers(services // EACH + 1)
    ids = reserve(Service, services)
    copy(Service, _COLUMNS, _services(ids, providers, districts, dice))
    _needs(ids, dice)
    _places(ids, districts, dice)
    _times(ids, dice)
    refresh(ids)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(ids)


def _providers(count: int) -> range:
    bodies, ids = reserve(Organisation, count), reserve(Provider, count)
    until, at = clock.today() + dt.timedelta(days=200), clock.now()
    by = _somebody()
    dates = ("insurance_expires_on", "safeguarding_expires_on", "dbs_statement_expires_on")
    copy(
        Organisation,
        ("id", "slug", "name", "kind"),
        ((pk, f"scale-{pk}", f"{_WHERE[pk % 20]} Helpers {pk}", "provider") for pk in bodies),
    )
    copy(
        Provider,
        ("id", "reference", "organisation_id", *dates, "approved_at", "approved_by_id"),
        (
            (pk, reference("CBV", pk), body, until, until, until, at, by)
            for pk, body in zip(ids, bodies, strict=True)
        ),
    )
    return ids


def _somebody() -> int:
    from accounts.models import User

    user = User.objects.order_by("pk").first() or User.objects.create(email="scale@example.org")
    return user.pk


def _services(ids, providers, districts, dice) -> Iterator[tuple]:
    kinds, checked = Service.Kind.values, clock.today() - dt.timedelta(days=30)
    for number, pk in enumerate(ids):
        what, where = dice.choice(_WHAT), dice.choice(_WHERE)
        whom = dice.choice(_WHOM)
        near = dice.sample(districts, dice.randint(1, 6)) if dice.random() < 0.7 else []
        places = dice.choice((None, 8, 12, 20))
        yield (
            *(pk, reference("CBS", pk), providers[number // EACH]),
            f"{what.replace('-', ' ')} in {where} {number}",
            dice.choice(kinds),
            f"{what.replace('-', ' ')} for {whom} near {where}: company, tea and practical help.",
            "{" + ",".join(near) + "}",
            dice.choice(("{}", "{step_free}", "{step_free,hearing_loop}", "{home_visits}")),
            dice.choice(("{}", "{frailty}", "{dementia,carers}")),
            *(places, min(places or 0, dice.randint(0, 20)), dice.choice((None, 0, 7, 21))),
            *(dice.choice((None, "0.00", "4.00", "12.50")), checked),
        )


def _needs(ids, dice) -> None:
    needs = list(NeedDomain.objects.order_by("pk").values_list("pk", flat=True))
    pairs = ((pk, need) for pk in ids for need in dice.sample(needs, min(2, len(needs))))
    copy(Service.needs.through, ("service_id", "needdomain_id"), pairs)


def _places(ids, districts, dice) -> None:
    rows = (
        (pk, f"Hall {pk}", f"{dice.choice(districts)} {dice.randint(1, 9)}AA")
        for pk in ids
        if dice.random() < 0.6
    )
    copy(ServiceLocation, ("service_id", "name", "postcode"), rows)


def _times(ids, dice) -> None:
    days, hours = ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), ((9, 12), (13, 16), (18, 21))
    rows = []
    for pk in ids:
        if dice.random() < 0.7:
            opens, closes = dice.choice(hours)
            chosen = "{" + ",".join(dice.sample(days, dice.randint(1, 3))) + "}"
            rows.append((pk, chosen, f"{opens}:00", f"{closes}:00"))
    copy(Schedule, ("service_id", "weekdays", "opens_at", "closes_at"), rows)
