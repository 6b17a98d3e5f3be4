"""Tables that more than one report shows."""

import datetime as dt
from statistics import median

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.presenters.blocks import Panel, Table
from outcomes.presenters.reports.subject import Subject

DECISIONS = {
    "accepted": gettext_lazy("Accepted"),
    "declined": gettext_lazy("Declined"),
    "redirected": gettext_lazy("Sent on to another service"),
    "other": gettext_lazy("Withdrawn or a duplicate"),
    "waiting": gettext_lazy("Still to decide"),
}
NEXT = {
    "not_home": gettext_lazy("Not home yet"),
    "at_home": gettext_lazy("At home, with a plan running"),
    "plan_over": gettext_lazy("Plan finished"),
    "ended_before_home": gettext_lazy("Ended before they came home"),
}


def month_words(month: str) -> str:
    """October 2026, from 2026-10."""
    return date_format(dt.date.fromisoformat(f"{month}-01"), "F Y")


def decisions(subject: Subject, spans: list[tuple[str, list[str]]], *, place=None) -> Table:
    """Referrals and what was decided, a column a span of months."""
    counts = subject.counts
    rows = [
        (str(label), *(counts.words("sent", months=months, place=place, kind=kind)
                       for _title, months in spans))
        for kind, label in DECISIONS.items()
    ]  # fmt: skip
    total = (
        _("All referrals"),
        *(counts.words("sent", months=months, place=place) for _title, months in spans),
    )
    return Table(
        caption=_("Referrals, and what was decided"),
        head=(_("Decision"), *(title for title, _months in spans)),
        rows=(*rows, total),
    )


def happened_next(subject: Subject, *, months, place=None) -> Table:
    """Of the accepted: where they are now."""
    counts, stream = subject.counts, f"next to {subject.as_of}"
    whole = counts.of(stream, months=months, place=place)
    rows = []
    for kind, label in NEXT.items():
        part = counts.of(stream, months=months, place=place, kind=kind)
        rows.append((str(label), part[1], counts.share(part, whole)))
    return Table(
        caption=_("What happened next to those accepted"),
        head=(_("Where they are"), _("People"), _("Share")),
        rows=(*rows, (_("All accepted"), whole[1], "")),
    )


def delays(subject: Subject, *, months, place=None) -> Table:
    """Days from ready to leaving."""
    counts, stream = subject.counts, f"delays to {subject.as_of}"
    days = [
        row[2]
        for row in subject.facts["wards"]["delays"]
        if row[0] in months and (place is None or row[1] == place)
    ]
    late = [each for each in days if each]
    everyone = counts.of(stream, months=months, place=place)
    delayed = counts.of(stream, months=months, place=place, kind="late")
    about = subject.numbers.about
    rows = (
        (_("Left hospital, with both dates on record"), everyone[1]),
        (_("Left a day or more after they were ready"), delayed[1]),
        (_("Share delayed"), counts.share(delayed, everyone)),
        (_("Median days, those delayed"), about(median(late) if late else None, len(late))),
    )
    return Table(_("Days from ready to leaving"), (_("Measure"), _("Figure")), rows)


def barriers(subject: Subject, *, months, place=None, most: int = 8) -> Table:
    """What held people, how often, and how long it took to clear."""
    counts, stream = subject.counts, f"barriers to {subject.as_of}"
    cleared: dict[str, list] = {}
    for month, at, name, days in subject.facts["wards"]["barriers"]:
        if month in months and (place is None or at == place) and days is not None:
            cleared.setdefault(name, []).append(days)
    rows = []
    for name in counts.kinds(stream, months=months, place=place)[:most]:
        days = cleared.get(name, [])
        middle = subject.numbers.about(median(days) if days else None, len(days))
        rows.append((name, counts.words(stream, months=months, place=place, kind=name), middle))
    return Table(
        caption=_("What held people, and how long it took to clear"),
        head=(_("Barrier"), _("Times"), _("Median days to clear")),
        rows=tuple(rows),
        empty=_("No barrier is on record for this time."),
    )


def how_to_read(subject: Subject) -> Panel:
    """What stars and rounding mean."""
    words = _("So that nobody can be recognised, 1 to 7 people are shown as a star and all other "
              "counts are rounded to the nearest 5, each by itself, so rows need not add up. "
              "A dash stands where a figure would give another one away.")  # fmt: skip
    if not subject.numbers.publishes:
        words = _("These are true figures, for those who work with them. Do not pass them on.")
    return Panel(_("How to read these figures"), words)
