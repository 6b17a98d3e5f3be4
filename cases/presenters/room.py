"""Room per worker: the bars of "Who takes it?" and of the team's page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.caseload import Load
from core.presenters import Capacity, capacity_scale


def suggested_weight(referral) -> int:
    """How heavy a case will probably be: one, and more for each thing that makes it hard.

    Two or more open barriers, nowhere to live, and a same-day request add one each; at most 4.
    """
    barriers = [each for each in referral.barriers.all() if each.resolved_at is None]
    hard = [len(barriers) >= 2, referral.is_homeless, referral.urgency == "same_day"]
    return min(4, 1 + sum(bool(each) for each in hard))


def suggested_tier(referral) -> str:
    """How closely to watch: closely when it is urgent or they have nowhere to live."""
    urgent = referral.urgency != "routine"
    return "intensive" if urgent or referral.is_homeless else "medium"


def capacities(loads: list[Load], adds: int, *, chosen: str = "") -> list[Capacity]:
    """One bar a worker, those with room first; nobody is chosen silently."""
    scale = capacity_scale([*(load.limit for load in loads), *(load.weight for load in loads)])
    return [
        Capacity(
            load.worker.name,
            load.worker.reference,
            load.weight,
            adds,
            load.limit,
            scale,
            note=_note(load, adds),
            full=load.room < adds,
            chosen=load.worker.reference == chosen,
        )
        for load in loads
    ]


def _note(load: Load, adds: int) -> str:
    if load.room < 0:
        return _("No room: %(over)d over the line") % {"over": -load.room}
    if load.room < adds:
        return _("No room for this one: %(room)d left") % {"room": load.room}
    people = ngettext("%(n)d person now", "%(n)d people now", load.people)
    return people % {"n": load.people}
