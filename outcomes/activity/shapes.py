"""How the text of a file is written down: its encoding, and what stands between its cells.

Our own layout is UTF-8 with commas and nothing else. What a source sends by a layout of its own
may be written as Excel and hospital systems write it; what it is, is found out from its bytes.
"""

import codecs
import csv
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.activity.faults import BadFileError, bad_file, empty_file, not_utf8

HEAD = 1 << 16
DELIMITERS = {
    ",": gettext_lazy("commas"),
    ";": gettext_lazy("semicolons"),
    "\t": gettext_lazy("tabs"),
    "|": gettext_lazy("upright lines"),
}
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
}
_KINDS = (
    (b"PK\x03\x04", gettext_lazy("This is an Excel workbook or a zip file, not a CSV file.")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("This is an old Excel or Word file, not a CSV file.")),
    (b"%PDF", gettext_lazy("This is a PDF, not a CSV file.")),
    (b"\x1f\x8b", gettext_lazy("This file is compressed. Unpack it first.")),
)
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Shape:
    """An encoding that Python knows, and one character between cells."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","

    @property
    def words(self) -> str:
        """For the screen: “UTF-8, with commas between the cells”."""
        return _("%(encoding)s, with %(delimiter)s between the cells") % {
            "encoding": ENCODINGS[self.encoding],
            "delimiter": DELIMITERS[self.delimiter],
        }


OURS = Shape()


def head_of(stream: BinaryIO) -> bytes:
    """The first bytes of a file that can be read again from its beginning."""
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def refuse_other_kinds(head: bytes) -> None:
    """Refuse a file whose first bytes say that it is no text at all."""
    if not head:
        raise empty_file()
    for start, words in _KINDS:
        if head.startswith(start):
            raise bad_file(f"{words} {_('Save the sheet as “CSV UTF-8” and send that.')}")
    if b"\0" in head[:HEAD] and not head.startswith(_BYTE_ORDER_MARKS):
        raise bad_file(
            _("The file holds bytes that are no text (NUL). Save it as “CSV UTF-8” and try again.")
        )


def refuse_unless_ours(head: bytes) -> None:
    """Refuse what is not UTF-8 with commas, naming what it seems to be."""
    refuse_other_kinds(head)
    if head.startswith(_BYTE_ORDER_MARKS):
        raise bad_file(_("The file is UTF-16 text. Save it as “CSV UTF-8” and try again."))
    first = head.splitlines()[0].decode("utf-8", "replace")
    found = _delimiter(first)
    if found != ",":
        raise bad_file(
            _("The cells are separated by %(delimiter)s. Save the file with commas and try again.")
            % {"delimiter": DELIMITERS[found]}
        )


def shape_of(head: bytes, *, is_utf8: bool) -> Shape:
    """How the file that begins so is written. `is_utf8`: whether all of it can be read as that."""
    refuse_other_kinds(head)
    if head.startswith(_BYTE_ORDER_MARKS):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig" if is_utf8 else "cp1252"
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    lines = text.splitlines()
    return Shape(encoding, _delimiter(lines[0]) if lines else ",")


def _delimiter(header: str) -> str:
    """What stands most often between the names of the columns, outside quotation marks."""
    outside = "".join(header.split('"')[::2])
    most = max(DELIMITERS, key=outside.count)
    return most if most in outside else ","


class Recoded:
    """A stream in another encoding, read as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str):
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder(encoding)("strict")

    def read(self, size: int) -> bytes:
        """About `size` bytes of the file, as UTF-8; b"" at its end."""
        while True:
            part = self.stream.read(size)
            try:
                text = self.decoder.decode(part, final=not part)
            except UnicodeDecodeError:
                raise self._unreadable() from None
            if text or not part:
                return text.encode()

    def _unreadable(self) -> BadFileError:
        return bad_file(_("The file holds characters that cannot be read. Save it as “CSV UTF-8”."))


def recoded(stream: BinaryIO, shape: Shape):
    """The stream itself where it is UTF-8 already (its mark at the start is taken off later)."""
    return stream if shape.encoding == "utf-8-sig" else Recoded(stream, shape.encoding)


def decoded(part: bytes) -> str:
    """UTF-8 as text, or the sentence that says that it is none."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        raise not_utf8() from None


def why_no_csv(fault: csv.Error) -> str:
    """The csv module's complaint in our words."""
    told = str(fault)
    if "field larger" in told or "end of data" in told:
        return _("a quotation mark seems to be opened and never closed")
    return told
