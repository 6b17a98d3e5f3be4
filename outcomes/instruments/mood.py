"""PHQ-9 and GAD-7: low mood and worry over the last two weeks.

The lowest answer is "Not at all". An answer above 0 to the ninth question of PHQ-9 needs somebody
the same day, whatever the sum.
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

CHOICES = (
    (0, _("Not at all")),
    (1, _("Several days")),
    (2, _("More than half the days")),
    (3, _("Nearly every day")),
)
DIFFICULTY_CHOICES = (
    (0, _("Not difficult at all")),
    (1, _("Somewhat difficult")),
    (2, _("Very difficult")),
    (3, _("Extremely difficult")),
)
_INTRODUCTION = _(
    "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
)
_LICENCE = Licence(
    state=LicenceState.FREE,
    words=_("Free to use: no permission is required to reproduce, translate, display or share."),
    copyright_line="Developed by Drs Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and "
    "colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, "
    "translate, display or distribute.",
    source="PHQ and GAD-7 instruction manual",
)


def _items(*rows) -> tuple[Item, ...]:
    return tuple(Item(key=key, text=text, choices=CHOICES) for key, text in rows)


def _bands(*rows) -> tuple[Band, ...]:
    return tuple(Band(lowest=Decimal(a), highest=Decimal(b), words=words) for a, b, words in rows)


def _reliable(size: int, words) -> tuple[Threshold, ...]:
    source = "Reliable change, NHS Talking Therapies manual"
    return (Threshold(size=Decimal(size), words=words, source=source),)


PHQ9_SUMMED = _items(
    ("interest", _("Little interest or pleasure in doing things")),
    ("down", _("Feeling down, depressed, or hopeless")),
    ("sleep", _("Trouble falling or staying asleep, or sleeping too much")),
    ("tired", _("Feeling tired or having little energy")),
    ("appetite", _("Poor appetite or overeating")),
    (
        "failure",
        _(
            "Feeling bad about yourself, or that you are a failure or have let yourself or your "
            "family down"
        ),
    ),
    (
        "concentrating",
        _("Trouble concentrating on things, such as reading the newspaper or watching television"),
    ),
    (
        "slow",
        _(
            "Moving or speaking so slowly that other people could have noticed, or the opposite: "
            "being so fidgety or restless that you have been moving around a lot more than usual"
        ),
    ),
    ("hurt", _("Thoughts that you would be better off dead or of hurting yourself in some way")),
)

DIFFICULTY = Item(
    key="difficulty",
    text=_(
        "If you marked any problems, how difficult have these made it for you to do your work, "
        "take care of things at home, or get along with other people?"
    ),
    choices=DIFFICULTY_CHOICES,
    required=False,
)

PHQ9 = Definition(
    key="phq9",
    version="1",
    name=_("Mood over the last two weeks"),
    short_name="PHQ-9",
    introduction=_INTRODUCTION,
    items=(*PHQ9_SUMMED, DIFFICULTY),
    scales=(
        Scale(
            key="total",
            name=_("Low mood (PHQ-9)"),
            lowest=Decimal(0),
            highest=Decimal(27),
            higher_is_better=False,
            items=tuple(item.key for item in PHQ9_SUMMED),
            bands=_bands(
                (0, 4, _("None or minimal")),
                (5, 9, _("Mild")),
                (10, 14, _("Moderate")),
                (15, 19, _("Moderately severe")),
                (20, 27, _("Severe")),
            ),
            bands_source="Kroenke, Spitzer and Williams, 2001",
            thresholds=_reliable(6, _("at least 6 points, more than chance alone makes")),
        ),
        Scale(
            key="difficulty",
            name=_("How difficult it has made things"),
            lowest=Decimal(0),
            highest=Decimal(3),
            higher_is_better=False,
            items=("difficulty",),
            averaged=False,
        ),
    ),
    licence=_LICENCE,
    citation="Kroenke, Spitzer and Williams, Journal of General Internal Medicine 2001, "
    "16(9):606–613",
    missing=_("All nine answers are needed; without one of them there is no score."),
    alarms=("hurt",),
    has_support=True,
)

GAD7_ITEMS = _items(
    ("nervous", _("Feeling nervous, anxious or on edge")),
    ("control", _("Not being able to stop or control worrying")),
    ("worrying", _("Worrying too much about different things")),
    ("relaxing", _("Trouble relaxing")),
    ("restless", _("Being so restless that it is hard to sit still")),
    ("irritable", _("Becoming easily annoyed or irritable")),
    ("afraid", _("Feeling afraid as if something awful might happen")),
)

GAD7 = Definition(
    key="gad7",
    version="1",
    name=_("Worry over the last two weeks"),
    short_name="GAD-7",
    introduction=_INTRODUCTION,
    items=GAD7_ITEMS,
    scales=(
        Scale(
            key="total",
            name=_("Worry (GAD-7)"),
            lowest=Decimal(0),
            highest=Decimal(21),
            higher_is_better=False,
            items=tuple(item.key for item in GAD7_ITEMS),
            bands=_bands(
                (0, 4, _("None or minimal")),
                (5, 9, _("Mild")),
                (10, 14, _("Moderate")),
                (15, 21, _("Severe")),
            ),
            bands_source="Spitzer, Kroenke, Williams and Löwe, 2006",
            thresholds=_reliable(4, _("at least 4 points, more than chance alone makes")),
        ),
    ),
    licence=_LICENCE,
    citation="Spitzer, Kroenke, Williams and Löwe, Archives of Internal Medicine 2006, "
    "166(10):1092–1097",
    missing=_("All seven answers are needed; without one of them there is no score."),
    has_support=True,
)
