"""Checked rows on their way into PostgreSQL: COPY into a staging table, rejects into a file."""

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable
from typing import BinaryIO

from django.core.files.base import File
from django.db import connection

from outcomes.activity.blocks import Block, Reject

TOLD_EVERY = 20_000


class Digesting(io.RawIOBase):
    """A stream that is hashed as it is read."""

    def __init__(self, stream: BinaryIO):
        self.stream = stream
        self.sha = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        part = self.stream.read(len(buffer))
        buffer[: len(part)] = part
        self.sha.update(part)
        return len(part)

    def buffered(self) -> io.BufferedReader:
        """To be read in large pieces."""
        return io.BufferedReader(self, buffer_size=1 << 20)

    def hexdigest(self) -> str:
        """SHA-256 of what was read."""
        return self.sha.hexdigest()


class Rejects:
    """Rows that were not stored, written down as they are found."""

    def __init__(self):
        self.count = 0
        self._bytes = tempfile.TemporaryFile()  # noqa: SIM115 (handed on, closed with its last user)
        self._text = io.TextIOWrapper(self._bytes, encoding="utf-8", newline="")
        self._writer = csv.writer(self._text)
        self._writer.writerow(["row", "column", "reason"])

    def add_all(self, rejects: Iterable[Reject]) -> None:
        """Write them down."""
        for reject in rejects:
            self.count += 1
            self._writer.writerow([reject.row, reject.column, reject.reason])

    def as_file(self) -> File:
        """All of them, to be kept. Never in memory as a whole: it may be every row of the file."""
        self._text.flush()
        self._bytes.seek(0)
        return File(self._bytes)


def stage(
    blocks: Iterable[Block],
    *,
    table: str,
    columns: tuple[str, ...],
    rejects: Rejects,
    progress: Callable[[int], None],
) -> int:
    """COPY the good rows into a fresh temporary `table` with `row_no`; returns rows read."""
    fields = ", ".join(f"{name} text" for name in columns)
    read = told = 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TEMP TABLE {table} (row_no int, {fields}) ON COMMIT DROP")
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for block in blocks:
                read += block.read
                rejects.add_all(block.rejects)
                if block.lines:
                    copy.write("\n".join(block.lines) + "\n")
                if read - told >= TOLD_EVERY:
                    told = read
                    progress(read)
        cursor.execute(f"ANALYZE {table}")
    progress(read)
    return read
