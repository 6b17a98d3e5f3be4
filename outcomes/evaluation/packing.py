"""Compressed pieces that are put together without being compressed again, as pigz does it.

A piece ends on a whole byte and looks back at nothing before it, so what several workers have
compressed may stand one after another. What comes out is an ordinary zlib stream.
"""

import zlib
from dataclasses import dataclass

_HEADER, _LAST_BLOCK = b"\x78\x01", b"\x03\x00"
_LEVEL = 1


@dataclass(frozen=True)
class Piece:
    """Some text and the same compressed."""

    text: bytes
    packed: bytes


def packed(text: bytes) -> bytes:
    """Compressed so that another piece may follow."""
    packer = zlib.compressobj(level=_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)


def unpacked(body: bytes) -> Piece:
    """What `packed` was given."""
    return Piece(zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(body), body)


def whole(pieces: list[Piece]) -> bytes:
    """All pieces as one zlib stream, which `zlib.decompress` reads and checks."""
    check = zlib.adler32(b"")
    for piece in pieces:
        check = zlib.adler32(piece.text, check)
    body = b"".join(piece.packed for piece in pieces)
    return b"".join((_HEADER, body, _LAST_BLOCK, check.to_bytes(4, "big")))
