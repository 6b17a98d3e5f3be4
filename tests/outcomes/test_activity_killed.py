"""A worker that is killed, or whose file is cancelled, in the middle of its rows."""

import os
import signal
import time
from contextlib import contextmanager

import pytest
from django.db import connections

from core import clock
from outcomes.activity import storing, table
from outcomes.activity.rows import COLUMNS
from outcomes.lifecycle import FileStatus
from outcomes.models import ActivityFile, ActivityImport, HospitalEvent
from outcomes.services import importing, intake
from tests.factories.outcomes import INDEX, cohort, csv_file, event, person, sent_file
from tests.factories.programmes import programme_with_policy
from tests.factories.residents import nhs_number

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
ROWS = 4_000


@pytest.fixture
def sent():
    programme = programme_with_policy(slug="community-bridge")
    number = nhs_number()
    cohort(programme, [person(number)])
    rows = [event(number, "ae_attendance", INDEX, event_id=f"E{n}") for n in range(ROWS)]
    return sent_file(programme, csv_file(COLUMNS, rows).read()).sent


@contextmanager
def worker(sent):
    """A process of its own that imports the file slowly: a tenth of a second for 100 rows or so."""
    for each in connections.all():
        each.close_pool()
        each.close()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            storing.TOLD_EVERY, table.PIECE = 1, 4_096
            tell = storing._telling
            storing._telling = lambda *given: map(_slowly, tell(*given))
            importing.bring_in(sent)
            code = 0
        finally:
            os._exit(code)
    try:
        yield pid
    finally:
        os.waitpid(pid, 0)


def _slowly(block):
    time.sleep(0.1)
    return block


def until(told, *, within=60):
    """Wait until `told` is true of the file."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found = ActivityFile.objects.get()
        if told(found):
            return found
        time.sleep(0.05)
    raise AssertionError(f"still {found.status}, {found.rows_read} rows")


def half_way(found):
    return 0 < found.rows_read < ROWS


def test_killed_half_way__leaves_nothing_and_another_stores_all_of_it_once(sent):
    with worker(sent) as pid:
        until(half_way)
        os.kill(pid, signal.SIGKILL)
    found = ActivityFile.objects.get()
    assert found.status == FileStatus.RUNNING
    assert not HospitalEvent.objects.exists()
    assert not ActivityImport.objects.filter(kind="activity").exists()
    until(lambda _found: importing.bring_in(sent).status == FileStatus.STORED)
    assert HospitalEvent.objects.count() == ROWS
    batch = ActivityImport.objects.get(kind="activity")
    assert (batch.read, batch.stored, batch.rejected) == (ROWS, ROWS, 0)


def test_cancelled_half_way__the_worker_stops_and_nothing_is_there(sent):
    with worker(sent):
        until(half_way)
        intake.cancel(ActivityFile.objects.get(), by=None, at=clock.now())
    found = ActivityFile.objects.get()
    assert (found.status, bool(found.file)) == (FileStatus.CANCELLED, False)
    assert found.rows_read < ROWS
    assert not HospitalEvent.objects.exists()
    assert not ActivityImport.objects.filter(kind="activity").exists()


def test_while_one_worker_is_at_it__another_does_nothing(sent):
    with worker(sent) as pid:
        until(half_way)
        assert importing.bring_in(sent).status in (FileStatus.QUEUED, FileStatus.RUNNING)
        assert ActivityFile.objects.get().events.filter(verb="start").count() == 1
        os.kill(pid, signal.SIGKILL)
