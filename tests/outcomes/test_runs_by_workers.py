"""A run in parts on real Celery workers: how many there are, or that one dies, changes nothing."""

import threading
import time
from contextlib import contextmanager, nullcontext

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import OperationalError, connection, connections, transaction

from config.celery import app
from core import outbox
from core.models import OutboxMessage
from core.tasks import _hand_over
from outcomes import tasks
from outcomes.extraction import activity as counting
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationPart, EvaluationRun
from outcomes.services import evaluating, parts, runs
from tests.factories.outcomes import INDEX, activity, cohort, event, person, run
from tests.factories.programmes import programme_with_policy
from tests.factories.residents import nhs_number

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


@pytest.fixture(autouse=True)
def undrawn(monkeypatch):
    """Paper is drawn elsewhere (test_evaluation); here it would be most of the time."""
    monkeypatch.setattr(evaluating, "as_pdf", lambda _report: b"%PDF-")


@pytest.fixture
def asked(settings):
    """Asks for the same run again and again: eleven people in parts of three."""
    settings.EVALUATION_PEOPLE_A_PART = 3
    programme = programme_with_policy(slug="community-bridge")
    numbers = [nhs_number() for _each in range(11)]
    named = cohort(programme, [person(number) for number in numbers])
    activity(
        programme,
        [event(number, "ae_attendance", f"2025-0{1 + n % 9}-03")
         for number in numbers for n in range(14)],
    )  # fmt: skip

    def ask() -> EvaluationRun:
        return run(programme, cohort=named, evaluated=False)

    return ask


@contextmanager
def workers(number: int):
    """So many workers on our broker, one job at a time each."""
    stack = [start_worker(app, concurrency=1, pool="solo", perform_ping_check=False,
                          shutdown_timeout=30) for _each in range(number)]  # fmt: skip
    opened = [each.__enter__() for each in stack]
    try:
        yield opened
    finally:
        for each in reversed(stack):
            each.__exit__(None, None, None)


def promised(this: EvaluationRun) -> None:
    """As `ask_for` promises it."""
    with transaction.atomic():
        outbox.enqueue(runs.TASK, reference=this.reference)


def until_over(this: EvaluationRun, *, within: float = 60) -> EvaluationRun:
    """Relay like beat does until the run is over."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        outbox.relay(_hand_over)
        this.refresh_from_db()
        if this.status not in evaluating.UNFINISHED:
            return this
        time.sleep(0.1)
    raise AssertionError(f"still {this.status}: {this.step_words}")


def with_workers(this: EvaluationRun, number: int) -> EvaluationRun:
    promised(this)
    with workers(number):
        return until_over(this)


def test_one_worker_and_three_give_the_fingerprint_of_one_process(asked):
    alone = evaluating.evaluate(asked())
    one, three = with_workers(asked(), 1), with_workers(asked(), 3)
    for each in (one, three):
        assert each.status == RunStatus.READY, each.fail_reason
        assert each.fingerprint == alone.fingerprint
        assert each.results == alone.results
        assert each.parts.count() == 4
        assert each.events.filter(verb="finish").count() == 1
    assert not OutboxMessage.objects.filter(done_at__isnull=True).exists()


def test_rosters_and_pieces_are_gone_once_they_are_not_needed(asked):
    done = evaluating.evaluate(asked())
    kept = done.parts.values_list("status", "roster", "body")
    assert set(kept) == {("joined", None, None)}
    assert all(len(digest) == 64 for digest in done.parts.values_list("digest", flat=True))


def test_killed_half_way_and_finished__by_another_with_the_same_fingerprint(asked, monkeypatch):
    alone = evaluating.evaluate(asked())
    this = asked()
    work, done = counting.count, []

    def dies(roster, **given):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(1)
        return work(roster, **given)

    with monkeypatch.context() as patch:
        patch.setattr(counting, "count", dies)
        with pytest.raises(KeyboardInterrupt):
            evaluating.evaluate(this)
    this.refresh_from_db()
    assert this.status == RunStatus.RUNNING
    assert this.parts.filter(status="counted").count() == 3
    programme = this.programme
    activity(programme, [event(this.cohort.people.first().nhs_number, "gp_contact", INDEX)])
    after = with_workers(this, 2)
    assert (after.status, after.fingerprint) == (RunStatus.READY, alone.fingerprint)


def test_a_part_counted_by_two_at_once__is_kept_once(asked):
    this = runs.start(asked(), at=evaluating.clock.now())
    parts.freeze_parts(this)
    told: list[bool] = []

    def count():
        told.append(parts.count_part(EvaluationRun.objects.get(pk=this.pk), 1))
        connections.close_all()

    threads = [threading.Thread(target=count) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert told == [False, False]
    assert this.parts.get(number=1).status == "counted"


def test_cancelled_while_workers_count__stops_and_keeps_no_roster(asked):
    this = runs.start(asked(), at=evaluating.clock.now())
    parts.freeze_parts(this)
    evaluating.count(this, 1)
    runs.cancel(this, by=None, at=evaluating.clock.now())
    evaluating.count(this, 2)
    evaluating.complete(this)
    this.refresh_from_db()
    assert this.status == RunStatus.CANCELLED
    assert not EvaluationPart.objects.filter(run=this).exists()
    assert connection.in_atomic_block is False


@pytest.mark.parametrize(
    ("code", "status"),
    [(None, "running"), ("57P02", "running"), ("08006", "running"), ("53100", "failed")],
)
def test_postgres_gone_meanwhile__is_no_failure_of_the_run(asked, monkeypatch, code, status):
    this = runs.start(asked(), at=evaluating.clock.now())

    def gone(_run):
        raise OperationalError from type("Lost", (Exception,), {"sqlstate": code})()

    monkeypatch.setattr(evaluating, "complete", gone)
    with pytest.raises(OperationalError) if status == "running" else nullcontext():
        tasks.join_evaluation(this.reference)
    this.refresh_from_db()
    assert this.status == status


def test_failed_half_way__keeps_no_roster_and_is_frozen_anew(asked):
    whole = evaluating.evaluate(asked())
    this = runs.start(asked(), at=evaluating.clock.now())
    parts.freeze_parts(this)
    evaluating.count(this, 1)
    this = runs.fail(this, at=evaluating.clock.now(), reason="The disk was full.")
    assert not EvaluationPart.objects.filter(run=this).exists()
    again = evaluating.evaluate(runs.queue(this, by=None, at=evaluating.clock.now()))
    assert again.status == RunStatus.READY
    assert again.fingerprint == whole.fingerprint


def test_how_many_parts__follows_from_how_many_people_alone():
    sizes = [parts.people_a_part(total) for total in (0, 10, 50_000, 120_000, 1_000_000, 4_000_000)]
    assert sizes == [50_000, 50_000, 50_000, 60_000, 500_000, 500_000]
