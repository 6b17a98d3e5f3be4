"""LSNS-6: how many relatives and friends somebody can count on.

Three questions on family, three on friends, each 0 to 5. Below 12 of 30 is at risk of isolation;
below 6 of 15 on either part says where.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from outcomes.instruments.base import Band, Definition, Item, Licence, LicenceState, Scale

CHOICES = (
    (0, _("None")),
    (1, _("One")),
    (2, _("Two")),
    (3, _("Three or four")),
    (4, _("Five to eight")),
    (5, _("Nine or more")),
)
_SOURCE = "Lubben and others, The Gerontologist 2006, 46(4):503–513"

FAMILY = (
    Item(
        key="family_heard",
        text=_("How many relatives do you see or hear from at least once a month?"),
        choices=CHOICES,
    ),
    Item(
        key="family_private",
        text=_(
            "How many relatives do you feel at ease with that you can talk about private matters?"
        ),
        choices=CHOICES,
    ),
    Item(
        key="family_help",
        text=_(
            "How many relatives do you feel close to such that you could call on them for help?"
        ),
        choices=CHOICES,
    ),
)
FRIENDS = (
    Item(
        key="friends_heard",
        text=_("How many of your friends do you see or hear from at least once a month?"),
        choices=CHOICES,
    ),
    Item(
        key="friends_private",
        text=_(
            "How many friends do you feel at ease with that you can talk about private matters?"
        ),
        choices=CHOICES,
    ),
    Item(
        key="friends_help",
        text=_("How many friends do you feel close to such that you could call on them for help?"),
        choices=CHOICES,
    ),
)


def _scale(key, name, items, *, below: int) -> Scale:
    most = len(items) * 5
    return Scale(
        key=key,
        name=name,
        lowest=Decimal(0),
        highest=Decimal(most),
        higher_is_better=True,
        items=tuple(item.key for item in items),
        bands=(
            Band(lowest=Decimal(0), highest=Decimal(below - 1), words=_("At risk of isolation")),
            Band(lowest=Decimal(below), highest=Decimal(most), words=_("Not at risk")),
        ),
        bands_source=_SOURCE,
    )


LSNS6 = Definition(
    key="lsns6",
    version="1",
    name=_("Family and friends, six questions"),
    short_name="LSNS-6",
    introduction=_(
        "Family are the people to whom you are related by birth, marriage or adoption. Friends "
        "include those who live in your neighbourhood."
    ),
    items=(*FAMILY, *FRIENDS),
    scales=(
        _scale("total", _("Family and friends (LSNS-6)"), (*FAMILY, *FRIENDS), below=12),
        _scale("family", _("Family"), FAMILY, below=6),
        _scale("friends", _("Friends"), FRIENDS, below=6),
    ),
    licence=Licence(
        state=LicenceState.REGISTRATION,
        words=_(
            "Free for practice and research with the citation; the owner asks to be written to."
        ),
        copyright_line="Lubben Social Network Scale, six items (LSNS-6) © James Lubben, 2006.",
        source="Boston College School of Social Work, Lubben Social Network Scale",
    ),
    citation=_SOURCE,
    missing=_("All answers of a part are needed for its figure, and all six for the sum."),
)
