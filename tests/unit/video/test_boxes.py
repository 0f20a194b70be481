"""The boxes of an MP4: found, and moved."""

import io
import struct

import pytest

from services.video.film.boxes import Box, boxes_in, moved_index, top_boxes


def box(name: bytes, *contents: bytes) -> bytes:
    body = b"".join(contents)
    return struct.pack(">I4s", 8 + len(body), name) + body


def index(name: bytes, kind: str, *places: int) -> bytes:
    table = box(name, bytes(4), struct.pack(f">I{len(places)}{kind}", len(places), *places))
    tables = box(b"stbl", box(b"stsz", bytes(12)), table)
    return box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", box(b"mdia", box(b"minf", tables))))


def test_boxes_are_found_without_reading_them() -> None:
    large = struct.pack(">I4sQ", 1, b"mdat", 26) + b"0123456789"
    to_the_end = struct.pack(">I4s", 0, b"free") + b"end"
    file = io.BytesIO(box(b"ftyp", b"isom") + large + to_the_end)
    assert list(top_boxes(file)) == [Box(b"ftyp", 0, 12), Box(b"mdat", 12, 26), Box(b"free", 38, 11)]


@pytest.mark.parametrize("size", [7, 2, 13])
def test_a_box_that_does_not_fit_is_refused(size: int) -> None:
    data = struct.pack(">I4s", size, b"moov") + b"four"
    with pytest.raises(ValueError, match="larger than"):
        list(top_boxes(io.BytesIO(data)))
    with pytest.raises(ValueError, match="larger than"):
        list(boxes_in(data, 0, len(data)))


@pytest.mark.parametrize(("name", "kind"), [(b"stco", "I"), (b"co64", "Q")])
def test_an_index_moves_with_what_it_names(name: bytes, kind: str) -> None:
    assert moved_index(index(name, kind, 100, 2000, 1 << 31), 3824) == index(
        name, kind, 3924, 5824, (1 << 31) + 3824
    )


def test_an_index_of_32_bits_is_not_moved_beyond_them() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        moved_index(index(b"stco", "I", (1 << 32) - 10), 10)


def test_a_table_that_is_cut_short_is_refused() -> None:
    table = box(b"stco", bytes(4), struct.pack(">II", 2, 100))
    with pytest.raises(ValueError, match="longer than its box"):
        moved_index(box(b"moov", box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table))))), 8)
