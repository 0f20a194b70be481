"""The boxes that an MP4 is made of (ISO/IEC 14496-12): found in a file without reading it, and moved."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_HEADER: Final = 8
_HOLDING_TABLES: Final = frozenset({b"trak", b"mdia", b"minf", b"stbl"})
"""The boxes of an index on the way to where it says the contents lie."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a file's uppermost level."""

    name: bytes
    start: int
    size: int
    """With its header."""


def top_boxes(file: BinaryIO) -> Iterator[Box]:
    """The uppermost boxes of a file that can be seeked in, in order.

    Raises:
        ValueError: it isn't made of boxes to its end.
    """
    start, end = 0, file.seek(0, 2)
    while start < end:
        file.seek(start)
        header = file.read(16)
        size, name = int.from_bytes(header[:4], "big"), header[4:8]
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        elif size == 0:
            size = end - start
        if not _HEADER <= size <= end - start:
            raise ValueError("a box that is larger than its file")
        yield Box(name, start, size)
        start += size


def boxes_in(data: bytes | bytearray, start: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The boxes that lie in a part of what is in memory: name, and where the contents begin and end.

    Raises:
        ValueError: one is larger than what holds it.
    """
    while start + _HEADER <= end:
        size = int.from_bytes(data[start : start + 4], "big")
        if not _HEADER <= size <= end - start:
            raise ValueError("a box that is larger than what holds it")
        yield bytes(data[start + 4 : start + 8]), (start + _HEADER, start + size)
        start += size


def moved_index(moov: bytes, by: int) -> bytes:
    """The index of a film whose contents have moved towards the end by some bytes.

    Args:
        moov: the whole box.

    Raises:
        ValueError: it isn't an index, or has no room for places so far away.
    """
    moved = bytearray(moov)
    _move(moved, _HEADER, len(moved), by)
    return bytes(moved)


def _move(data: bytearray, start: int, end: int, by: int) -> None:
    for name, (first, last) in boxes_in(data, start, end):
        if name in _HOLDING_TABLES:
            _move(data, first, last, by)
        elif name in (b"stco", b"co64"):
            # A full box's version and flags, then a count, then the places.
            (count,) = struct.unpack_from(">I", data, first + 4)
            places = f">{count}{'I' if name == b'stco' else 'Q'}"
            if struct.calcsize(places) > last - first - 8:
                raise ValueError("a table that is longer than its box")
            there = struct.unpack_from(places, data, first + 8)
            try:
                struct.pack_into(places, data, first + 8, *(place + by for place in there))
            except struct.error as error:
                raise ValueError("places beyond four gigabytes need an index of 64 bits") from error
