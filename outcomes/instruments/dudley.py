"""Seven areas of life, from not managing to managing.

Dudley reports how many people were not managing in each area before and after. Seven figures,
never one: somebody whose money is sorted and who sees nobody is not "in the middle".
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
    (1, _("Not managing")),
    (2, _("Managing a little")),
    (3, _("Mostly managing")),
    (4, _("Managing")),
)

AREAS = (
    ("finance", _("Money"), _("How are you managing with money?")),
    ("physical", _("Physical health"), _("How are you managing with your physical health?")),
    ("mental", _("Mental health"), _("How are you managing with your mental health?")),
    ("social", _("Seeing people"), _("How are you managing with seeing people and company?")),
    ("housing", _("Home"), _("How are you managing with your home?")),
    ("safety", _("Safety"), _("How are you managing with feeling and being safe?")),
    ("learning", _("Learning"), _("How are you managing with learning and new things?")),
)

_BANDS = tuple(Band(lowest=Decimal(v), highest=Decimal(v), words=words) for v, words in CHOICES)
_SOURCE = "Seven areas reported by Dudley’s high intensity user service; the steps are this form’s"
_ONE_STEP = Threshold(
    size=Decimal(1),
    words=_("at least one step"),
    source="The smallest step that can be answered; no meaningful change is published",
)

SEVEN_AREAS = Definition(
    key="areas7",
    version="1",
    name=_("Managing in seven areas of life"),
    short_name=_("Seven areas"),
    introduction=_("Think of the last few weeks. For each area, choose what fits best."),
    items=tuple(Item(key=key, text=text, choices=CHOICES) for key, _name, text in AREAS),
    scales=tuple(
        Scale(
            key=key,
            name=name,
            lowest=Decimal(1),
            highest=Decimal(4),
            higher_is_better=True,
            items=(key,),
            bands=_BANDS,
            bands_source=_SOURCE,
            thresholds=(_ONE_STEP,),
        )
        for key, name, _text in AREAS
    ),
    licence=Licence(
        state=LicenceState.FREE,
        words=_("Free to use."),
        copyright_line="Seven areas of life after the Dudley high intensity user service, in the "
        "words of Community Bridge.",
        source=_SOURCE,
    ),
    citation=_SOURCE,
    missing=_("Each area is a figure of its own; one left out leaves out only itself."),
)
