"""Scales on other pages: due today, missing before a case closes, asked and answered in time."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Case
from core import clock
from core.presenters import Action, Task
from outcomes.models import Measure
from outcomes.services import measures
from outcomes.services.measures.points import WAITING, Standing, without_an_end

MOST = 12
VERBS = {
    "record_measure": (lambda: _("Scale answered"), "good"),
    "decline_measure": (lambda: _("Would rather not answer a scale"), "stone"),
    "hand_over_measure": (lambda: _("Scale handed over on the tablet"), "wash"),
    "send_measure": (lambda: _("Scale sent by a link"), "wash"),
    "take_back_measure": (lambda: _("Scale taken back"), "stone"),
}


def today(user, at, cases) -> list[Task]:
    """Scales that are due or late for one's own cases, one line a case and point."""
    day = clock.day_of(at)
    closed = Case.objects.visible_to(user).filter(
        worker=user, status="closed", home_on__isnull=False
    )
    mine = [each for each in cases if each.home_on and each.status != "paused"]
    mine += closed.select_related("resident", "programme", "policy")
    by_programme: dict = {}
    for case in mine:
        by_programme.setdefault(case.programme, []).append(case)
    waiting: dict = {}
    for programme, theirs in by_programme.items():
        for case, instrument, point, standing in measures.standings(programme, theirs, today=day):
            if standing in WAITING:
                key = (case, point, standing)
                waiting.setdefault(key, []).append(str(instrument.short_name))
    found = sorted(waiting.items(), key=lambda each: (each[0][1].due_on, each[0][0].pk))
    return [_task(*key, names=names) for key, names in found[:MOST]]


def _task(case, point, standing, *, names) -> Task:
    overdue = standing == Standing.LATE
    return Task(
        case.resident.full_name,
        case.get_absolute_url(),
        when=date_format(point.due_on, "j M"),
        when_note=_("Late") if overdue else _("due by"),
        words=_("Ask %(names)s") % {"names": ", ".join(names)},
        icon="document",
        overdue=overdue,
        action=Action(
            _("Ask"),
            reverse("outcomes:measures", args=[case.reference]),
            hidden=_("for %(name)s") % {"name": case.resident.full_name},
        ),
    )


def answered():
    """Scales that count: the number in the tab of a case."""
    return Measure.objects.in_force()


def before_close(case) -> list[str]:
    """Scales that began with a baseline and have no answer at the end."""
    names = [str(each.short_name) for each in without_an_end(case)]
    if not names:
        return []
    told = {"names": ", ".join(names)}
    return [_("No answer at the end for %(names)s, which were asked at the start.") % told]
