"""From a remembered layout to how a file is read."""

from outcomes.activity.reading import OURS, Reading
from outcomes.models import ActivityLayout


def reading_of(layout: ActivityLayout | None) -> Reading:
    """How files of this layout are read; our own columns without one."""
    if layout is None:
        return OURS
    return Reading(layout.columns, layout.fixed, layout.words, layout.date_order)
