"""Imported files, measures and evaluations, made by calling services."""

import datetime as dt
import io
from itertools import count

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from outcomes.activity import people, rows
from outcomes.models import (
    ActivityFile,
    Cohort,
    CohortPerson,
    EvaluationCut,
    EvaluationPart,
    EvaluationRun,
    HospitalEvent,
    Judgement,
    Measure,
    Sheet,
)
from outcomes.services import intake, judging, measures, runs
from outcomes.services.activity import import_activity
from outcomes.services.cohorts import import_cohort
from outcomes.services.evaluating import evaluate
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy
from tests.factories.residents import nhs_number

_number = count(1)
TODAY = dt.date(2026, 3, 31)
INDEX = dt.date(2025, 6, 1)


def csv_file(columns, rows):
    """A file as a partner would send it."""
    lines = [",".join(columns)] + [",".join(str(cell) for cell in row) for row in rows]
    return io.BytesIO(("\n".join(lines) + "\n").encode())


def person(number=None, *, index_on=INDEX, born="1944-03-04", ended_on=""):
    """A row of a cohort file."""
    return (number or nhs_number(), "Doreen", "Fellowes", born, "DY1 2HQ", index_on, ended_on)


def event(number, kind, on, *, until="", event_id=None, conveyed="", avoidable="", method=""):
    """A row of an activity file."""
    return (event_id or f"E{next(_number)}", number, kind, on, until, method, conveyed, avoidable)


def cohort(programme, people_rows, *, name="Cohort", comparison=False, today=TODAY):
    """An imported list of people."""
    import_cohort(
        programme,
        name=name,
        stream=csv_file(people.COLUMNS, people_rows),
        file_name="cohort.csv",
        by=None,
        at=clock.now(),
        today=today,
        comparison=comparison,
    )
    return Cohort.objects.get(programme=programme, name=name)


def activity(programme, event_rows, *, source="Russells Hall", today=TODAY):
    """Imported hospital activity."""
    return import_activity(
        programme,
        source=source,
        stream=csv_file(rows.COLUMNS, event_rows),
        file_name="activity.csv",
        by=None,
        at=clock.now(),
        today=today,
    )


def run(programme, *, as_of=TODAY, window_days=180, evaluated=True, by=None, **given):
    """An evaluation, worked out unless told otherwise."""
    asked = runs.ask_for(
        programme,
        by=by,
        at=dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC),
        as_of=as_of,
        window_days=window_days,
        background=False,
        **given,
    )
    return evaluate(asked) if evaluated else asked


class CohortPersonFactory(factory.Factory):
    """One person of an imported list."""

    class Meta:
        model = CohortPerson

    programme = factory.LazyFunction(programme_with_policy)

    @classmethod
    def _create(cls, model_class, *args, programme, **given):
        return cohort(programme, [person()], **given).people.get()


class HospitalEventFactory(factory.Factory):
    """One A&E attendance of someone in an imported list."""

    class Meta:
        model = HospitalEvent

    programme = factory.LazyFunction(programme_with_policy)

    @classmethod
    def _create(cls, model_class, *args, programme, **given):
        number = nhs_number()
        cohort(programme, [person(number)], name=f"Cohort {next(_number)}")
        return activity(programme, [event(number, "ae_attendance", INDEX)]).events.get()


class ActivityFileFactory(factory.Factory):
    """A file with our own columns that was sent by page and waits for a worker."""

    class Meta:
        model = ActivityFile

    programme = factory.LazyFunction(programme_with_policy)
    source = "Russells Hall"
    by = None

    @classmethod
    def _create(cls, model_class, *args, programme, text="", **given):
        if not text:
            number = nhs_number()
            cohort(programme, [person(number)], name=f"Cohort {next(_number)}")
            text = csv_file(rows.COLUMNS, [event(number, "ae_attendance", INDEX)]).read()
        return sent_file(programme, text, **given).sent


def sent_file(programme, text, *, source="Russells Hall", name="activity.csv", by=None):
    """What becomes of a file that is sent by page."""
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, content, content_type="text/csv")
    return intake.receive(programme, source=source, file=file, by=by, at=clock.now())


class MeasureFactory(factory.Factory):
    """ONS4 at the start, of a case."""

    class Meta:
        model = Measure

    case = factory.LazyFunction(case_of)
    by = factory.LazyAttribute(lambda o: o.case.worker)
    at = factory.LazyFunction(clock.now)
    instrument = "ons4"
    occasion = "baseline"
    taken_on = factory.LazyFunction(clock.today)
    answers = factory.LazyFunction(
        lambda: {"satisfied": 4, "worthwhile": 5, "happy": 6, "anxious": 7}
    )

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return measures.record(case, **given)


class JudgementFactory(factory.Factory):
    """Ten days saved, as the ward's coordinator judged."""

    class Meta:
        model = Judgement

    case = factory.LazyFunction(case_of)
    by = factory.LazyAttribute(lambda o: o.case.worker)
    at = factory.LazyFunction(clock.now)
    kind = "days_saved"
    days = 10
    evidence = 3
    judged_by = "Discharge coordinator, ward B4"
    basis = "The care package was to begin ten days later"
    judged_on = factory.LazyFunction(clock.today)

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return judging.judge(case, **given)


class SheetFactory(factory.Factory):
    """ONS4 on the tablet, at the start, of a case."""

    class Meta:
        model = Sheet

    case = factory.LazyFunction(case_of)
    by = factory.LazyAttribute(lambda o: o.case.worker)
    at = factory.LazyFunction(clock.now)
    instrument = "ons4"
    occasion = "baseline"

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return measures.hand_over(case, **given)


class EvaluationRunFactory(factory.Factory):
    """An evaluation of one person, worked out."""

    class Meta:
        model = EvaluationRun

    programme = factory.LazyFunction(programme_with_policy)

    @classmethod
    def _create(cls, model_class, *args, programme, **given):
        number = nhs_number()
        named = cohort(programme, [person(number)], name=f"Cohort {next(_number)}")
        activity(programme, [event(number, "ae_attendance", INDEX)])
        return run(programme, cohort=named, **given)


class EvaluationCutFactory(factory.Factory):
    """The frozen cut of an evaluation."""

    class Meta:
        model = EvaluationCut

    @classmethod
    def _create(cls, model_class, *args, **given):
        return EvaluationRunFactory(**given).cut


class EvaluationPartFactory(factory.Factory):
    """A part of an evaluation of one person, as it stands once it was joined."""

    class Meta:
        model = EvaluationPart

    @classmethod
    def _create(cls, model_class, *args, **given):
        return EvaluationRunFactory(**given).parts.get()
