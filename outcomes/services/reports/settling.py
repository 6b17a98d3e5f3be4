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
from outcomes.models import Report
from outcomes.presenters.numbers import Published
from outcomes.presenters.reports.counts import Counts
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports.content import counts_of, given_of
from outcomes.statistics.disclosure import Claim, telling

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
    given: dict[str, Any], earlier: Iterable[Claim], *, withheld: Iterable[str] = ()
) -> tuple[Any, Counts]:
    """The document for readers outside, and its counts with what was withheld."""
    known, withheld = frozenset(earlier), frozenset(withheld)
    for _attempt in range(TRIES):
        counts = counts_of(given, Published(), withheld)
        told = document(Subject(counts=counts, **given))
        guilty = telling([*counts.said.values(), *touching(known, counts)])
        ours = _helped(counts, guilty)
        if not ours:
            return told, counts
        withheld |= {ours}
    raise RuleBroken(
        _("Small numbers could be worked out from this report. Choose a longer period.")
    )


def touching(known: frozenset[Claim], counts: Counts) -> list[Claim]:
    """Of what readers hold already, all that shares a cell with this report."""
    cells = {cell for each in counts.said.values() for cell in each.members}
    return [each for each in known if each.members & cells]


def _helped(counts: Counts, guilty: list[Claim]) -> str:
    """The key of the largest sum of this report that bears on a told figure; "" if none is."""
    told = {cell for each in guilty for cell in each.members}
    bearing = [(len(each.members), key) for key, each in counts.said.items() if each.members & told]
    return max(bearing)[1] if bearing else ""


def went_out(report: Report) -> list[Claim]:
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
    return [
        Claim(frozenset(members), figure)
        for claims in rows.values_list("claims", flat=True)
        for members, figure in claims
    ]


def as_json(counts: Counts, *, and_before: Iterable[Iterable] = ()) -> list[list]:
    """The claims as they are kept with the report, with those of editions that went out before."""
    kept = {(tuple(sorted(each.members)), each.figure) for each in counts.said.values()}
    kept |= {(tuple(members), figure) for members, figure in and_before}
    return [[list(members), figure] for members, figure in sorted(kept, key=str)]
