"""Events and scores of people of a cut, by days from their first day of support."""

import datetime as dt

from cases.models import Case
from outcomes.extraction.people import with_status
from outcomes.models import CohortPerson, EvaluationRun, HospitalEvent, Measure

NO_LONGER = ("withdrew", "refused", "not_asked", "opted_out")
People = dict[str, tuple[str, str]]
"""Reference in the cut -> (pseudonym, first day of support)."""


def gone(run: EvaluationRun) -> frozenset[str]:
    """References of people who may not, or no longer, be counted, as things stand now."""
    return with_status(
        NO_LONGER,
        programme=run.programme_id,
        cohort=run.cohort_id,
        as_of=run.as_of,
        days=run.window_days,
    )


def events_of(*, run: EvaluationRun, people: People, days: int) -> list[tuple]:
    """(pseudonym, kind, day, bed days) within the windows, up to the cut-off."""
    known = {number: people[reference] for reference, number in _numbers(run, people).items()}
    rows = HospitalEvent.objects.filter(
        nhs_number__in=known, occurred_on__lte=run.as_of
    ).values_list("nhs_number", "event_type", "occurred_on", "ended_on")
    found = []
    for number, kind, began, ended in rows.iterator():
        name, index = known[number]
        day = (began - dt.date.fromisoformat(index)).days
        if -2 * days <= day < days:
            found.append((name, kind, day, _bed_days(kind, began, ended, run.as_of)))
    return sorted(found)


def _bed_days(kind: str, began: dt.date, ended: dt.date | None, as_of: dt.date) -> int:
    if not kind.endswith("admission"):
        return 0
    nights = (min(ended, as_of) - began).days if ended else 0
    return max(1, nights) if kind == "emergency_admission" else nights


def _numbers(run: EvaluationRun, people: People) -> dict[str, str]:
    """NHS numbers by the cut's references; they never leave this module."""
    if run.cohort_id:
        rows = CohortPerson.objects.filter(cohort=run.cohort_id, pk__in=list(people))
        return {str(pk): number for pk, number in rows.values_list("pk", "nhs_number") if number}
    rows = Case.objects.filter(reference__in=list(people))
    pairs = rows.values_list("reference", "resident__nhs_number")
    return {reference: number for reference, number in pairs if number}


def measures_of(*, run: EvaluationRun, people: People, days: int) -> list[tuple]:
    """(pseudonym, instrument, scale, day, score) of the service's own cases, up to the cut-off."""
    if run.cohort_id:
        return []
    rows = Measure.objects.filter(
        case__reference__in=list(people), taken_on__lte=run.as_of, replaced_by__isnull=True
    ).values_list("case__reference", "instrument", "version", "taken_on", "scores")
    found = []
    for reference, instrument, version, taken_on, scores in rows.iterator():
        name, index = people[reference]
        day = (taken_on - dt.date.fromisoformat(index)).days
        found += [
            (name, f"{instrument}/{version}", scale, day, str(score))
            for scale, score in scores.items()
            if score is not None
        ]
    return sorted(found)
