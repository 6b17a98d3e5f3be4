"""The five programmes and the organisations that commission and run them."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, found again by its slug."""

    slug: str
    name: str
    kind: str
    ods_code: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """One programme. It starts on `began`, or so many months before the day of loading."""

    slug: str
    name: str
    area: str
    commissioner: Body
    lead_provider: Body
    who_we_help: str
    partners: tuple[Body, ...] = ()
    districts: tuple[str, ...] = ()
    began: dt.date | None = None
    months_ago: int = 0
    lasts_months: int | None = None
    is_pilot: bool = False
    duty_phone: str = ""


DUDLEY_COUNCIL = Body("dudley-council", "Dudley Metropolitan Borough Council", "council")
DUDLEY_CVS = Body("dudley-cvs", "Dudley CVS", "cvs")
DUDLEY_GROUP = Body("dudley-group", "The Dudley Group NHS Foundation Trust", "trust", "RNA")
BLACK_COUNTRY_ICB = Body("black-country-icb", "NHS Black Country ICB", "icb")
PEMBROKESHIRE_COUNCIL = Body("pembrokeshire-council", "Pembrokeshire County Council", "council")
PAVS = Body("pavs", "Pembrokeshire Association of Voluntary Services", "cvs")
HYWEL_DDA = Body("hywel-dda", "Hywel Dda University Health Board", "trust", "7A2")
SOUTH_NORFOLK = Body("south-norfolk-council", "South Norfolk Council", "council")
NORFOLK_AND_NORWICH = Body(
    *("norfolk-and-norwich", "Norfolk and Norwich University Hospitals", "trust", "RM1")
)
WOLVERHAMPTON_VSC = Body("wolverhampton-vsc", "Wolverhampton Voluntary Sector Council", "cvs")

PROGRAMMES = (
    Preset(
        slug="community-bridge",
        name="Community Bridge",
        area="Dudley",
        commissioner=DUDLEY_COUNCIL,
        lead_provider=DUDLEY_CVS,
        partners=(DUDLEY_GROUP, BLACK_COUNTRY_ICB),
        districts=("Dudley",),
        months_ago=15,
        lasts_months=24,
        is_pilot=True,
        duty_phone="0113 496 0140",
        who_we_help=_(
            "Adults going home to Dudley whose discharge is held up by something that is not "
            "medical."
        ),
    ),
    Preset(
        slug="pivot",
        name="PIVOT",
        area="Pembrokeshire",
        commissioner=PEMBROKESHIRE_COUNCIL,
        lead_provider=PAVS,
        partners=(HYWEL_DDA,),
        districts=("Pembrokeshire",),
        months_ago=36,
        duty_phone="0113 496 0141",
        who_we_help=_(
            "Adults in Pembrokeshire who could go home, or stay there, with a lift, a small "
            "repair or someone to settle them in."
        ),
    ),
    Preset(
        slug="high-intensity-user",
        name="High Intensity User service",
        area="Dudley",
        commissioner=BLACK_COUNTRY_ICB,
        lead_provider=DUDLEY_CVS,
        partners=(DUDLEY_GROUP,),
        districts=("Dudley",),
        months_ago=28,
        duty_phone="0113 496 0142",
        who_we_help=_(
            "Adults in Dudley who come to A&E or call 999 often, and whose reasons are not only "
            "medical."
        ),
    ),
    Preset(
        slug="district-direct",
        name="District Direct",
        area="Norfolk",
        commissioner=SOUTH_NORFOLK,
        lead_provider=SOUTH_NORFOLK,
        partners=(NORFOLK_AND_NORWICH,),
        districts=("South Norfolk", "Broadland", "Norwich", "Breckland", "North Norfolk"),
        began=dt.date(2017, 9, 1),
        duty_phone="0113 496 0143",
        who_we_help=_(
            "Adults in the five districts who are fit to leave hospital, or who came to the "
            "emergency department, and are held up by their home or by having none."
        ),
    ),
    Preset(
        slug="wolverhampton",
        name="Wolverhampton Social Prescribing",
        area="Wolverhampton",
        commissioner=BLACK_COUNTRY_ICB,
        lead_provider=WOLVERHAMPTON_VSC,
        districts=("Wolverhampton",),
        began=dt.date(2017, 5, 1),
        duty_phone="0113 496 0144",
        who_we_help=_(
            "Adults registered with a Wolverhampton practice who want help with wellbeing, "
            "company, money or work."
        ),
    ),
)
