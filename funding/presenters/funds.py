"""A fund on screen: what is left, how long it lasts, whose it is, and where each pound went."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.money import ZERO, pounds
from core.presenters import Cell, Column, FallLine, FundBar, Reconciliation, Row, Table
from funding.models import Fund, FundingAgreement
from funding.presenters import words
from funding.presenters.people import whom
from funding.services.statements import Pace, Standing, Statement


def split_pounds(amount: Decimal) -> tuple[str, str]:
    """£44,405 and .00, for the big figure."""
    whole, _dot, pennies = pounds(amount).partition(".")
    return whole, f".{pennies}"


def fund_bar(fund: Fund, standing: Standing, *, title: str = "", url: str = "") -> FundBar:
    """The whole fund as one bar of what was paid in."""
    return FundBar(
        title or fund.name,
        standing.received,
        paid=standing.paid,
        committed=standing.committed,
        url=url,
    )


def agreement_bar(
    agreement: FundingAgreement, standing: Standing, *, url: str, opened: bool = False
) -> FundBar:
    """One funder's part, with what it may be spent on and what is still to come."""
    purpose = agreement.purposes or _("Any purpose")
    if standing.to_come > 0:
        purpose = _("%(purpose)s. %(amount)s still to come") % {
            "purpose": purpose,
            "amount": pounds(standing.to_come),
        }
    return FundBar(
        agreement.funder.name,
        standing.received,
        paid=standing.paid,
        committed=standing.committed,
        purpose=purpose,
        url=url,
        opened=opened,
    )


def pace_title(pace: Pace) -> str:
    """19 weeks at this pace."""
    if pace.weeks_left is None:
        return _("Nothing spent yet")
    return ngettext(
        "%(weeks)d week at this pace", "%(weeks)d weeks at this pace", pace.weeks_left
    ) % {"weeks": pace.weeks_left}


def pace_words(pace: Pace) -> str:
    """£2,340 a week since September."""
    whole = pounds(pace.a_week.quantize(Decimal(1))).removesuffix(".00")
    return _("%(amount)s a week since %(day)s.") % {
        "amount": whole,
        "day": format_date(pace.since, "j F"),
    }


def fall_line(fund: Fund, daily, pace: Pace, *, on: dt.date) -> FallLine:
    """What was left at the end of each week since the fund opened, and today."""
    changes = dict(daily)
    points, left = [], ZERO
    first = min([fund.starts_on, *changes])
    for number in range((on - first).days + 1):
        day = first + dt.timedelta(days=number)
        left += changes.get(day, ZERO)
        if number % 7 == 0 or day == on:
            points.append((day, left))
    return FallLine(tuple(points) or ((on, left),), fund.ends_on, pace.runs_out_on)


# -- statements -----------------------------------------------------------------------------


def statement_table(told: Statement, *, seen: set[int], may_open: bool) -> Table:
    """Each movement that changed what is left."""
    columns = (
        Column(_("Date")),
        Column(_("What for")),
        Column(_("For whom")),
        Column(_("State")),
        Column(_("Back in £"), numeric=True),
        Column(_("Out £"), numeric=True),
        Column(_("Left £"), numeric=True),
    )
    rows = tuple(_statement_row(each, seen, may_open) for each in told.lines)
    return Table(_("Movements"), columns, rows)


def _statement_row(line, seen, may_open) -> Row:
    movement = line.movement
    return Row(
        (
            Cell(words.short_day(movement.at)),
            what_for(movement, may_open=may_open),
            Cell(for_whom(movement, seen), quiet=True),
            Cell(tags=(words.movement_tag(movement),)),
            Cell(figure(line.back)),
            Cell(figure(line.out)),
            Cell(figure(line.left)),
        ),
        key=f"m{movement.pk}",
    )


def what_for(movement, *, may_open: bool) -> Cell:
    """What a movement was for; a link to its purchase for those who may open it."""
    if movement.purchase is None:
        return Cell(movement.words or movement.get_kind_display())
    purchase = movement.purchase
    if movement.kind == "release":
        told = {"what": purchase.what}
        text = (
            _("%(what)s, cancelled") if purchase.status == "cancelled" else _("%(what)s, cost less")
        ) % told
    else:
        text = purchase.what
    return Cell(text, url=purchase.get_absolute_url() if may_open else "")


def for_whom(movement, seen) -> str:
    """By reference; never by name to somebody who does not see the case."""
    if movement.purchase is None:
        return ""
    if movement.purchase.case_id is None:
        return _("For a group")
    return whom(movement.purchase, seen)


def figure(amount: Decimal | None) -> str:
    """1,234.50 in a column headed £."""
    return "" if amount is None else f"{amount:,.2f}"


def reconciliation(told: Statement) -> Reconciliation:
    """Agreed, less still to come, paid, committed and left."""
    standing = told.standing
    parts = [_("%(amount)s agreed") % {"amount": pounds(standing.agreed)}]
    if standing.to_come:
        parts.append(_("%(amount)s still to come") % {"amount": pounds(standing.to_come)})
    parts += [
        _("%(amount)s paid") % {"amount": pounds(standing.paid)},
        _("%(amount)s committed") % {"amount": pounds(standing.committed)},
        _("%(amount)s left") % {"amount": pounds(standing.left)},
    ]
    return Reconciliation(" − ".join(parts), told.difference)


def movements_words(told: Statement) -> str:
    """6 movements. Brought forward on 1 November: £8,214.50 left."""
    count = len(told.lines)
    said = ngettext("%(count)d movement.", "%(count)d movements.", count) % {"count": count}
    if told.since is None:
        return said
    return f"{said} " + _("Brought forward on %(day)s: %(amount)s left.") % {
        "day": format_date(told.since, "j F"),
        "amount": pounds(told.brought_forward),
    }


def statement_url(agreement: FundingAgreement) -> str:
    """The funder's statement as a page."""
    return reverse("funding:statement", args=[agreement.reference])
