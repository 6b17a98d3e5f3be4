"""Opening times in words."""

from collections.abc import Iterable

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from providers.models import Schedule, Weekday


def times_words(schedules: Iterable[Schedule]) -> list[str]:
    """Each opening time as one reads it aloud, in the order of the week."""
    order = list(Weekday.values)
    in_order = sorted(
        schedules,
        key=lambda each: (
            min((order.index(day) for day in each.weekdays), default=9),
            str(each.opens_at or ""),
        ),
    )
    return [each for each in map(schedule_words, in_order) if each]


def schedule_words(schedule: Schedule) -> str:
    """Tuesday and Thursday 10am to 3pm, every month, from 3 May 2026 (by appointment)."""
    parts = [_days(schedule.weekdays), _hours(schedule)]
    line = " ".join(each for each in parts if each)
    more = [line] if line else []
    if schedule.frequency == Schedule.Frequency.MONTHLY:
        more.append(_("every month"))
    if schedule.valid_from:
        more.append(_("from %(day)s") % {"day": date_format(schedule.valid_from, "j F Y")})
    if schedule.valid_to:
        more.append(_("until %(day)s") % {"day": date_format(schedule.valid_to, "j F Y")})
    said = ", ".join(more)
    if not schedule.words:
        return said
    return f"{said} ({schedule.words})" if said else schedule.words


def _days(codes: list[str]) -> str:
    order = list(Weekday.values)
    days = sorted(set(codes), key=order.index)
    if days == order:
        return _("Every day")
    names = [str(Weekday(each).label) for each in days]
    first = order.index(days[0]) if days else 0
    if len(days) > 2 and days == order[first : first + len(days)]:
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    if len(names) < 2:
        return "".join(names)
    return _("%(days)s and %(last)s") % {"days": ", ".join(names[:-1]), "last": names[-1]}


def _hours(schedule: Schedule) -> str:
    opens, closes = schedule.opens_at, schedule.closes_at
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {"opens": _time(opens), "closes": _time(closes)}
    if opens:
        return _("from %(opens)s") % {"opens": _time(opens)}
    return _("until %(closes)s") % {"closes": _time(closes)} if closes else ""


def _time(value) -> str:
    return time_format(value, "P").replace(" a.m.", "am").replace(" p.m.", "pm")
