"""Delays on screen."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.presenters import Bar, Bars, Cell, Column, Figure, Row, Table
from outcomes.dashboards.delays import ByMonth, DelaysFound, Part
from outcomes.presenters.dashboards.numbers import number, percent
from outcomes.presenters.plotting import Plot, Series
from outcomes.presenters.series import cause_words
from outcomes.statistics.delays import Delays
from referrals.delays import BANDS, CHOICES, LATE, LEFT, LONG, UNKNOWN, WRONG


def list_of(stayed: str, query: dict[str, str]) -> str:
    """The referrals behind a figure."""
    return f"{reverse('referrals:list')}?{urlencode({**query, 'status': 'all', 'stayed': stayed})}"


def figures(found: DelaysFound, query: dict[str, str]) -> list[Figure]:
    """How many left, how many stayed on, for how long; what the record lacks."""
    whole = found.whole
    return [
        Figure(
            _("Left hospital"),
            f"{whole.discharges:,}",
            counted=_("Referred people whose ready date and leaving date are both known."),
            url=list_of(LEFT, query),
            url_text=_("See who left"),
        ),
        _stayed(whole, query),
        _days(whole, query),
        _lacking(found, query),
    ]


def _stayed(whole: Delays, query) -> Figure:
    share = percent(whole.percent_delayed)
    return Figure(
        _("Stayed though ready"),
        f"{whole.delayed:,}",
        lines=((_("of those who left"), share),),
        counted=_(
            "Left at least one day after the day from which they need not have been in hospital. "
            "Whoever leaves on that day is not delayed."
        ),
        url=list_of(LATE, query),
        url_text=_("See who stayed"),
    )


def _days(whole: Delays, query) -> Figure:
    return Figure(
        _("Days in hospital too long"),
        f"{whole.days:,}",
        lines=(
            (_("for each who left"), number(whole.mean_all)),
            (_("for each who stayed"), number(whole.mean_delayed)),
            (_("half stayed no longer than"), number(whole.median_delayed)),
        ),
        counted=_(
            "Leaving date less ready date, added up. The mean is given twice, with and without "
            "those who left on the day, because the two differ several times over."
        ),
        url=list_of(LONG, query),
        url_text=_("See who stayed a week or more"),
    )


def _lacking(found: DelaysFound, query) -> Figure:
    wrong = found.whole.wrong_dates
    lines = ((_("left before they were ready"), f"{wrong:,}"),) if wrong else ()
    return Figure(
        _("Ready date not known"),
        f"{found.ready_not_known:,}",
        lines=lines,
        counted=_(
            "Left hospital, but nobody wrote when they were ready, so no delay can be counted. "
            "Leaving before the ready date is a mistake in the record: those are left out too."
        ),
        url=list_of(UNKNOWN if found.ready_not_known or not wrong else WRONG, query),
        url_text=_("See whose date is missing"),
    )


def bands(whole: Delays, query: dict[str, str]) -> Bars:
    """People by the published bands of days."""
    names = dict(CHOICES)
    return Bars(
        _("How long people stayed after they were ready"),
        tuple(
            Bar(
                names[code],
                people,
                ngettext("%(n)s person", "%(n)s people", people) % {"n": f"{people:,}"},
                url=list_of(code, query) if people else "",
            )
            for code, people in zip(BANDS, whole.bands.values(), strict=True)
        ),
        counted=_("The bands in which NHS England publishes discharge delays."),
    )


def wards(parts: tuple[Part, ...], query: dict[str, str]) -> Table | None:
    """Each ward's delays; a few people make a large percentage, so the numbers stand beside it."""
    rows = tuple(
        Row((_ward_name(each, query), *_numbers(each.delays)))
        for each in sorted(parts, key=lambda each: (-each.delays.days, each.name))
    )
    return Table(_("By ward"), (Column(_("Ward")), *_heads()), rows) if rows else None


def _ward_name(part: Part, query) -> Cell:
    if not part.key:
        return Cell(part.name or _("Not from a ward"))
    return Cell(part.name, url=list_of(LEFT, {**query, "ward": part.key}))


def months(
    parts: tuple[Part, ...], query: dict[str, str], judged: ByMonth | None = None
) -> Table | None:
    """Month by month, the newest first; with the rule that marks a month where they are judged."""
    said = _rules(judged)
    rows = tuple(
        Row((
            Cell(_month(each.name), url=list_of(LEFT, {**query, "left_in": each.name})),
            *_numbers(each.delays),
            *((Cell(said.get(each.name, "–")),) if said else ()),
        ))
        for each in reversed(parts)
    )  # fmt: skip
    heads = (Column(_("Left in")), *_heads(), *((Column(_("Beyond chance")),) if said else ()))
    return Table(_("Month by month"), heads, rows) if rows else None


def _rules(judged: ByMonth | None) -> dict[str, str]:
    if judged is None:
        return {}
    points = zip(judged.months, judged.chart.points, strict=True)
    return {month: cause_words(point.cause.name.lower()) for month, point in points}


def chart(judged: ByMonth | None) -> Plot | None:
    """The months as an XmR chart, with what it says for its title."""
    if judged is None:
        return None
    points, limits = judged.chart.points, judged.limits
    drawn = Series(
        labels=tuple(_month(month, "M Y") for month in judged.months),
        values=tuple(point.value for point in points),
        mean=limits.mean,
        lower=limits.lower,
        upper=limits.upper,
        marks=tuple("" if p.colour == "common cause" else p.colour for p in points),
        before=0,
        start_words="",
    )
    words = _("Mean days by month from %(first)s to %(last)s: %(values)s. Mean %(mean)s, limits "
              "%(lower)s to %(upper)s.") % {
        "first": drawn.labels[0], "last": drawn.labels[-1],
        "values": ", ".join(number(point.value) for point in points), "mean": number(limits.mean),
        "lower": number(max(0.0, limits.lower)), "upper": number(limits.upper),
    }  # fmt: skip
    return Plot(_chart_title(judged), words, drawn, None, _chart_note(judged))


def _chart_title(judged: ByMonth) -> str:
    return {
        "improvement": _("Mean days after ready: shorter of late than chance explains"),
        "concern": _("Mean days after ready: longer of late than chance explains"),
    }.get(judged.chart.variation, _("Mean days after ready: no change of late beyond chance"))


def _chart_note(judged: ByMonth) -> str:
    words = _("Full line: the mean; dashed: limits of what chance explains, from %(n)s whole "
              "months. Diamond: better; square: worse.") % {"n": len(judged.months)}  # fmt: skip
    if judged.chart.trial:
        words += " " + _("Trial limits: fewer than twelve months.")
    return words


def _month(text: str, shape: str = "F Y") -> str:
    return date_format(dt.date.fromisoformat(f"{text}-01"), shape)


def _heads() -> tuple[Column, ...]:
    heads = (
        _("Left"),
        _("Stayed"),
        _("Share"),
        _("Days"),
        _("Mean"),
        _("Mean of those who stayed"),
    )
    return tuple(Column(head, numeric=True) for head in heads)


def _numbers(delays: Delays) -> tuple[Cell, ...]:
    return (
        Cell(f"{delays.discharges:,}"),
        Cell(f"{delays.delayed:,}"),
        Cell(percent(delays.percent_delayed)),
        Cell(f"{delays.days:,}"),
        Cell(number(delays.mean_all)),
        Cell(number(delays.mean_delayed)),
    )


def held(found: DelaysFound, *, board: bool) -> Table | None:
    """What stood in the way. `board`: the person may open the board of barriers."""
    rows = tuple(
        Row(
            (
                Cell(each.name),
                Cell(f"{each.times:,}"),
                _still_open(each, board=board),
                Cell(number(each.median_days)),
            )
        )
        for each in found.held
    )
    columns = (
        Column(_("What held them")),
        Column(_("Times"), numeric=True),
        Column(_("Still open"), numeric=True),
        Column(_("Days until cleared, the middle one"), numeric=True),
    )
    return Table(_("What held people"), columns, rows) if rows else None


def _still_open(each, *, board: bool) -> Cell:
    if not board or not each.open:
        return Cell(f"{each.open:,}")
    url = f"{reverse('referrals:barriers')}?{urlencode({'reason': each.code})}"
    return Cell(f"{each.open:,}", url=url, hidden=each.name)
