"""The life of an evaluation run, from asked for to published."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import events, outbox
from core.errors import RuleBroken
from core.services import lock, move
from outcomes.evaluation.matched import DEFAULT, METHODS
from outcomes.lifecycle import RUN_LIFE, RunStatus
from outcomes.models import Cohort, EvaluationPart, EvaluationRun
from outcomes.prices import Prices
from outcomes.services.reports import evaluations
from outcomes.services.reports.settling import as_json

TASK = "outcomes.tasks.run_evaluation"
DRAW = "outcomes.tasks.draw_evaluation"
SHORTEST, LONGEST = 1, 1830


@transaction.atomic
def ask_for(
    programme,
    *,
    by,
    at: dt.datetime,
    as_of: dt.date,
    window_days: int,
    cohort: Cohort | None = None,
    comparison: Cohort | None = None,
    prices: Prices | None = None,
    matching: str = DEFAULT,
    background: bool = True,
) -> EvaluationRun:
    """A new run, waiting to start. `background` promises it to a worker in this transaction.

    `prices`: every unit cost in the prices of one year; else each stays in its own year's.
    `matching`: how people of the comparison list are matched. It waits in the run's parameters,
    which become those of the cut.
    """
    _check(programme, at=at, as_of=as_of, window_days=window_days)
    _check_lists(programme, cohort=cohort, comparison=comparison)
    if matching not in METHODS:
        raise RuleBroken(_("Choose how people are matched."), field="matching")
    run = EvaluationRun.objects.create(
        programme=programme,
        as_of=as_of,
        window_days=window_days,
        cohort=cohort,
        comparison=comparison,
        price_year=prices.year if prices else "",
        price_index=prices.edition.name if prices else "",
        price_edition=prices.edition.edition if prices else "",
        parameters={"matching": matching} if comparison else {},
        seed=0,
        queued_at=at,
        queued_by=by,
    )
    events.record(run, "queue", by=by, at=at)
    if background:
        outbox.enqueue(TASK, reference=run.reference)
    return run


def _check(programme, *, at: dt.datetime, as_of: dt.date, window_days: int) -> None:
    if as_of > at.date():
        raise RuleBroken(_("The data cut-off cannot lie in the future."), field="as_of")
    if as_of < programme.starts_on and not programme.cohorts.exists():
        raise RuleBroken(
            _("The programme had not begun on that day. Choose a later day."), field="as_of"
        )
    if not SHORTEST <= window_days <= LONGEST:
        raise RuleBroken(
            _("Choose a window of %(low)s to %(high)s days.") % {"low": SHORTEST, "high": LONGEST},
            field="window_days",
        )


def _check_lists(programme, *, cohort: Cohort | None, comparison: Cohort | None) -> None:
    for chosen, wanted, field in ((cohort, False, "cohort"), (comparison, True, "comparison")):
        if chosen is None:
            continue
        if chosen.programme_id != programme.pk:
            raise RuleBroken(_("That list belongs to another programme."), field=field)
        if chosen.is_comparison != wanted:
            raise RuleBroken(_WRONG_KIND[field], field=field)


_WRONG_KIND = {
    "cohort": "That list holds people who were not supported. Choose it as the comparison.",
    "comparison": "That list holds people who were supported. Choose a comparison list.",
}


@transaction.atomic
def queue(run, *, by, at: dt.datetime) -> EvaluationRun:
    """Run it again after it failed. The cut, if it was taken, stays: same cut, same figures."""
    run = move(lock(run), "queue", life=RUN_LIFE, by=by, at=at, fail_reason="", step=0,
               step_words="")  # fmt: skip
    outbox.enqueue(TASK, reference=run.reference)
    return run


@transaction.atomic
def start(run, *, at: dt.datetime, by=None) -> EvaluationRun:
    """A worker takes it up; also a second one, after the first was killed."""
    return move(lock(run), "start", life=RUN_LIFE, by=by, at=at, started_at=at, heartbeat_at=at)


@transaction.atomic
def finish(run, *, at: dt.datetime, by=None, **results) -> EvaluationRun:
    """Keep the figures and the PDF."""
    return move(lock(run), "finish", life=RUN_LIFE, by=by, at=at, finished_at=at, **results)


@transaction.atomic
def fail(run, *, at: dt.datetime, reason: str, by=None) -> EvaluationRun:
    """Give up, with the reason in words. Run again, it is frozen anew unless its cut was taken."""
    run = move(lock(run), "fail", life=RUN_LIFE, by=by, at=at, words=reason,
               fail_reason=reason[:300], finished_at=at)  # fmt: skip
    _forget_unfinished(run)
    return run


@transaction.atomic
def cancel(run, *, by, at: dt.datetime) -> EvaluationRun:
    """Stop before it is ready; a worker that is at it notices at its next step."""
    run = move(lock(run), "cancel", life=RUN_LIFE, by=by, at=at, finished_at=at)
    _forget_unfinished(run)
    return run


def _forget_unfinished(run) -> None:
    """Parts that were not joined go at once: their rosters hold NHS numbers."""
    run.parts.exclude(status=EvaluationPart.Status.JOINED).delete()


@transaction.atomic
def publish(run, *, by, at: dt.datetime) -> EvaluationRun:
    """Let funders read it. What they read has small numbers hidden.

    What reports gave away since its PDF was drawn is looked at once more. Where that withholds
    more, the PDF before goes at once and a worker draws it again.
    """
    run = lock(run)
    RUN_LIFE.check(run, "publish")
    # one at a time in a programme, so that two cannot give away together what each hides
    lock(run.programme)
    shared = evaluations.settle_as_frozen(run)
    drawn = run.withheld == shared.withheld
    run = move(run, "publish", life=RUN_LIFE, by=by, at=at, published_at=at, published_by=by,
               claims=as_json(shared.counts), withheld=shared.withheld)  # fmt: skip
    return run if drawn else _drawn_again(run)


def _drawn_again(run: EvaluationRun) -> EvaluationRun:
    """Promise a new PDF; the file before is deleted once this is sure."""
    storage, name = run.pdf.storage, run.pdf.name
    run.pdf = ""
    run.save(update_fields=["pdf"])
    transaction.on_commit(lambda: storage.delete(name))
    outbox.enqueue(DRAW, reference=run.reference)
    return run


def is_cancelled(run) -> bool:
    """Whether somebody cancelled it meanwhile."""
    return EvaluationRun.objects.filter(pk=run.pk, status=RunStatus.CANCELLED).exists()
