"""The dashboards on screen: figures with how they are counted and the list behind each."""

from outcomes.presenters.dashboards import delays, helped, reach

__all__ = ["delays", "helped", "reach"]
