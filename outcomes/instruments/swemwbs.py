"""SWEMWBS: the Short Warwick–Edinburgh Mental Wellbeing Scale, seven items.

The raw sum (7–35) is not an interval scale: it is converted to a metric score (Stewart-Brown and
others, 2009) before any mean, test or change. All seven items are needed. Raw 29 is 26.02; the
25.99 that is sometimes seen is a slip of the pen.
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

COPYRIGHT = (
    "Short Warwick–Edinburgh Mental Wellbeing Scale (SWEMWBS) © NHS Health Scotland, "
    "University of Warwick and University of Edinburgh, 2008, all rights reserved."
)

_METRIC = (
    "7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25 "
    "19.98 20.73 21.54 22.35 23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"
)
METRIC: dict[int, Decimal] = {
    raw: Decimal(metric) for raw, metric in enumerate(_METRIC.split(), start=7)
}

CHOICES = (
    (1, _("None of the time")),
    (2, _("Rarely")),
    (3, _("Some of the time")),
    (4, _("Often")),
    (5, _("All of the time")),
)

ITEMS = (
    Item(
        key="optimistic", text=_("I’ve been feeling optimistic about the future"), choices=CHOICES
    ),
    Item(key="useful", text=_("I’ve been feeling useful"), choices=CHOICES),
    Item(key="relaxed", text=_("I’ve been feeling relaxed"), choices=CHOICES),
    Item(key="problems", text=_("I’ve been dealing with problems well"), choices=CHOICES),
    Item(key="thinking", text=_("I’ve been thinking clearly"), choices=CHOICES),
    Item(key="close", text=_("I’ve been feeling close to other people"), choices=CHOICES),
    Item(
        key="own_mind",
        text=_("I’ve been able to make up my own mind about things"),
        choices=CHOICES,
    ),
)


def metric_score(raw: int) -> Decimal:
    """The metric score for a raw sum. Raises KeyError outside 7–35."""
    return METRIC[raw]


_BANDS_SOURCE = (
    "15th and 85th centiles, Health Survey for England 2010–13 (Ng Fat and others, 2017)"
)

SUMMED = tuple(item.key for item in ITEMS)

METRIC_SCALE = Scale(
    key="metric",
    items=SUMMED,
    conversion=metric_score,
    name=_("Wellbeing (SWEMWBS, metric)"),
    lowest=Decimal("7.00"),
    highest=Decimal("35.00"),
    higher_is_better=True,
    places=2,
    bands=(
        Band(lowest=Decimal("7.00"), highest=Decimal("19.50"), words=_("Low wellbeing")),
        Band(lowest=Decimal("19.51"), highest=Decimal("27.50"), words=_("Medium wellbeing")),
        Band(lowest=Decimal("27.51"), highest=Decimal("35.00"), words=_("High wellbeing")),
    ),
    bands_source=_BANDS_SOURCE,
    thresholds=(
        Threshold(
            size=Decimal("1.03"),
            words=_("at least 1.03 points, the smallest change that means something"),
            source="1 standard error of measurement (doi 10.1186/s12955-018-1060-2)",
        ),
        Threshold(
            size=Decimal("2.87"),
            words=_("at least 2.87 points, more than the scale’s own wobble"),
            source="2.77 standard errors of measurement (doi 10.1186/s12955-018-1060-2)",
        ),
    ),
)

RAW_SCALE = Scale(
    key="raw",
    items=SUMMED,
    name=_("Sum of the seven answers"),
    lowest=Decimal(7),
    highest=Decimal(35),
    higher_is_better=True,
    averaged=False,
)

SWEMWBS = Definition(
    key="swemwbs",
    version="1",
    name=_("Short Warwick–Edinburgh Mental Wellbeing Scale"),
    short_name="SWEMWBS",
    introduction=_(
        "Below are some statements about feelings and thoughts. Choose the answer that best "
        "describes your experience of each over the last 2 weeks."
    ),
    items=ITEMS,
    scales=(METRIC_SCALE, RAW_SCALE),
    licence=Licence(
        state=LicenceState.REGISTRATION,
        words=_("Free for non-commercial use after registering with the University of Warwick."),
        copyright_line=COPYRIGHT,
        source="University of Warwick, WEMWBS: using the scales",
    ),
    citation="Stewart-Brown and others, Health and Quality of Life Outcomes 2009, 7:15",
    missing=_("All seven answers are needed; without one of them there is no score."),
)
