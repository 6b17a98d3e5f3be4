"""Days, moments and people in the words of a referral page."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.presenters import Tag
from referrals.lifecycle import Status
from referrals.models import Urgency

_STATUS_COLOURS = {
    Status.DRAFT: "stone",
    Status.SUBMITTED: "stone",
    Status.INFORMATION_NEEDED: "amber",
    Status.ACCEPTED: "good",
    Status.DECLINED: "danger",
    Status.REDIRECTED: "wash",
    Status.DUPLICATE: "stone",
    Status.WITHDRAWN: "stone",
}
_URGENCY_COLOURS = {Urgency.URGENT: "danger", Urgency.SAME_DAY: "amber"}


def status_tag(status: str) -> Tag:
    """The one tag of each status."""
    return Tag(Status(status).label, _STATUS_COLOURS[status])


def urgency_tags(urgency: str) -> tuple[Tag, ...]:
    """A tag where it is not routine."""
    colour = _URGENCY_COLOURS.get(urgency)
    return (Tag(Urgency(urgency).label, colour),) if colour else ()


def long_day(day: dt.date) -> str:
    """Sunday 16 November; with the year when it is not this one."""
    pattern = "l j F" if day.year == clock.today().year else "l j F Y"
    return date_format(day, pattern)


def near_day(day: dt.date, today: dt.date) -> str:
    """Today, tomorrow, yesterday, Sunday (within six days), else 16 November."""
    gap = (day - today).days
    if gap in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[gap]
    if abs(gap) <= 6:
        return date_format(day, "l")
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def near_moment(moment: dt.datetime, now: dt.datetime) -> str:
    """09:40 today as "09:40"; else "09:40 yesterday" or "09:40 on Sunday"."""
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    time = f"{local:%H:%M}"
    if local.date() == today:
        return time
    day = near_day(local.date(), today)
    if abs((local.date() - today).days) <= 1:
        return _("%(time)s %(day)s") % {"time": time, "day": day}
    return _("%(time)s on %(day)s") % {"time": time, "day": day}


def by_moment(moment: dt.datetime, now: dt.datetime) -> str:
    """By 14:05 tomorrow."""
    return _("By %(moment)s") % {"moment": near_moment(moment, now)}


def ready_words(referral, today: dt.date) -> str:
    """Ready since Sunday, ready tomorrow, home since …; nothing when nobody knows."""
    if referral.discharged_on:
        return _("left %(day)s") % {"day": near_day(referral.discharged_on, today)}
    if not referral.ready_on:
        return ""
    if referral.ready_on == today:
        return _("ready today")
    if referral.ready_on < today:
        return _("ready since %(day)s") % {"day": near_day(referral.ready_on, today)}
    return _("ready %(day)s") % {"day": near_day(referral.ready_on, today)}


def from_where(referral) -> str:
    """Ward B4, Ambulance crew, GP practice."""
    if referral.ward is not None:
        return referral.ward.name
    return referral.get_source_display()


def age_and_place(resident, today: dt.date) -> str:
    """84, Stourbeck."""
    parts = (resident.age_on(today), resident.district)
    return ", ".join(str(each) for each in parts if each not in (None, ""))


def about_line(referral, today: dt.date) -> str:
    """84, Stourbeck. Ward B4, ready since Sunday."""
    first = age_and_place(referral.resident, today)
    second = ", ".join(
        each for each in (from_where(referral), ready_words(referral, today)) if each
    )
    return f"{first}. {second}" if first else second


def known_about(resident, today: dt.date) -> str:
    """81, born 4 March 1944. Home: Tipley, TP4. No street: the ward need not know it."""
    parts = []
    age = resident.age_on(today)
    if age is not None:
        born = date_format(resident.date_of_birth, "j F Y")
        parts.append(_("%(age)d, born %(born)s.") % {"age": age, "born": born})
    outward = resident.postcode.rpartition(" ")[0]
    home = ", ".join(each for each in (resident.district, outward) if each)
    if home:
        parts.append(_("Home: %(home)s.") % {"home": home})
    return " ".join(parts)


def hours_words(hours: float) -> str:
    """5 h, or 6 days once past three."""
    if hours >= 72:
        return _("%(days)d days") % {"days": int(hours // 24)}
    return _("%(hours)d h") % {"hours": int(hours)}


def weeks_in_words(weeks: int) -> str:
    """Twelve weeks, Six weeks, 26 weeks."""
    said = {6: _("Six weeks"), 12: _("Twelve weeks")}.get(weeks)
    return said or _("%(weeks)d weeks") % {"weeks": weeks}
