"""XmR charts (individuals and moving range) by the rules of NHS Making Data Count.

A point is common cause until a rule says otherwise. Nothing here says *why* something changed.
"""

from outcomes.statistics.xmr.chart import Assurance, Chart, Point, chart
from outcomes.statistics.xmr.limits import Limits, limits
from outcomes.statistics.xmr.rules import LABELS, Cause

__all__ = ["LABELS", "Assurance", "Cause", "Chart", "Limits", "Point", "chart", "limits"]
