"""What a report is written from, and the report as blocks."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from outcomes.evaluation.cut import Cut
from outcomes.models import EvaluationRun, Report
from outcomes.models.report import Kind
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.report import Report as Told
from outcomes.presenters.reports.annual import annual
from outcomes.presenters.reports.counts import Counts, streams_of
from outcomes.presenters.reports.document import Document
from outcomes.presenters.reports.naming import named
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


class Shared(NamedTuple):
    """An evaluation as readers outside see it: the report, its figures, the counts that it says."""

    report: Told
    found: dict[str, Any]
    counts: Counts

    @property
    def withheld(self) -> list[str]:
        """What it does not say."""
        return sorted(self.counts.withheld)


def given_of_run(run: EvaluationRun, cut: Cut, found: dict[str, Any]) -> dict[str, Any]:
    """An evaluation is written as the yearly report is, without stories: reports have those."""
    return {
        "kind": Kind.ANNUAL,
        "reference": run.reference,
        "cut": cut,
        "found": found,
        "first": run.as_of,
        "last": run.as_of,
        "run": run.reference,
    }


def shared(given: dict[str, Any], withheld: Iterable[str]) -> Shared:
    """The evaluation with these counts withheld."""
    counts = counts_of(given, Published(), withheld)
    subject = named(Subject(counts=counts, **given))
    return Shared(annual(subject).evaluation, subject.found, counts)


def shared_as_kept(run: EvaluationRun) -> Shared:
    """As it went out: what was withheld stays so, and nothing is worked out again."""
    cut = Cut(run.parameters, "", run.frozen.get("facts", {}))
    return shared(given_of_run(run, cut, run.results), run.withheld or ())
