"""The many residents, their consents and what is known of risks."""

import datetime as dt
from collections.abc import Iterator

from core import clock
from demo.scale.copying import reference, reserve
from demo.scale.county import County, Table
from demo.seed import lists, people
from demo.seed.places import MAIN
from residents.models import Consent, Resident, Risk

_ENDINGS = ("", "", "", "s", "-Round", "-Haden", "ley", "ton", "worth", "by")


def tables(county: County) -> Iterator[Table]:
    """Residents first: the others point to them."""
    county.residents = reserve(Resident, len(county.lives))
    yield _residents(county)
    yield _consents(county)
    yield _risks(county)


def _residents(county: County) -> Table:
    columns = (
        *("id", "reference", "nhs_number", "given_name", "family_name", "date_of_birth"),
        *("sex", "address", "postcode", "district", "phone", "lives_alone"),
    )
    return Resident, columns, _resident_rows(county)


def _resident_rows(county: County) -> Iterator[tuple]:
    rng, today = county.rng, county.world.today
    everyone = [("female", each) for each in lists.WOMEN] + [("male", each) for each in lists.MEN]
    codes = people.AREAS[MAIN].postcodes
    for pk, life in zip(county.residents, county.lives, strict=True):
        sex, given = rng.choice(everyone)
        family = f"{rng.choice(lists.FAMILIES)}{rng.choice(_ENDINGS)}"
        born = today - dt.timedelta(days=rng.randint(55 * 365, 97 * 365))
        number = life.number
        yield (
            *(pk, reference("CBR", number), people.nhs_number(number), given, family, born),
            *(sex, f"{number % 140 + 1} {rng.choice(lists.STREETS)}"),
            *(f"{codes[number % len(codes)]} {number % 9 + 1}AB", "Dudley"),
            *(f"01134960{number % 1000:03d}", number % 3 != 0),
        )


def _consents(county: County) -> Table:
    columns = ("resident_id", "kind", "given_at", "recorded_by_id", "recipient")
    return (
        Consent,
        columns,
        (
            (pk, kind, life.sent_at, county.nurses[life.ward].pk, to)
            for pk, life in zip(county.residents, county.lives, strict=True)
            for kind, to in (("referral", ""), ("sharing", ""))
        ),
    )


def _risks(county: County) -> Table:
    columns = ("resident_id", "kind", "starts_on", "stated_at", "stated_by_id")
    kinds = ("none_known", "none_known", "none_known", "falls", "animals")
    return Risk, columns, (
        (pk, kinds[life.number % 5], clock.day_of(life.sent_at), life.sent_at,
         county.nurses[life.ward].pk)
        for pk, life in zip(county.residents, county.lives, strict=True)
    )  # fmt: skip
