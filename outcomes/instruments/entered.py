"""Instruments whose questions may not be shipped: the figure is worked out elsewhere and entered.

MYCaW, EQ-5D-5L, PAM and the Outcomes Star. Each needs its owner's licence. No question, no
answer and no scoring rule of theirs stands here: PAM's is secret, EQ-5D's value set is its owner's.
"""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from outcomes.instruments.base import (
    Band,
    Definition,
    Licence,
    LicenceState,
    Scale,
    Threshold,
)

_MISSING = _("Worked out by the owner’s own rules before it is entered here.")
_INTRODUCTION = _(
    "Ask with the owner’s own form, work the figure out by its rules, and enter it here. The "
    "questions may not be shown on this page."
)


def _threshold(size: str, words, source: str) -> tuple[Threshold, ...]:
    return (Threshold(size=Decimal(size), words=words, source=source),)


def _level(number: int):
    return format_lazy(_("Level {number}"), number=number)


def _area(number: int):
    return format_lazy(_("Area {number}"), number=number)


def _scale(key, name, low, high, **given) -> Scale:
    return Scale(key=key, name=name, lowest=Decimal(low), highest=Decimal(high), **given)


def _licence(words, line: str, source: str) -> Licence:
    return Licence(state=LicenceState.LICENCE, words=words, copyright_line=line, source=source)


_ONE_POINT_MYCAW = _threshold("1", _("at least 1 point"), "Polley and others, on MYCaW")

MYCAW = Definition(
    key="mycaw",
    version="1",
    name=_("Own concerns and wellbeing, figures only"),
    short_name="MYCaW",
    introduction=_INTRODUCTION,
    scales=(
        _scale("concern_1", _("First concern"), 0, 6, higher_is_better=False,
               thresholds=_ONE_POINT_MYCAW),
        _scale("concern_2", _("Second concern"), 0, 6, higher_is_better=False, required=False,
               thresholds=_ONE_POINT_MYCAW),
        _scale("wellbeing", _("Wellbeing (MYCaW)"), 0, 6, higher_is_better=False,
               thresholds=_ONE_POINT_MYCAW),
    ),
    licence=_licence(
        _("Licence from Meaningful Measures Ltd."),
        "MYCaW® is a registered mark of Meaningful Measures Ltd.",
        "Meaningful Measures Ltd",
    ),
    citation="Paterson and others, Complementary Therapies in Medicine 2007, 15(1):38–45",
    missing=_MISSING,
    by_resident=False,
)  # fmt: skip

EQ5D = Definition(
    key="eq5d5l",
    version="1",
    name=_("Health today, index and scale, figures only"),
    short_name="EQ-5D-5L",
    introduction=_INTRODUCTION,
    scales=(
        _scale("index", _("Health index"), "-0.594", "1", higher_is_better=True, places=3,
               thresholds=_threshold("0.074", _("at least 0.074"), "Walters and Brazier, 2005")),
        _scale("vas", _("Health today (0 to 100)"), 0, 100, higher_is_better=True,
               required=False),
    ),
    licence=_licence(
        _("Registration and licence from the EuroQol Research Foundation."),
        "EQ-5D™ is a trade mark of the EuroQol Research Foundation. Index by the crosswalk to "
        "the EQ-5D-3L value set for the United Kingdom.",
        "EuroQol Research Foundation",
    ),
    citation="Herdman and others, Quality of Life Research 2011, 20(10):1727–1736",
    missing=_MISSING,
    by_resident=False,
)  # fmt: skip

PAM = Definition(
    key="pam13",
    version="1",
    name=_("Patient Activation Measure, score and level only"),
    short_name="PAM",
    introduction=_INTRODUCTION,
    scales=(
        _scale("score", _("Activation (PAM score)"), 0, 100, higher_is_better=True, places=1),
        _scale("level", _("Activation (PAM level)"), 1, 4, higher_is_better=True, averaged=False,
               bands=tuple(
                   Band(lowest=Decimal(n), highest=Decimal(n), words=_level(n))
                   for n in range(1, 5)
               ),
               bands_source="Given by the licensed scoring program"),
    ),
    licence=_licence(
        _("Licence from Insignia Health; scored by its own program."),
        "Patient Activation Measure® (PAM®) © Insignia Health LLC, all rights reserved.",
        "Insignia Health",
    ),
    citation="Hibbard and others, Health Services Research 2005, 40(6):1918–1930",
    missing=_MISSING,
    by_resident=False,
)  # fmt: skip

_ONE_STEP = _threshold("1", _("at least 1 step of the journey"), "Triangle, guidance for users")

STAR = Definition(
    key="star",
    version="1",
    name=_("Outcomes Star, figures of each area only"),
    short_name=_("Outcomes Star"),
    introduction=_INTRODUCTION,
    scales=tuple(
        _scale(f"area_{n}", _area(n), 1, 10, higher_is_better=True, required=n == 1,
               thresholds=_ONE_STEP)
        for n in range(1, 11)
    ),
    licence=_licence(
        _("Licence from Triangle Consulting, and trained users."),
        "Outcomes Star™ © Triangle Consulting Social Enterprise Ltd.",
        "Triangle Consulting Social Enterprise Ltd",
    ),
    citation="MacKeith, Housing, Care and Support 2011, 14(3):98–106",
    missing=_MISSING,
    by_resident=False,
)  # fmt: skip
