"""What a checked file is handed on as: a few thousand rows, those to store and those refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

SIZE = 2_000


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not stored: its number in the file, the column, and the reason."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Block:
    """`read` rows of a file: `lines` in PostgreSQL's text format without their ends."""

    read: int = 0
    lines: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def line_of(number: int, cells: Sequence[str]) -> str:
    """A row as COPY takes it. Checked cells hold no sign that would need writing otherwise."""
    return f"{number}\t" + "\t".join(cells)


def in_blocks(rows: Iterable[tuple[int, Sequence[str] | Reject]]) -> Iterator[Block]:
    """Rows that were checked one by one."""
    block = Block()
    for number, found in rows:
        block.read += 1
        if isinstance(found, Reject):
            block.rejects.append(found)
        else:
            block.lines.append(line_of(number, found))
        if block.read == SIZE:
            yield block
            block = Block()
    yield block
