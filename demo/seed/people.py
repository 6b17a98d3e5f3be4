"""Invented residents: names, numbers, homes. Nobody of them lives anywhere."""

import datetime as dt
from itertools import islice
from random import Random

from core import nhs
from demo.seed.lists import FAMILIES, MEN, STREETS, WOMEN


class Area:
    """Where residents of a programme live."""

    def __init__(self, district: str, postcodes: tuple[str, ...], wards: tuple[str, ...]):
        self.district, self.postcodes, self.wards = district, postcodes, wards


AREAS = {
    "community-bridge": Area(
        "Dudley",
        ("DY1", "DY2", "DY3", "DY5", "DY8", "B63"),
        ("Castle and Priory", "Brierley Hill", "Sedgley", "Lye", "Netherton", "Coseley East"),
    ),
    "high-intensity-user": Area("Dudley", ("DY1", "DY2", "DY5"), ("St James’s", "Brockmoor")),
    "pivot": Area("Pembrokeshire", ("SA61", "SA62", "SA71"), ("Merlin’s Bridge", "Prendergast")),
    "district-direct": Area("Broadland", ("NR7", "NR8", "NR13"), ("Thorpe", "Hellesdon")),
    "wolverhampton": Area("Wolverhampton", ("WV1", "WV3", "WV10"), ("Heath Town", "Graiseley")),
}
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
RURAL = {"pivot": 0.55, "district-direct": 0.4}


def nhs_number(number: int) -> str:
    """The `number`-th synthetic NHS number: nine digits given to nobody, and a valid check digit.

    The first 900,000 are of the 999 range, kept for tests; those after it, which only measuring
    needs, of the unused numbers below. Each ten numbers hold at least nine with a check digit.
    """
    lap, tens = divmod(number, 100_000)
    block, nth = divmod(lap, 9)
    first = (999 - block) * 1_000_000 + tens * 10
    digits = ((nine, nhs.check_digit(str(nine))) for nine in range(first, first + 10))
    nine, digit = next(islice((each for each in digits if each[1] is not None), nth, None))
    return f"{nine}{digit}"


def resident(rng: Random, number: int, *, programme: str, today: dt.date) -> dict:
    """Everything about one invented resident, as residents.register takes it."""
    woman = rng.random() < 0.56
    area = AREAS[programme]
    given, family = rng.choice(WOMEN if woman else MEN), rng.choice(FAMILIES)
    return {
        "nhs_number": nhs_number(number),
        "given_name": given,
        "family_name": family,
        "preferred_name": given[:3] if rng.random() < 0.08 else "",
        "date_of_birth": _born(rng, programme, today),
        "sex": "female" if woman else "male",
        "ethnicity": _ethnicity(family),
        "address": f"{rng.randint(1, 140)} {rng.choice(STREETS)}",
        "postcode": f"{rng.choice(area.postcodes)} {rng.randint(1, 9)}"
        f"{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}",
        "electoral_ward": rng.choice(area.wards),
        "district": area.district,
        "is_rural": rng.random() < RURAL.get(programme, 0.03),
        "deprivation_decile": min(10, 1 + int(rng.expovariate(0.38))),
        "phone": _phone(rng),
        **_circumstances(rng, family),
    }


def _born(rng: Random, programme: str, today: dt.date) -> dt.date:
    young = {"high-intensity-user": (24, 72), "wolverhampton": (30, 84)}
    low, high = young.get(programme, (58, 97))
    age = rng.triangular(low, high, low + (high - low) * 0.68)
    return today - dt.timedelta(days=int(age * 365.25))


def _phone(rng: Random) -> str:
    """Numbers that Ofcom keeps for fiction."""
    if rng.random() < 0.07:
        return ""
    mobile = rng.random() < 0.35
    return f"07700900{rng.randint(0, 999):03d}" if mobile else f"01134960{rng.randint(0, 999):03d}"


def _ethnicity(family: str) -> str:
    known = {
        "Kaur": "H", "Singh": "H", "Patel": "H", "Sandhu": "H", "Gill": "H", "Begum": "K",
        "Khan": "J", "Hussain": "J", "Mahmood": "J", "Campbell": "M", "Grant": "M",
        "Nowak": "C", "Kowalska": "C",
    }  # fmt: skip
    return known.get(family, "A")


def _circumstances(rng: Random, family: str) -> dict:
    told = {
        "lives_alone": rng.random() < 0.62,
        "is_veteran": rng.random() < 0.06,
        "is_carer": rng.random() < 0.11,
        "gp_practice_code": f"M8{rng.randint(7000, 7999)}",
    }
    languages = {"Kaur": "Punjabi", "Begum": "Bengali", "Nowak": "Polish", "Hussain": "Urdu"}
    if family in languages:
        told |= {"language": languages[family], "needs_interpreter": rng.random() < 0.5}
    if rng.random() < 0.12:
        told["communication_needs"] = rng.choice(
            ("Large print", "Hard of hearing: speak slowly, face to face", "Reads lips")
        )
    if rng.random() < 0.07:
        told["safe_contact"] = rng.choice(
            ("Let it ring for long", "Never leave a message", "Ring the daughter first")
        )
    return told
