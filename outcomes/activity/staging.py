"""Checked rows on their way into PostgreSQL: COPY into a staging table, rejects into a file."""

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable
from typing import BinaryIO

from django.db import connection
from django.utils.translation import gettext as _

from outcomes.activity.rows import Reject

BLOCK = 20_000


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
        self.file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
        self._writer = csv.writer(self.file)
        self._writer.writerow(["row", "column", "reason"])

    def add(self, reject: Reject) -> None:
        """Write one down."""
        self.count += 1
        self._writer.writerow([reject.row, reject.column, reject.reason])

    def text(self) -> bytes:
        """The whole file."""
        self.file.seek(0)
        return self.file.read().encode()


def stage(
    rows: Iterable[tuple[int, tuple | Reject]],
    *,
    table: str,
    columns: tuple[str, ...],
    rejects: Rejects,
    progress: Callable[[int], None],
) -> int:
    """COPY the good rows into a fresh temporary `table` with `row_no`; returns rows read."""
    fields = ", ".join(f"{name} text" for name in columns)
    read = 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TEMP TABLE {table} (row_no int, {fields}) ON COMMIT DROP")
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            block: list[str] = []
            for read, (number, cells) in enumerate(rows, start=1):
                if cells.__class__ is tuple:
                    block.append(_line(number, cells))
                else:
                    rejects.add(cells)
                if len(block) >= BLOCK:
                    copy.write("".join(block))
                    block.clear()
                    progress(read)
            copy.write("".join(block))
        cursor.execute(f"ANALYZE {table}")
    return read


def _line(number: int, cells: tuple[str, ...]) -> str:
    return str(number) + "\t" + "\t".join(cells) + "\n"


def reject_where(table: str, *, condition: str, column: str, reason: str, rejects: Rejects) -> None:
    """Take the staged rows that fulfil `condition` out, each written down with `reason`."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} s WHERE {condition} RETURNING row_no")
        for number in sorted(row[0] for row in cursor.fetchall()):
            rejects.add(Reject(number, column, reason))


def reject_repeated(table: str, *, column: str, rejects: Rejects) -> None:
    """Of rows with the same `column`, the first in the file stays."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} GROUP BY {column} HAVING count(*) > 1 LIMIT 1")
        if cursor.fetchone() is None:
            return
    nth = f"row_number() OVER (PARTITION BY {column} ORDER BY row_no)"
    reject_where(
        table,
        condition=f"""s.row_no IN (SELECT row_no FROM (SELECT row_no, {nth} AS nth FROM {table}) r
            WHERE nth > 1)""",
        column=column,
        reason=_("The same id stands in an earlier row."),
        rejects=rejects,
    )
