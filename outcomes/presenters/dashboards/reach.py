"""Whom the service reaches, on screen."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.money import pounds
from core.presenters import Cell, Column, Figure, Row, Table, Tag
from outcomes.dashboards.reach import Reached
from outcomes.presenters.dashboards.helped import cases_where
from outcomes.presenters.dashboards.numbers import NONE, percent
from outcomes.statistics.intervals import share
from referrals.lifecycle import Status
from residents.groups import GROUPINGS

FEW = 8
"""Fewer people than this say nothing about a group."""


def referrals_where(query: dict[str, str], **chosen: str) -> str:
    """The referrals behind a figure."""
    return f"{reverse('referrals:list')}?{urlencode({**query, 'status': 'all', **chosen})}"


def figures(whole: Reached, query: dict[str, str]) -> list[Figure]:
    """Everybody together."""
    return [
        Figure(
            _("Referred"),
            f"{whole.referred:,}",
            counted=_("Referrals that were sent; somebody referred twice counts twice."),
            url=referrals_where(query),
            url_text=_("See who was referred"),
        ),
        Figure(
            _("Accepted"),
            f"{whole.accepted:,}",
            lines=((_("of all referrals"), _share(whole.accepted, whole.referred)),),
            counted=_("Referrals that the service took on."),
            url=referrals_where(query, status=Status.ACCEPTED),
            url_text=_("See who was accepted"),
        ),
        Figure(
            _("Finished their plan"),
            f"{whole.finished:,}",
            lines=((_("of plans that could have ended"), _share(whole.finished, whole.ended)),),
            counted=_(
                "Plans whose last day has come and that are still open, or were closed because "
                "goals were achieved or the plan had run its time."
            ),
            url=cases_where(query, stage="week_12"),
            url_text=_("See who finished"),
        ),
        _at_home(whole, query),
    ]


def _at_home(whole: Reached, query) -> Figure:
    return Figure(
        _("In a home of their own at the end"),
        f"{whole.own_home:,}",
        lines=((_("of closed cases"), _share(whole.own_home, whole.closed)),),
        counted=_("Where somebody lived when their case was closed, as the link worker noted it."),
        url=cases_where(query, status="closed", lives="own_home"),
        url_text=_("See who stayed at home"),
    )


def tables(whole: Reached, groups: dict[str, list[Reached]], query) -> list[Table]:
    """One table for each way to tell people apart."""
    return [
        Table(str(GROUPINGS[key].name), _columns(), tuple(_rows(key, found, whole, query)))
        for key, found in groups.items()
    ]


def _columns() -> tuple[Column, ...]:
    heads = (
        _("Referred"),
        _("Accepted"),
        _("First contact"),
        _("Finished"),
        _("Own home"),
        _("Paid each"),
    )
    return (Column(_("Group")), *(Column(head, numeric=True) for head in heads))


def _rows(key: str, found: list[Reached], whole: Reached, query):
    for each in found:
        group = GROUPINGS[key].called(each.group)
        who = {**query, "who": f"{key}:{each.group}"}
        referred = _("referred, %(group)s") % {"group": group}
        yield Row(
            (
                Cell(group),
                Cell(f"{each.referred:,}", url=referrals_where(who), hidden=referred),
                _accepted(each, whole, who, group),
                Cell(_days(each.to_first_contact)),
                _finished(each, whole, who, group),
                _own_home(each, whole, who, group),
                Cell(NONE if each.paid_each is None else pounds(each.paid_each)),
            )
        )


def _accepted(each: Reached, whole: Reached, who, group: str) -> Cell:
    return _part(
        each.accepted,
        each.referred,
        of=(whole.accepted, whole.referred),
        url=referrals_where(who, status=Status.ACCEPTED),
        hidden=_("accepted, %(group)s") % {"group": group},
    )


def _finished(each: Reached, whole: Reached, who, group: str) -> Cell:
    return _part(
        each.finished,
        each.ended,
        of=(whole.finished, whole.ended),
        url=cases_where(who, stage="week_12"),
        hidden=_("finished, %(group)s") % {"group": group},
    )


def _own_home(each: Reached, whole: Reached, who, group: str) -> Cell:
    return _part(
        each.own_home,
        each.closed,
        of=(whole.own_home, whole.closed),
        url=cases_where(who, status="closed", lives="own_home"),
        hidden=_("in their own home, %(group)s") % {"group": group},
    )


def _part(count: int, out_of: int, *, of: tuple[int, int], url: str, hidden: str) -> Cell:
    """A number and its share, the share of a few left out; marked when it stands apart."""
    if not out_of:
        return Cell(NONE)
    words = _("of\u00a0%(n)s") % {"n": f"{out_of:,}"}
    if out_of >= FEW:
        words = f"{_share(count, out_of)}\u00a0{words}"
    apart = standing(count, out_of, of=of)
    tags = (Tag(apart, "amber"),) if apart else ()
    return Cell(f"{count:,}", url=url, sub=words, tags=tags, hidden=hidden)


def standing(count: int, out_of: int, *, of: tuple[int, int]) -> str:
    """Whether the share is lower or higher than everybody's by more than chance (Wilson, 95%)."""
    if out_of < FEW or not of[1]:
        return ""
    found, whole = share(count, out_of), 100 * of[0] / of[1]
    if found.ci_high is not None and found.ci_high < whole:
        return _("Lower")
    return _("Higher") if found.ci_low is not None and found.ci_low > whole else ""


def _share(count: int, out_of: int) -> str:
    return percent(100 * count / out_of if out_of else None)


def _days(waited: dt.timedelta | None) -> str:
    if waited is None:
        return NONE
    days = waited / dt.timedelta(days=1)
    if days < 1:
        hours = max(1, round(24 * days))
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return _("%(n).1f days") % {"n": days}
