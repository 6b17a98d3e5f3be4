"""Withhold figures until no small one can be worked out, from this report and all earlier ones.

Rounding each figure by itself nearly always hides the small ones, but not always: seven stars under
a star can only be seven ones, and the month that lies between two rounded totals may have one value
alone that fits. So each report is attacked before it is kept, together with every report that went
out and shares a cell with it. As long as the attack finds a small figure, the largest sum that
helped it is withheld.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.evaluation.cut import canonical
from outcomes.models import Report
from outcomes.presenters.numbers import Published
from outcomes.presenters.reports.counts import Counts
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports.content import counts_of, given_of
from outcomes.statistics.disclosure import Claim, Link, telling

Known = Claim | Link
REMEMBERED = dt.timedelta(days=400)
TRIES = 40


def settled_for(report: Report) -> tuple[Any, Counts]:
    """The document of a report, beside all that readers of others hold already."""
    return settled(given_of(report), went_out(report), withheld=_kept_back(report))


def still_holds(report: Report, counts: Counts) -> bool:
    """Whether nothing went out meanwhile that makes more to be withheld."""
    return settled_for(report)[1].withheld == counts.withheld


def _kept_back(report: Report) -> Iterable[str]:
    """What readers were not told stays untold in a new edition."""
    return report.withheld if report.published_at else ()


def settled(
    given: dict[str, Any], earlier: Iterable[Known], *, withheld: Iterable[str] = ()
) -> tuple[Any, Counts]:
    """The document for readers outside, and its counts with what was withheld."""
    known, withheld = frozenset(earlier), frozenset(withheld)
    for _attempt in range(TRIES):
        counts = counts_of(given, Published(), withheld)
        told = document(Subject(counts=counts, **given))
        guilty = found_out(counts, known)
        ours = _helped(counts, guilty)
        if not ours:
            return told, counts
        withheld |= ours
    raise RuleBroken(
        _("Small numbers could be worked out from this report. Choose a longer period.")
    )


def found_out(counts: Counts, known: Iterable[Known] = ()) -> list[Claim]:
    """The small figures that can be worked out from a report and what readers hold already."""
    held = touching(known, counts)
    claims = [each for each in held if isinstance(each, Claim)]
    links = [each for each in held if isinstance(each, Link)]
    return telling([*counts.said.values(), *claims], {*counts.links, *links})


def touching(known: Iterable[Known], counts: Counts) -> list[Known]:
    """Of what readers hold already, all that shares a cell with this report."""
    ours: list[Known] = [*counts.said.values(), *counts.links]
    cells = {cell for each in ours for cell in each.members}
    return [each for each in known if each.members & cells]


def _helped(counts: Counts, guilty: list[Claim]) -> frozenset[str]:
    """For each told figure the key of the largest sum of this report that bears on it, itself at
    the last."""
    found = set()
    for each in guilty:
        near = _near(each.members, counts.links)
        bearing = [
            (len(said.members), key) for key, said in counts.said.items() if said.members & near
        ]
        found |= {max(bearing)[1]} if bearing else set()
    return frozenset(found)


def _near(cells: frozenset[str], links: Iterable[Link]) -> frozenset[str]:
    """The cells, and those tied to them."""
    return cells.union(*(each.members for each in links if each.members & cells))


def went_out(report: Report) -> list[Known]:
    """What readers of other reports of the programme hold, or may hold, in their hands."""
    rows = (
        Report.objects.went_out()
        .filter(
            run__programme=report.run.programme_id,
            period_to__gte=report.period_from - REMEMBERED,
            period_from__lte=report.period_to + REMEMBERED,
        )
        .exclude(pk=report.pk)
    )
    return [each for kept in rows.values_list("claims", flat=True) for each in from_json(kept)]


def as_json(counts: Counts, *, and_before: Iterable[list] = ()) -> list[list]:
    """What is kept with the report: [cells, figure] for a claim, [cells, cells, equal] for a link;
    with those of editions that went out before."""
    claims: list[list] = [[sorted(each.members), each.figure] for each in counts.said.values()]
    links: list[list] = [
        [sorted(each.part), sorted(each.whole), each.equal] for each in counts.links
    ]
    kept = {canonical(each): each for each in (*claims, *links, *and_before)}
    return [kept[words] for words in sorted(kept)]


def from_json(kept: Iterable[list]) -> list[Known]:
    """The same as the attack reads it."""
    found: list[Known] = []
    for members, *more in kept:
        if len(more) == 1:
            found.append(Claim(frozenset(members), more[0]))
        else:
            found.append(Link(frozenset(members), frozenset(more[0]), equal=more[1]))
    return found
