"""ONS4: the four personal wellbeing questions of the Office for National Statistics.

Four separate scores from 0 to 10. There is no sum of the four, and none is made here: ONS gives
no composite. For anxiety a lower score is better.
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

_SOURCE = "Office for National Statistics, personal wellbeing user guidance"
_ONE_POINT = Threshold(
    size=Decimal(1),
    words=_("at least 1 point, the smallest step of the scale"),
    source="The smallest step that can be answered; ONS publishes no meaningful change",
)


def _zero_to_ten(lowest, highest) -> tuple[tuple[int, object], ...]:
    words = {0: lowest, 10: highest}
    return tuple((value, words.get(value, str(value))) for value in range(11))


def _bands(*rows) -> tuple[Band, ...]:
    return tuple(Band(lowest=Decimal(a), highest=Decimal(b), words=words) for a, b, words in rows)


_WELL = _bands((0, 4, _("Low")), (5, 6, _("Medium")), (7, 8, _("High")), (9, 10, _("Very high")))
_ANXIOUS = _bands((0, 1, _("Very low")), (2, 3, _("Low")), (4, 5, _("Medium")), (6, 10, _("High")))


def _scale(key, name, *, higher_is_better=True) -> Scale:
    return Scale(
        key=key,
        items=(key,),
        name=name,
        lowest=Decimal(0),
        highest=Decimal(10),
        higher_is_better=higher_is_better,
        bands=_WELL if higher_is_better else _ANXIOUS,
        bands_source=_SOURCE,
        thresholds=(_ONE_POINT,),
    )


SCALES = (
    _scale("satisfied", _("Life satisfaction")),
    _scale("worthwhile", _("Things feel worthwhile")),
    _scale("happy", _("Happy yesterday")),
    _scale("anxious", _("Anxious yesterday"), higher_is_better=False),
)

_NOT_AT_ALL = _("0, not at all")

ITEMS = (
    Item(
        key="satisfied",
        text=_("Overall, how satisfied are you with your life nowadays?"),
        choices=_zero_to_ten(_NOT_AT_ALL, _("10, completely satisfied")),
    ),
    Item(
        key="worthwhile",
        text=_(
            "Overall, to what extent do you feel that the things you do in your life are "
            "worthwhile?"
        ),
        choices=_zero_to_ten(_NOT_AT_ALL, _("10, completely worthwhile")),
    ),
    Item(
        key="happy",
        text=_("Overall, how happy did you feel yesterday?"),
        choices=_zero_to_ten(_NOT_AT_ALL, _("10, completely happy")),
    ),
    Item(
        key="anxious",
        text=_(
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?"
        ),
        choices=_zero_to_ten(_("0, not at all anxious"), _("10, completely anxious")),
    ),
)


ONS4 = Definition(
    key="ons4",
    version="1",
    name=_("Personal wellbeing, four questions"),
    short_name="ONS4",
    introduction=_(
        "Next, four questions about your feelings on aspects of your life. There are no right or "
        "wrong answers. For each, give an answer from 0 to 10."
    ),
    items=ITEMS,
    scales=SCALES,
    licence=Licence(
        state=LicenceState.FREE,
        words=_("Free to use under the Open Government Licence."),
        copyright_line="ONS4 personal wellbeing questions © Crown copyright, Office for National "
        "Statistics, Open Government Licence v3.0.",
        source=_SOURCE,
    ),
    citation=_SOURCE,
    missing=_("Each question is a figure of its own; one left out leaves out only itself."),
)
