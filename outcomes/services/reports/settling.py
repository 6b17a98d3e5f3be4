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
from outcomes.models import EvaluationRun, Report
from outcomes.presenters.numbers import Published
from outcomes.presenters.reports.counts import Counts
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports.content import counts_of, given_of, shared_as_kept
from outcomes.statistics.disclosure import Amount, Claim, Link, telling, told_pounds

Known = Claim | Link | Amount
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
        ours = _helped(counts, guilty) | pounds_that_helped(counts, known)
        if not ours:
            return told, counts
        withheld |= ours
    raise RuleBroken(
        _("Small numbers could be worked out from this report. Choose a longer period.")
    )


def found_out(counts: Counts, known: Iterable[Known] = ()) -> list[Claim]:
    """The small figures that can be worked out from a report and what readers hold already.

    What they could work out before is not of this report's making and cannot be called back.
    """
    ours: list[Known] = [*counts.said.values(), *counts.links]
    held = touching(known, counts)
    guilty = _worked_out([*ours, *held], ours)
    return _without(guilty, _worked_out(held)) if guilty and held else guilty


def _worked_out(known: Iterable[Known], ours: Iterable[Known] = ()) -> list[Claim]:
    everything = list(known)
    claims = [each for each in everything if isinstance(each, Claim)]
    links = [each for each in everything if isinstance(each, Link)]
    return telling(claims, links, ours=ours)


def _without(guilty: list[Claim], before: list[Claim]) -> list[Claim]:
    return [each for each in guilty if each not in set(before)]


def touching(known: Iterable[Known], counts: Counts) -> list[Known]:
    """Of what readers hold already, all that hangs together with this report: what shares a cell
    with it, what shares one with that, and so on."""
    ours: list[Known] = [*counts.said.values(), *counts.links]
    cells = {cell for each in ours for cell in each.members}
    rest: list[Known] = [each for each in known if not isinstance(each, Amount)]
    found: list[Known] = []
    while near := [each for each in rest if each.members & cells]:
        found += near
        rest = [each for each in rest if not each.members & cells]
        cells = cells.union(*(each.members for each in near))
    return found


def pounds_that_helped(counts: Counts, known: Iterable[Known]) -> frozenset[str]:
    """Sums of money of this report by which what was spent on few people could be worked out."""
    before = [*counts.ledger, *(each for each in known if isinstance(each, Amount))]
    guilty = told_pounds([*before, *counts.amounts.values()], counts.few)
    if not guilty:
        return frozenset()
    told_before = told_pounds(before, counts.few)
    found = set()
    for each in (each for each in guilty if each not in told_before):
        near = _beside(each.members, [*before, *counts.amounts.values()])
        bearing = [(bool(said.members & near), len(said.members), key)
                   for key, said in counts.amounts.items()]  # fmt: skip
        found |= {max(bearing)[2]} if bearing else set()
    return frozenset(found)


def _helped(counts: Counts, guilty: list[Claim]) -> frozenset[str]:
    """For each told figure the key of the largest sum of this report that bears on it, itself at
    the last."""
    found = set()
    for each in guilty:
        near = _beside(each.members, counts.links)
        bearing = [
            (len(said.members), key) for key, said in counts.said.items() if said.members & near
        ]
        found |= {max(bearing)[1]} if bearing else set()
    return frozenset(found)


def _beside(cells: frozenset[str], ties: Iterable[Known]) -> frozenset[str]:
    """The cells, and those tied to them."""
    return cells.union(*(each.members for each in ties if each.members & cells))


def went_out(report: Report) -> list[Known]:
    """What readers of other reports and of evaluations of the programme hold in their hands."""
    since, until = report.period_from - REMEMBERED, report.period_to + REMEMBERED
    near = {"period_to__gte": since, "period_from__lte": until}
    reports = _reports(report.run.programme_id).filter(**near).exclude(pk=report.pk)
    return [*_said_in(reports), *_said_by(_runs(report.run.programme_id, as_of__gte=since))]


def went_out_beside(run: EvaluationRun) -> list[Known]:
    """What readers hold beside an evaluation: it looks back to the first day, so all there is."""
    return [
        *_said_in(_reports(run.programme_id)),
        *_said_by(_runs(run.programme_id).exclude(pk=run.pk)),
    ]


def _reports(programme: int):
    return Report.objects.went_out().filter(run__programme=programme)


def _runs(programme: int, **near):
    return EvaluationRun.objects.filter(programme=programme, published_at__isnull=False, **near)


def _said_in(reports) -> list[Known]:
    return [each for kept in reports.values_list("claims", flat=True) for each in from_json(kept)]


def _said_by(runs) -> list[Known]:
    """Of evaluations. What one says that was published before this was kept is noted now."""
    for older in runs.filter(claims__isnull=True):
        said = as_json(shared_as_kept(older).counts)
        EvaluationRun.objects.filter(pk=older.pk).update(claims=said)
    return _said_in(runs)


def as_json(counts: Counts, *, and_before: Iterable[list] = ()) -> list[list]:
    """What is kept with the report: [cells, figure] for a claim, [cells, cells, equal] for a link,
    [cells, low, high, "£"] for a sum of money; with those of editions that went out before."""
    said: list[list] = [[sorted(each.members), each.figure] for each in counts.said.values()]
    said += [[sorted(each.part), sorted(each.whole), each.equal] for each in counts.links]
    said += [[sorted(each.members), each.low, each.high, "£"] for each in counts.amounts.values()]
    kept = {canonical(each): each for each in (*said, *and_before)}
    return [kept[words] for words in sorted(kept)]


def from_json(kept: Iterable[list]) -> list[Known]:
    """The same as the attack reads it."""
    return [_known(*each) for each in kept]


def _known(members: list[str], *more) -> Known:
    if len(more) == 1:
        return Claim(frozenset(members), more[0])
    if len(more) == 3:
        return Amount(frozenset(members), more[0], more[1])
    return Link(frozenset(members), frozenset(more[0]), equal=more[1])
