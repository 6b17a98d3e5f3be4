"""Need domains and barrier reasons.

Needs follow the categories of the five documents and the seven domains of Dudley's Integrated Plus.
Barriers are the reasons for delay that a non-clinical service can act on (standards: 3.4), in the
words of a nurse. Those up to order 80 are the tiles of the referral form.
"""

from typing import NamedTuple

from django.utils.translation import gettext_noop as _


class Need(NamedTuple):
    """A need domain."""

    code: str
    name: str
    order: int


class Barrier(NamedTuple):
    """A reason that keeps somebody in hospital; `money_helps` when a purchase removes it today."""

    code: str
    name: str
    hint: str
    icon: str
    need: str
    money_helps: bool
    order: int


NEEDS = (
    Need("transport", _("Getting home and about"), 10),
    Need("home_safety", _("A safe home, equipment, small repairs"), 20),
    Need("food", _("Food and shopping"), 30),
    Need("warmth", _("Warmth and energy"), 40),
    Need("money", _("Money, benefits and debt"), 50),
    Need("housing", _("Housing and homelessness"), 60),
    Need("loneliness", _("Loneliness and social contact"), 70),
    Need("carer", _("Strain on a carer"), 80),
    Need("mental_wellbeing", _("Mental wellbeing"), 90),
    Need("physical_activity", _("Moving and exercise"), 100),
    Need("confidence", _("Confidence and fear of falling"), 110),
    Need("digital", _("Telephone and internet"), 120),
    Need("bereavement", _("Bereavement"), 130),
    Need("substance_use", _("Alcohol and drugs"), 140),
    Need("employment", _("Work, volunteering and learning"), 150),
    Need("pets", _("Pets"), 160),
    Need("safety", _("Feeling safe"), 170),
    Need("long_term", _("Living with a long-term condition"), 180),
)

BARRIERS = (
    Barrier(
        *("way_home", _("No way of getting home"), _("No lift, or no bus after 18:00")),
        *("van", "transport", True, 10),
    ),
    Barrier(
        *("cold_home", _("Cold home or no power"), _("Heating, lights, meter empty")),
        *("flame", "warmth", True, 20),
    ),
    Barrier(
        *("no_food", _("No food in the house"), _("Milk, bread, a first hot meal")),
        *("basket", "food", True, 30),
    ),
    Barrier(
        *("keys", _("Keys or getting in"), _("Lost keys, no key safe, steps")),
        *("key", "home_safety", True, 40),
    ),
    Barrier(
        *("clutter", _("Clutter or cleaning"), _("Bed out of reach, deep clean")),
        *("home", "home_safety", True, 50),
    ),
    Barrier(
        *("money", _("Money, bills or benefits"), _("Debt, no cash until Friday")),
        *("pound", "money", False, 60),
    ),
    Barrier(
        *("alone", _("Alone or afraid to go"), _("Lonely, or lost confidence")),
        *("people", "loneliness", False, 70),
    ),
    Barrier(
        *("nowhere", _("Nowhere to live"), _("We tell the housing authority")),
        *("bed", "housing", False, 80),
    ),
    Barrier(
        *("equipment", _("Equipment or a small repair"), _("Grab rail, step, smoke alarm")),
        *("plus", "home_safety", True, 110),
    ),
    Barrier(
        *("furniture", _("Furniture to be moved"), _("Bed brought downstairs, sofa out")),
        *("bed", "home_safety", True, 120),
    ),
    Barrier(
        *("medicines", _("Medicines to collect"), _("Prescription, or no one to fetch it")),
        *("pill", "long_term", False, 130),
    ),
    Barrier(
        *("family", _("The family is worried"), _("They need to know who will call")),
        *("chat", "carer", False, 140),
    ),
    Barrier(
        *("carer", _("The carer cannot go on"), _("Ill, worn out, or away")),
        *("person", "carer", False, 150),
    ),
    Barrier(
        *("phone", _("No way to call for help"), _("No telephone, no credit, no pendant")),
        *("phone", "digital", True, 160),
    ),
    Barrier(
        *("pets", _("A pet needs someone"), _("Not fed, or nobody to walk the dog")),
        *("home", "pets", True, 170),
    ),
)
