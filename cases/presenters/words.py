"""Words for people and days that several pages of cases share."""

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.presenters import Tag


def day_long(day: dt.date) -> str:
    """Wednesday 19 November."""
    return format_date(day, "l j F")


def day_short(day: dt.date) -> str:
    """19 Nov."""
    return format_date(day, "j M")


def date_of(day: dt.date | None) -> str:
    """19 November 2026, or a dash."""
    return format_date(day, "j F Y") if day else "–"


def clock_time(moment: dt.datetime) -> str:
    """14:02, in London."""
    return f"{timezone.localtime(moment):%H:%M}"


def moment_words(moment: dt.datetime) -> str:
    """Tuesday 18 November at 10:30."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": format_date(local, "l j F"), "time": f"{local:%H:%M}"}


def possessive(name: str) -> str:
    """Glad’s."""
    return _("%(name)s’s") % {"name": name}


STATUS_COLOURS = {
    "waiting_for_home": "amber",
    "active": "good",
    "paused": "stone",
    "closed": "stone",
}


def status_tag(case) -> Tag:
    """Where the case stands."""
    return Tag(case.get_status_display(), STATUS_COLOURS[case.status])


JOURNEY_COLOURS = {
    "requested": "amber",
    "offered": "amber",
    "accepted": "wash",
    "collected": "wash",
    "home": "wash",
    "settled": "good",
    "concern": "danger",
    "cancelled": "stone",
}


def journey_tag(journey) -> Tag:
    """Where the journey stands."""
    return Tag(journey.get_status_display(), JOURNEY_COLOURS[journey.status])
