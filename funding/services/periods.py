"""Closing a period of a fund: after it, no movement is dated inside (PostgreSQL refuses it)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from funding.models import Fund, FundPeriod
from funding.services import verify
from funding.services.statements import figures_of, statement

MOST_SHOWN = 8


def last_closed(fund: Fund) -> date | None:
    """The last day whose books are closed."""
    return fund.periods.aggregate(day=Max("ends_on"))["day"]


def next_start(fund: Fund) -> date:
    """The first day that is not closed."""
    closed = last_closed(fund)
    return closed + timedelta(days=1) if closed else fund.starts_on


def ends_to_choose(fund: Fund, *, today: date) -> list[date]:
    """Ends of months that are over and not closed, and the fund's own last day, oldest first."""
    first = next_start(fund)
    found, day = [], first
    while len(found) < MOST_SHOWN:
        end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if end >= today:
            break
        found.append(end)
        day = end + timedelta(days=1)
    if first <= fund.ends_on < today and fund.ends_on not in found:
        found.append(fund.ends_on)
    return sorted(found)


def open_moment(fund: Fund, day: date | None, *, at: datetime) -> tuple[datetime, str]:
    """The moment at which something of `day` stands in the books, and a note when it is late.

    A day whose books are closed cannot take it: it stands in the open period, and says so.
    """
    if day is None:
        return at, ""
    if day > clock.day_of(at):
        raise RuleBroken(_("Enter a day that has come."), field="received_on")
    closed = last_closed(fund)
    if closed is None or day > closed:
        moment = at if day == clock.day_of(at) else clock.start_of(day) + timedelta(hours=12)
        return moment, ""
    note = _("(of %(day)s, after its books were closed)") % {"day": format_date(day, "j F Y")}
    return max(at, clock.start_of(closed + timedelta(days=1))), note


@transaction.atomic
def close_period(fund: Fund, *, by, at: datetime, ends_on: date, words: str = "") -> FundPeriod:
    """Close the books up to a day, for good. They must add up first; what they say is kept.

    Nothing reopens a period. A mistake found later is put right in the open one.
    """
    starts_on = next_start(fund)
    if ends_on >= clock.day_of(at):
        raise RuleBroken(_("Only a period that is over can be closed."), field="ends_on")
    if ends_on < starts_on:
        told = {"day": format_date(starts_on - timedelta(days=1), "j F Y")}
        raise RuleBroken(_("The books are closed to %(day)s already.") % told, field="ends_on")
    found = verify.recount()
    if not found.holds:
        raise RuleBroken(
            _("The books do not add up, so they cannot be closed: %(what)s.")
            % {"what": found.difference}
        )
    period = FundPeriod(
        fund=fund,
        starts_on=starts_on,
        ends_on=ends_on,
        closed_at=at,
        closed_by=by,
        words=words[:300],
        figures=figures_at(fund, starts_on, ends_on),
    )
    period.save()
    return period


def figures_at(fund: Fund, starts_on: date, ends_on: date) -> list[dict]:
    """What each agreement's statement says at the end of a period, to be kept or compared."""
    return [
        {"agreement": each.reference} | figures_of(statement(each, since=starts_on, until=ends_on))
        for each in fund.agreements.order_by("pk")
    ]
