"""What a report is written from, and the report as blocks."""

from collections.abc import Iterable
from typing import Any

from outcomes.evaluation.cut import Cut
from outcomes.models import Report
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.reports.counts import Counts, streams_of
from outcomes.presenters.reports.document import Document
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports.told import story_blocks


def audience_key(report: Report) -> str:
    """The funder's slug or the ward's reference."""
    if report.funder_id:
        return report.funder.slug
    return report.ward.reference if report.ward_id else ""


def given_of(report: Report) -> dict[str, Any]:
    """All of a Subject but its counts."""
    run = report.run
    return {
        "kind": report.kind,
        "reference": report.reference,
        "cut": Cut(run.parameters, "", run.frozen.get("facts", {})),
        "found": run.results,
        "first": report.period_from,
        "last": report.period_to,
        "run": run.reference,
        "key": audience_key(report),
        "stories": story_blocks(report),
    }


def counts_of(given: dict[str, Any], numbers, withheld: Iterable[str] = ()) -> Counts:
    """The counts of the run's frozen cells."""
    facts, as_of = given["cut"].facts, given["cut"].parameters["as_of"]
    streams = streams_of(facts["reports"], as_of=as_of) if "reports" in facts else {}
    return Counts(streams, numbers, withheld)


def written(report: Report, *, exact: bool = False) -> Document:
    """The report as blocks: as it went out, or with true figures for those who may see them."""
    given = given_of(report)
    numbers = Exact() if exact else Published()
    counts = counts_of(given, numbers, () if exact else report.withheld)
    return document(Subject(counts=counts, **given))
