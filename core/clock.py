"""The only place that asks what time it is.

Time enters at the edge: a view or a task asks here once and hands ``at=`` down, so that a verb
can be replayed for another moment (demo data, tests) and two stamps of one act never differ.
"""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """The present day in Europe/London."""
    return timezone.localdate()


def day_of(moment: dt.datetime) -> dt.date:
    """The London day on which `moment` falls."""
    return timezone.localtime(moment).date()


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of `day` in London, aware."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def local(moment: dt.datetime) -> dt.datetime:
    """`moment` as London's clocks show it."""
    return timezone.localtime(moment)
