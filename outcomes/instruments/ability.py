"""What someone can and does do: Barthel Index and Clinical Frailty Scale.

Both are judged by somebody who knows the person; residents do not fill them in by themselves.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from outcomes.instruments.base import (
    Band,
    Definition,
    Item,
    Licence,
    LicenceState,
    Scale,
    Threshold,
)

_NEEDS_HELP = _("Needs some help, but can do something alone")


def _item(key, text, *words) -> Item:
    return Item(key=key, text=text, choices=tuple(enumerate(words)))


BARTHEL_ITEMS = (
    _item(
        "bowels",
        _("Bowels"),
        _("Incontinent, or needs to be given enemas"),
        _("Occasional accident, once a week"),
        _("Continent"),
    ),
    _item(
        "bladder",
        _("Bladder"),
        _("Incontinent, or catheter and unable to manage alone"),
        _("Occasional accident, at most once in 24 hours"),
        _("Continent"),
    ),
    _item(
        "grooming",
        _("Grooming"),
        _("Needs help with personal care"),
        _("Independent: face, hair, teeth, shaving"),
    ),
    _item("toilet", _("Toilet use"), _("Dependent"), _NEEDS_HELP, _("Independent")),
    _item(
        "feeding",
        _("Feeding"),
        _("Unable"),
        _("Needs help cutting, spreading butter and the like"),
        _("Independent"),
    ),
    _item(
        "transfer",
        _("Transfer from bed to chair and back"),
        _("Unable, no sitting balance"),
        _("Major help from one or two people, can sit"),
        _("Minor help, in words or by hand"),
        _("Independent"),
    ),
    _item(
        "mobility",
        _("Mobility"),
        _("Immobile"),
        _("Independent in a wheelchair, including corners"),
        _("Walks with the help of one person"),
        _("Independent, with any aid"),
    ),
    _item(
        "dressing",
        _("Dressing"),
        _("Dependent"),
        _("Needs help, can do about half unaided"),
        _("Independent, including buttons, zips and laces"),
    ),
    _item(
        "stairs",
        _("Stairs"),
        _("Unable"),
        _("Needs help: words, by hand, carrying an aid"),
        _("Independent"),
    ),
    _item("bathing", _("Bathing"), _("Dependent"), _("Independent, in bath or shower")),
)

BARTHEL = Definition(
    key="barthel",
    version="1",
    name=_("Barthel Index, ten everyday activities"),
    short_name="Barthel",
    introduction=_(
        "Record what they do, not what they could do, over the last 24 to 48 hours. Ask them, "
        "those around them, or see for yourself."
    ),
    items=BARTHEL_ITEMS,
    scales=(
        Scale(
            key="total",
            name=_("Everyday activities (Barthel)"),
            lowest=Decimal(0),
            highest=Decimal(20),
            higher_is_better=True,
            items=tuple(item.key for item in BARTHEL_ITEMS),
            thresholds=(
                Threshold(
                    size=Decimal(3),
                    words=_("more than 2 points, probably a real change"),
                    source="Collin, Wade, Davies and Horne, 1988",
                ),
            ),
        ),
    ),
    licence=Licence(
        state=LicenceState.FREE,
        words=_("Free for non-commercial use with the citation."),
        copyright_line="Barthel Index © Maryland State Medical Society. Mahoney FI, Barthel DW, "
        "“Functional evaluation: the Barthel Index”, Maryland State Medical Journal 1965, "
        "14:56–61. Used with permission for non-commercial purposes.",
        source="Notice of the Maryland State Medical Society",
    ),
    citation="Collin, Wade, Davies and Horne, International Disability Studies 1988, 10(2):61–63",
    missing=_("All ten answers are needed; without one of them there is no score."),
    by_resident=False,
)

LEVELS = (
    (1, _("Very fit")),
    (2, _("Fit")),
    (3, _("Managing well")),
    (4, _("Living with very mild frailty")),
    (5, _("Living with mild frailty")),
    (6, _("Living with moderate frailty")),
    (7, _("Living with severe frailty")),
    (8, _("Living with very severe frailty")),
    (9, _("Terminally ill")),
)

FRAILTY = Definition(
    key="cfs",
    version="2",
    name=_("Clinical Frailty Scale, level only"),
    short_name="CFS",
    introduction=_(
        "For people of 65 and over: how they were two weeks before they fell ill. Not for people "
        "with one stable disability. Use the owner’s own card for what each level means."
    ),
    items=(
        Item(
            key="level",
            text=_("Level"),
            choices=LEVELS,
        ),
    ),
    scales=(
        Scale(
            key="level",
            name=_("Frailty (CFS level)"),
            lowest=Decimal(1),
            highest=Decimal(9),
            higher_is_better=False,
            items=("level",),
            bands=tuple(
                Band(lowest=Decimal(value), highest=Decimal(value), words=words)
                for value, words in LEVELS
            ),
            bands_source="Clinical Frailty Scale, version 2.0 (Rockwood and Theou, 2020)",
        ),
    ),
    licence=Licence(
        state=LicenceState.REGISTRATION,
        words=_(
            "Free for non-commercial care and teaching, with Dalhousie University’s permission."
        ),
        copyright_line="Clinical Frailty Scale, version 2.0 © Rockwood, Dalhousie University, "
        "Canada. Level names only; the descriptions stand on the owner’s card.",
        source="Dalhousie University, Geriatric Medicine Research",
    ),
    citation="Rockwood and Theou, Canadian Geriatrics Journal 2020, 23(3):210–215",
    missing=_("One level; without it there is no score."),
    by_resident=False,
)
