"""Disclosure control for whatever leaves the service (HES and ECDS rule, from September 2018).

`figures` holds the rule for single figures. `tables` protects tables with totals, and `attack`
tries to undo what is published, as somebody outside could.
"""

from outcomes.statistics.disclosure.attack import Bounds, undo
from outcomes.statistics.disclosure.figures import (
    STAR,
    about,
    count,
    is_small,
    mean,
    money,
    percent_change,
    percentage,
    rounded,
)
from outcomes.statistics.disclosure.joint import Claim, Link, telling
from outcomes.statistics.disclosure.merging import Sum, merged
from outcomes.statistics.disclosure.pounds import Amount, Few
from outcomes.statistics.disclosure.pounds import told as told_pounds
from outcomes.statistics.disclosure.tables import WITHHELD, Published, protect

__all__ = [
    "STAR",
    "WITHHELD",
    "Amount",
    "Bounds",
    "Claim",
    "Few",
    "Link",
    "Published",
    "Sum",
    "about",
    "count",
    "is_small",
    "mean",
    "merged",
    "money",
    "percent_change",
    "percentage",
    "protect",
    "rounded",
    "telling",
    "told_pounds",
    "undo",
]
