"""Opening times: the few rules of RFC 5545 that the standard allows, one by one."""

import re

from django.utils.translation import gettext as _

from providers.oruk.reading.found import Found
from providers.oruk.reading.things import ReadSchedule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = {
    "MONDAY": "MO", "TUESDAY": "TU", "WEDNESDAY": "WE", "THURSDAY": "TH", "FRIDAY": "FR",
    "SATURDAY": "SA", "SUNDAY": "SU",
}  # fmt: skip
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


def read_schedules(found: Found) -> tuple[ReadSchedule, ...]:
    """The times of the service, and those of the service at each of its places."""
    places: dict[str, str] = {}
    read = []
    for link in found.parts("service_at_locations"):
        location = link.part("location")
        here = (location.identifier() if location else "") or link.identifier()
        places[link.identifier()] = here
        read += [_schedule(each, here) for each in link.parts("schedules")]
    for each in found.parts("schedules"):
        read.append(_schedule(each, places.get(each.identifier("service_at_location_id"), "")))
    kept = [each for each in read if each is not None]
    return tuple({_key(each): each for each in kept}.values())


def _key(each: ReadSchedule):
    return each.source_id or (each.words, each.days, each.opens_at, each.closes_at, each.place_id)


def _schedule(each: Found, place_id: str) -> ReadSchedule | None:
    """One schedule; None when nothing of it can be understood."""
    freq = _frequency(each)
    days, words = _days(each)
    opens_at, closes_at = each.time("opens_at"), each.time("closes_at")
    if opens_at is not None and opens_at == closes_at:
        each.drop("closes_at", _("It closes at the minute it opens; the times were left out."))
        opens_at = closes_at = None
    first, last = each.day("valid_from"), each.day("valid_to")
    if first and last and first > last:
        each.drop("valid_to", _("The last day lies before the first; both were left out."))
        first = last = None
    described = each.text("description", 300)
    if not (days or described or opens_at or words):
        each.notes.add(each.where, "", _("Neither days nor times nor words; it was left out."))
        return None
    return ReadSchedule(
        source_id=each.identifier(),
        freq=freq,
        days=days,
        opens_at=opens_at,
        closes_at=closes_at,
        valid_from=first,
        valid_to=last,
        words=_said(described, [*_every(each, freq), *words]),
        place_id=place_id,
    )


def _frequency(each: Found) -> str:
    value = each.text("freq", 20).upper()
    if value in ("", "WEEKLY", "MONTHLY"):
        return value
    if value != "DAILY":
        each.drop("freq", _("This is neither WEEKLY nor MONTHLY; it was taken as weekly."))
    return value if value == "DAILY" else "WEEKLY"


def _days(each: Found) -> tuple[tuple[str, ...], list[str]]:
    """The days named, and what must be said in words: the second Tuesday of the month."""
    if each.data.get("freq") == "DAILY" and not each.raw("byday"):
        return DAYS, []
    days, words = [], []
    for part in re.split(r"[\s,;]+", each.text("byday", 200).upper()):
        named = _DAY.fullmatch(NAMES.get(part, part))
        if named:
            days.append(named.group(2))
            if named.group(1):
                words.append(_("%(which)s of the month") % {"which": _which(*named.groups())})
        elif part:
            each.drop(
                "byday", _("“%(part)s” is not a day such as MO or 2TU.") % {"part": part[:12]}
            )
    return tuple(day for day in DAYS if day in days), words


def _which(number: str, day: str) -> str:
    ordinals = {
        "1": _("first"),
        "2": _("second"),
        "3": _("third"),
        "4": _("fourth"),
        "5": _("fifth"),
    }
    which = _("last") if number.startswith("-") else ordinals[number.lstrip("+")]
    return f"{which} {_NAMED[day]()}"


_NAMED = {
    "MO": lambda: _("Monday"), "TU": lambda: _("Tuesday"), "WE": lambda: _("Wednesday"),
    "TH": lambda: _("Thursday"), "FR": lambda: _("Friday"), "SA": lambda: _("Saturday"),
    "SU": lambda: _("Sunday"),
}  # fmt: skip


def _every(each: Found, freq: str) -> list[str]:
    """What the plain week cannot say: every second week, on the 3rd of the month."""
    words = []
    interval = each.number("interval", least=1, most=52)
    if interval is not None and interval > 1:
        unit = _("every %(number)s months") if freq == "MONTHLY" else _("every %(number)s weeks")
        words.append(unit % {"number": int(interval)})
    if freq == "MONTHLY" and (days := each.text("bymonthday", 60)):
        if re.fullmatch(r"\s*-?\d{1,2}(\s*,\s*-?\d{1,2})*\s*", days):
            words.append(_("on day %(days)s of the month") % {"days": days})
        else:
            each.drop("bymonthday", _("These are not days of the month such as 2,16."))
    return words


def _said(described: str, more: list[str]) -> str:
    """The publisher's words first; ours only when they are not said there already."""
    extra = [each for each in dict.fromkeys(more) if each.lower() not in described.lower()]
    return "; ".join([described, *extra] if described else extra)[:300]
