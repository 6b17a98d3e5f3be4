"""kill -9 in the middle of an evaluation or an import: it is finished once, with the same result.

Real Celery workers on the house's own broker, each a process. One is held in the middle of a part,
with the part counted and not yet kept; then it, or PostgreSQL with every process of it, is killed.
"""

import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.faults.pieces import COUNTING, EVENTS_SENT, STORING
from tests.faults.town import Town

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.xdist_group("house"),
    pytest.mark.skipif(
        bool(os.environ.get("DATABASE_URL")), reason="these tests hurt the local servers"
    ),
]
WITHIN = 120


class Office(Town):
    """A town of workers alone: nobody is served."""

    asker = "tests.faults.asking"

    def open(self):
        super().open()
        self.workers = []

    def hire(self, number: int):
        """So many more workers, one job at a time each."""
        words = "worker --pool=solo --without-gossip --without-mingle --loglevel=WARNING"
        for _each in range(number):
            self.workers.append(
                self._begin("-m", "celery", "-A", "tests.faults.counting", *words.split())
            )

    def dismiss(self, *, kill=signal.SIGTERM):
        """End them all, however."""
        for each in self.workers:
            os.killpg(each.pid, kill)
            each.wait()
        self.workers = []

    def close(self):
        self.dismiss(kill=signal.SIGKILL)
        super().close()

    def finished(self, reference: str) -> dict:
        """Relay as beat does until the run is over."""
        deadline = time.monotonic() + WITHIN
        while True:
            try:
                self.ask_actor("relay")
                told = self.ask_actor("told", reference)
                if told["status"] not in ("queued", "running"):
                    return told
            except AssertionError:  # PostgreSQL is not back yet
                told = {}
            assert time.monotonic() < deadline, told
            time.sleep(0.2)

    def stored(self, reference: str) -> dict:
        """Relay as beat does until the file is in and nothing is promised any more."""
        deadline = time.monotonic() + WITHIN
        while True:
            with suppress(AssertionError):  # Redis is not back yet
                self.ask_actor("relay")
            told = self.ask_actor("told_of", reference)
            if told["status"] not in ("queued", "running") and not told["promised"]:
                return told
            assert time.monotonic() < deadline, told
            time.sleep(0.2)

    def in_the_middle(self, waiting) -> None:
        """Relay until a worker waits in the middle of a part."""
        deadline = time.monotonic() + WITHIN
        while not waiting():
            self.ask_actor("relay")
            assert time.monotonic() < deadline
            time.sleep(0.2)


@pytest.fixture(scope="module")
def office():
    root = Path(tempfile.mkdtemp(prefix="office-"))
    root.chmod(0o755)
    office = Office(root / "data")
    office.data_dir.mkdir()
    office.open()
    try:
        office.ask_actor("people")
        yield office
    finally:
        office.close()
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="module")
def alone(office):
    """What one process makes of it."""
    told = office.ask_actor("alone")
    assert (told["status"], told["parts"]) == ("ready", 4)
    return told


@pytest.fixture(autouse=True)
def nobody_left(office):
    yield
    office.dismiss(kill=signal.SIGKILL)


@pytest.mark.parametrize("number", [1, 3])
def test_workers__as_many_as_there_are_give_what_one_process_gives(office, alone, number):
    office.hire(number)
    assert office.finished(office.ask_actor("ask")["reference"]) == alone


def test_worker_killed_in_the_middle_of_a_part__others_finish_with_the_same_fingerprint(
    office, alone
):
    with office.held(COUNTING) as waiting:
        office.hire(1)
        reference = office.ask_actor("ask")["reference"]
        office.in_the_middle(waiting)
        office.dismiss(kill=signal.SIGKILL)
        told = office.ask_actor("told", reference)
        assert (told["status"], told["rosters"]) == ("running", 4)
        assert waiting(), "PostgreSQL does not know yet that its worker is gone"
    office.hire(3)
    assert office.finished(reference) == alone


def test_postgres_killed_in_the_middle_of_a_part__it_is_finished_once_that_is_back(office, alone):
    with office.held(COUNTING) as waiting:
        office.hire(2)
        reference = office.ask_actor("ask")["reference"]
        office.in_the_middle(waiting)
        kill_postgres(office)
    assert office.finished(reference) == alone


STORED = {"status": "stored", "reason": "", "finished": 1, "stored": EVENTS_SENT, "promised": 0}


def test_redis_killed_in_the_middle_of_an_import__it_is_stored_once_and_the_next_one_too(office):
    with office.held(STORING) as waiting:
        office.hire(1)
        reference = office.ask_actor("send")["reference"]
        office.in_the_middle(waiting)
        office.server("redis").kill()
        told = office.ask_actor("told_of", reference)
        assert (told["status"], told["stored"]) == ("running", 0)
        assert waiting(), "the worker goes on without Redis"
    assert office.stored(reference) == STORED
    after = office.ask_actor("send")["reference"]
    assert office.stored(after) == STORED


def test_redis_killed_before_anybody_took_the_import_up__it_is_asked_for_again(office):
    reference = office.ask_actor("send")["reference"]
    office.ask_actor("relay")
    office.server("redis").kill()
    office.hire(2)
    assert office.stored(reference) == STORED


def test_redis_and_the_worker_killed_in_the_middle_of_an_import__another_stores_it_once(office):
    with office.held(STORING) as waiting:
        office.hire(1)
        reference = office.ask_actor("send")["reference"]
        office.in_the_middle(waiting)
        office.server("redis").kill()
        office.dismiss(kill=signal.SIGKILL)
    office.hire(2)
    assert office.stored(reference) == STORED


def kill_postgres(office) -> None:
    """PostgreSQL with every process of it; the supervisor starts it again."""
    main = office.server("postgres")
    for each in [main, *main.children(recursive=True)]:
        each.kill()
    deadline = time.monotonic() + WITHIN
    while True:
        try:
            return office.connect("postgres").close()
        except (psycopg.OperationalError, StopIteration):
            assert time.monotonic() < deadline
            time.sleep(0.1)
