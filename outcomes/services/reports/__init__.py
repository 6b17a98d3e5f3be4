"""Reports: made from a run, checked for what they give away, placed, read, withdrawn."""

from outcomes.services.reports.making import make, renew, written
from outcomes.services.reports.placing import publish, withdraw
from outcomes.services.reports.readings import note
from outcomes.services.reports.rooms import open_room

__all__ = ["make", "note", "open_room", "publish", "renew", "withdraw", "written"]
