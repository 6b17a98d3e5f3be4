"""A fund on screen: what is left, how long it lasts, whose it is, and where each pound went."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
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
    """The whole fund as one bar of what could be spent so far."""
    return FundBar(
        title or fund.name,
        standing.held,
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
        standing.held,
        paid=standing.paid,
        committed=standing.committed,
        purpose=purpose,
        url=url,
        opened=opened,
        hidden=agreement.reference,
    )


def pace_title(pace: Pace) -> str:
    """19 weeks at this pace."""
    if pace.weeks_left is None:
        return _("Nothing spent yet")
    return ngettext(
        "%(weeks)d week at this pace", "%(weeks)d weeks at this pace", pace.weeks_left
    ) % {"weeks": pace.weeks_left}


def pace_words(pace: Pace) -> str:
    """£2,340 a week since 1 September; between 15 and 24 weeks."""
    whole = pounds(pace.a_week.quantize(Decimal(1))).removesuffix(".00")
    said = _("%(amount)s a week since %(day)s.") % {
        "amount": whole,
        "day": format_date(pace.since, "j F"),
    }
    if pace.fewest is None or pace.fewest == pace.most:
        return said
    between = _("Between %(fewest)d and %(most)d weeks.") % {
        "fewest": pace.fewest,
        "most": pace.most,
    }
    return f"{said} {between}"


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
    if movement.kind == "correct":
        url = purchase.get_absolute_url() if may_open else ""
        return Cell(_("%(what)s, moved") % {"what": purchase.what}, url=url, sub=movement.words)
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
    return "" if amount is None else f"{amount:,.2f}".replace("-", "−")


def reconciliation(told: Statement) -> Reconciliation:
    """Agreed, less still to come, paid, committed and left: nothing, or the books are wrong."""
    return Reconciliation(_sum_in_words(told.standing), told.difference)


def standing_line(standing: Standing) -> Reconciliation:
    """The same for where the money is now."""
    return Reconciliation(_sum_in_words(standing), standing.difference)


def _sum_in_words(standing: Standing) -> str:
    """£140,000.00 agreed − £56,000.00 still to come − …"""
    gone_on, came_in = max(ZERO, standing.carried), max(ZERO, -standing.carried)
    first = [_("%(amount)s agreed") % {"amount": pounds(standing.agreed)}]
    if came_in:
        first.append(_("%(amount)s carried in") % {"amount": pounds(came_in)})
    to_come = standing.to_come - standing.owed
    if to_come < 0:
        first.append(_("%(amount)s above it") % {"amount": pounds(-to_come)})
    less = (
        (max(ZERO, to_come), _("%(amount)s still to come"), False),
        (standing.paid, _("%(amount)s paid"), True),
        (standing.committed, _("%(amount)s committed"), True),
        (standing.left, _("%(amount)s left"), True),
        (gone_on, _("%(amount)s carried forward"), False),
        (standing.back, _("%(amount)s given back"), False),
    )
    parts = [text % {"amount": pounds(amount)} for amount, text, always in less if amount or always]
    return " − ".join([" + ".join(first), *parts])


MOVED = (
    ("received", _lazy("Paid in by the funder")),
    ("owed", _lazy("Set free before it was paid in")),
    ("paid", _lazy("Paid out")),
    ("committed", _lazy("Committed")),
    ("left", _lazy("Left")),
    ("carried", _lazy("Carried forward")),
    ("back", _lazy("Given back to the funder")),
)


def summary_table(told: Statement) -> Table:
    """Each figure at the beginning, its change, and at the end."""
    columns = (
        Column(_("Figure")),
        Column(_("At the beginning £"), numeric=True),
        Column(_("Change £"), numeric=True),
        Column(_("At the end £"), numeric=True),
    )
    before, change, after = told.before.sums(), told.during().sums(), told.standing.sums()
    rows = tuple(
        Row((Cell(text), *(Cell(figure(each[name])) for each in (before, change, after))))
        for name, text in MOVED
        if name in ("received", "paid", "committed", "left") or after[name] or before[name]
    )
    return Table(_("The money in this period"), columns, rows)


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
