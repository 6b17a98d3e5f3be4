"""What a funder's money bought and what came of it, on screen and on paper."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.presenters import Cell, Column, Row, Table
from funding.models import Purchase
from funding.presenters.published import people
from funding.services.trace import Trace


def kinds_table(told: Trace, *, exact: bool) -> Table | None:
    """By kind of thing: how many, for how many people, for how much of this funder's money."""
    if not told.kinds:
        return None
    names = dict(Purchase.Category.choices)
    columns = (
        Column(_("What for")),
        Column(_("Things bought"), numeric=True),
        Column(_("People"), numeric=True),
        Column(_("Paid £"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(str(names.get(each.category, each.category))),
                Cell(people(each.purchases, exact=exact)),
                Cell(people(each.people, exact=exact)),
                Cell(f"{each.paid:,.2f}"),
            )
        )
        for each in told.kinds
    )
    foot = Row(
        (
            Cell(_("In all")),
            Cell(people(told.purchases, exact=exact)),
            Cell(people(told.people, exact=exact)),
            Cell(f"{told.paid:,.2f}"),
        )
    )
    return Table(_("What it bought"), columns, rows, foot=foot)


def sentences(told: Trace, *, exact: bool) -> list[str]:
    """What came of it, each as one sentence."""
    if not told.purchases:
        return []
    found = []
    if told.per_thousand is not None:
        said = {"count": f"{told.per_thousand:,.0f}"}
        found.append(_("Each £1,000 of this money paid towards about %(count)s things.") % said)
    if told.barriers:
        said = {
            "gone": people(told.barriers_gone, exact=exact),
            "all": people(told.barriers, exact=exact),
        }
        found.append(_("Barriers to going home it was spent on: %(all)s; gone: %(gone)s.") % said)
    if told.goals:
        said = {
            "reached": people(told.goals_reached, exact=exact),
            "all": people(told.goals, exact=exact),
        }
        found.append(_("Goals it served: %(all)s; reached in full or in part: %(reached)s.") % said)
    found += _waits(told)
    return found


def _waits(told: Trace) -> list[str]:
    found = []
    if told.days_to_agree is not None:
        days = told.days_to_agree
        found.append(
            ngettext(
                "From seeing the need to having the money: %(n)d day (median).",
                "From seeing the need to having the money: %(n)d days (median).",
                days,
            )
            % {"n": days}
        )
    if told.days_to_done is not None:
        days = told.days_to_done
        found.append(
            ngettext(
                "From then until it was done: %(n)d day (median).",
                "From then until it was done: %(n)d days (median).",
                days,
            )
            % {"n": days}
        )
    return found
