"""What stands on the dashboards: counted live, for one person, from rows that they may see."""

from outcomes.dashboards import delays, helped, reach

__all__ = ["delays", "helped", "reach"]
