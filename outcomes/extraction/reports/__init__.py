"""What reports for wards, funders and governors rest on, month by month, frozen with the cut.

Counts of people are kept in their smallest cells (a month, a place, a kind), so that every report
adds up the same cells, and so that it can be asked what all reports together give away.
"""

import datetime as dt
from typing import Any

from outcomes.extraction.reports import funders, themes, wards


def facts(programme, *, as_of: dt.date) -> dict[str, Any]:
    """Plain JSON without a person in it."""
    return {
        "wards": wards.facts(programme, as_of=as_of),
        "funders": funders.facts(programme, as_of=as_of),
        "themes": themes.facts(programme, as_of=as_of),
    }
