"""UCLA-3: the three-item loneliness scale, with the direct question that ONS asks beside it.

The three answers (1–3) are added: 3 is least lonely, 9 most. A fall is an improvement. The direct
question comes last, is its own figure, and is never added to the three.
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

_SOURCE = "Office for National Statistics, measuring loneliness: guidance for use on surveys"

CHOICES = (
    (1, _("Hardly ever or never")),
    (2, _("Some of the time")),
    (3, _("Often")),
)

DIRECT_CHOICES = (
    (5, _("Often or always")),
    (4, _("Some of the time")),
    (3, _("Occasionally")),
    (2, _("Hardly ever")),
    (1, _("Never")),
)

SUMMED = ("companionship", "left_out", "isolated")

ITEMS = (
    Item(
        key="companionship",
        text=_("How often do you feel that you lack companionship?"),
        choices=CHOICES,
    ),
    Item(key="left_out", text=_("How often do you feel left out?"), choices=CHOICES),
    Item(key="isolated", text=_("How often do you feel isolated from others?"), choices=CHOICES),
    Item(
        key="direct",
        text=_("How often do you feel lonely?"),
        choices=DIRECT_CHOICES,
        required=False,
    ),
)


TOTAL = Scale(
    key="total",
    items=SUMMED,
    name=_("Loneliness (UCLA, three items)"),
    lowest=Decimal(3),
    highest=Decimal(9),
    higher_is_better=False,
    bands=(
        Band(lowest=Decimal(3), highest=Decimal(5), words=_("Not lonely")),
        Band(lowest=Decimal(6), highest=Decimal(9), words=_("Lonely")),
    ),
    bands_source="6 or more counted as lonely (Steptoe and others, 2013)",
    thresholds=(
        Threshold(
            size=Decimal(1),
            words=_("at least 1 point, the smallest step of the scale"),
            source="Improved in the British Red Cross evaluation (Foster and others, 2020)",
        ),
    ),
)

DIRECT = Scale(
    key="direct",
    items=("direct",),
    name=_("How often lonely (direct question)"),
    lowest=Decimal(1),
    highest=Decimal(5),
    higher_is_better=False,
    bands=(
        Band(lowest=Decimal(1), highest=Decimal(4), words=_("Not chronically lonely")),
        Band(lowest=Decimal(5), highest=Decimal(5), words=_("Often or always lonely")),
    ),
    bands_source=_SOURCE,
    thresholds=(),
    averaged=False,
)

UCLA3 = Definition(
    key="ucla3",
    version="1",
    name=_("Loneliness, three questions and one direct"),
    short_name="UCLA-3",
    introduction=_("The next questions are about your relationships with others."),
    items=ITEMS,
    scales=(TOTAL, DIRECT),
    licence=Licence(
        state=LicenceState.FREE,
        words=_("Free to use."),
        copyright_line="Three-item loneliness scale, Hughes and others (2004), from the UCLA "
        "Loneliness Scale (Russell, 1996). Direct question: Office for National Statistics, "
        "Open Government Licence v3.0.",
        source=_SOURCE,
    ),
    citation="Hughes, Waite, Hawkley and Cacioppo, Research on Aging 2004, 26(6):655–672",
    missing=_("All three answers are needed for the sum; the direct question stands by itself."),
)
