"""Checked rows on their way into the table of events.

While PostgreSQL takes one block in, the next is being read: COPY is fed from a queue of its own.
A source that never sent anything before has nothing that could be known already, so its rows go
straight into the table. Any other goes through a staging table, and what is known is taken out.
"""

from collections.abc import Callable, Iterable, Iterator
from queue import Queue
from threading import Thread

from django.db import connection
from psycopg.copy import LibpqWriter

from outcomes.activity.blocks import Block
from outcomes.activity.staging import Rejects

TOLD_EVERY = 20_000
EVENTS, STAGING = "outcomes_hospitalevent", "staged_activity"
_COLUMNS = (
    "event_id, nhs_number, event_type, occurred_on, ended_on, admission_method, conveyed, "
    "avoidable, batch_id, source"
)
_STAGING = f"""
    CREATE TEMP TABLE {STAGING} ON COMMIT DROP AS SELECT {_COLUMNS} FROM {EVENTS} WITH NO DATA
"""
_FORGET_KNOWN = f"""
    DELETE FROM {STAGING} s USING {EVENTS} e
    WHERE e.event_id = s.event_id AND e.source = %s AND s.source = e.source
"""
# A few rows are looked up one by one, whatever the statistics of the table say: read through for
# their sake, ten million events take a hundred times as long.
_FEW = 200_000
_ONE_BY_ONE = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
_AS_ALWAYS = "SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on"
_MOVE = f"INSERT INTO {EVENTS} ({_COLUMNS}) SELECT {_COLUMNS} FROM {STAGING}"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Feed(LibpqWriter):
    """Hands lines over while the next are made: a few blocks wait at most."""

    def __init__(self, cursor):
        super().__init__(cursor)
        self.waiting: Queue[bytes | None] = Queue(maxsize=4)
        self.fault: BaseException | None = None
        self.sender = Thread(target=self._send, daemon=True)
        self.sender.start()

    def write(self, data) -> None:
        """Let the lines be sent; raises what went wrong with earlier ones."""
        if self.fault is not None:
            raise self.fault
        self.waiting.put(data)

    def finish(self, exc: BaseException | None = None) -> None:
        """Wait until all is sent, then end the COPY; give it up when `exc` came up."""
        self.waiting.put(None)
        self.sender.join()
        if exc is None and self.fault is not None:
            raise self.fault
        super().finish(exc)

    def _send(self) -> None:
        for data in iter(self.waiting.get, None):
            if self.fault is None:
                try:
                    super().write(data)
                except Exception as fault:
                    self.fault = fault


def store(
    blocks: Iterable[Block],
    *,
    batch,
    afresh: bool,
    rejects: Rejects,
    progress: Callable[[int], None],
) -> tuple[int, int]:
    """Store the rows for `batch`; returns how many were read and how many stored.

    `afresh`: nothing is known of the batch's source, so that nothing need be asked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        told = _telling(blocks, rejects, progress)
        if afresh:
            return _copied(cursor, EVENTS, told, end=_end(batch))
        cursor.execute(f"DROP TABLE IF EXISTS {STAGING}")
        cursor.execute(_STAGING)
        read, staged = _copied(cursor, STAGING, told, end=_end(batch))
        _forget_known(cursor, batch.source, staged)
        cursor.execute(_MOVE)
        return read, cursor.rowcount


def _forget_known(cursor, source: str, staged: int) -> None:
    """Take out of the staging table what came from the source before."""
    cursor.execute(f"ANALYZE {STAGING}")
    if staged <= _FEW:
        cursor.execute(_ONE_BY_ONE)
    cursor.execute(_FORGET_KNOWN, [source])
    if staged <= _FEW:
        cursor.execute(_AS_ALWAYS)


def _end(batch) -> str:
    """What is the same in every row, and ends its line."""
    return f"\t{batch.pk}\t{batch.source.translate(_ESCAPED)}\n"


def _telling(blocks: Iterable[Block], rejects: Rejects, progress) -> Iterator[Block]:
    """The blocks as they pass: rejects are written down, whoever watches is told now and then."""
    read = told = 0
    for block in blocks:
        rejects.add_all(block.rejects)
        yield block
        read += block.read
        if read - told >= TOLD_EVERY:
            told = read
            progress(read)
    progress(read)


def _copied(cursor, table: str, blocks: Iterable[Block], *, end: str) -> tuple[int, int]:
    """COPY the rows into `table`; returns how many were read and how many written."""
    read = written = 0
    writer = Feed(cursor.cursor)
    with cursor.copy(f"COPY {table} ({_COLUMNS}) FROM STDIN", writer=writer) as copy:
        for block in blocks:
            read += block.read
            written += len(block.lines)
            if block.lines:
                copy.write((end.join(block.lines) + end).encode())
    return read, written
