"""A file looked at before it is read: how it is written, what it names, what stands in it."""

import codecs
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from outcomes.activity.faults import bad_file, check_size, empty_file
from outcomes.activity.reading import headers_key, refuse_twice_named
from outcomes.activity.shapes import Shape, head_of, shape_of
from outcomes.activity.table import Table

PART = 1 << 20
LOOKED_AT = 20_000
MOST_WORDS, LONGEST_WORD = 30, 40


@dataclass(frozen=True, slots=True)
class Survey:
    """What one passage through a file tells of all of it."""

    size: int
    digest: str
    lines: int
    shape: Shape
    headers: list[str]

    @property
    def headers_key(self) -> str:
        """The same for the same set of headers."""
        return headers_key(self.headers)


def survey(stream: BinaryIO) -> Survey:
    """Go through the file once. Raises BadFileError for what nobody could read."""
    head = head_of(stream)
    sha, size, lines, is_utf8 = hashlib.sha256(), 0, 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    while part := stream.read(PART):
        sha.update(part)
        size += len(part)
        lines += part.count(b"\n")
        is_utf8 = is_utf8 and _can_read(decoder, part)
    check_size(size)
    shape = shape_of(head, is_utf8=is_utf8)
    stream.seek(0)
    table = Table(stream, shape)
    refuse_twice_named(table.headers)
    if next(table.pieces(), None) is None:
        raise bad_file(_("The file holds its header and not a single row."))
    stream.seek(0)
    return Survey(size, sha.hexdigest(), max(lines - 1, 1), shape, table.headers)


def _can_read(decoder, part: bytes) -> bool:
    try:
        decoder.decode(part)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(slots=True)
class Sample:
    """What stands in one column, as far as it was looked at."""

    header: str
    values: Counter = field(default_factory=Counter)

    @property
    def words(self) -> list[str]:
        """Its different texts, the most frequent first, if it is a column of few short words."""
        filled = [(word, times) for word, times in self.values.most_common() if word]
        few = len(filled) <= MOST_WORDS and all(len(word) <= LONGEST_WORD for word, _n in filled)
        return [word for word, _times in filled] if few else []

    @property
    def filled(self) -> Sequence[str]:
        """Some texts of it that are not empty."""
        return [word for word in self.values if word]


def look(stream: BinaryIO, shape: Shape) -> list[Sample]:
    """The columns of a file with what stands in their first rows."""
    table = Table(stream, shape)
    samples = [Sample(header) for header in table.headers]
    if not samples:
        raise empty_file()
    seen = 0
    for piece in table.pieces():
        for sample, cells in zip(samples, piece.columns, strict=True):
            sample.values.update(map(str.strip, cells))
        seen += piece.read
        if seen >= LOOKED_AT:
            break
    return samples
