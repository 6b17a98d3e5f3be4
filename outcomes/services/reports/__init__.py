"""Reports: made from a run, written, checked for what they give away, placed, read, withdrawn."""

from outcomes.services.reports.content import written
from outcomes.services.reports.making import make, renew
from outcomes.services.reports.placing import publish, withdraw
from outcomes.services.reports.readings import note, visited
from outcomes.services.reports.rooms import open_room
from outcomes.services.reports.writing import try_again, write

__all__ = [
    "make", "note", "open_room", "publish", "renew", "try_again", "visited", "withdraw", "write",
    "written",
]  # fmt: skip
