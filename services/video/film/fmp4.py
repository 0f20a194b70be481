"""Fragmented MP4, written box by box (ISO/IEC 14496-12, -14 and -15).

Written here rather than by a muxer, since a segment has to be the same whoever makes it, whenever,
without having seen the segments before it. One track of H.264, one of AAC.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.video.film.boxes import boxes_in
from services.video.film.encoder import VideoConfig, VideoPacket

FRAME_TICKS: Final = 1000
"""How long a frame is shown; a second has as many ticks as frames, times this."""
_VIDEO_TRACK: Final = 1
_AUDIO_TRACK: Final = 2
_MATRIX: Final = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_KEY_SAMPLE: Final = 0x02000000
_OTHER_SAMPLE: Final = 0x01010000


@dataclass(frozen=True, slots=True)
class AudioConfig:
    """What a decoder has to know of the sound."""

    sample_rate: int
    channels: int
    specific_config: bytes
    """MPEG-4 AudioSpecificConfig."""
    bit_rate: int


@dataclass(frozen=True, slots=True)
class AudioPacket:
    """One encoded frame of sound."""

    data: bytes
    start: int
    """In samples, from the start of the film."""
    samples: int


def init_segment(video: VideoConfig, audio: AudioConfig) -> bytes:
    """The one init segment of a film."""
    mvhd = _full("mvhd", 0, 0, struct.pack(">IIIIIH10x", 0, 0, 1000, 0, 0x10000, 0x100), _MATRIX, bytes(24),
                 struct.pack(">I", _AUDIO_TRACK + 1))  # fmt: skip
    mvex = _box("mvex", _trex(_VIDEO_TRACK), _trex(_AUDIO_TRACK))
    return _box("ftyp", b"iso6", struct.pack(">I", 1), b"iso6mp41avc1") + _box(
        "moov", mvhd, _video_track(video), _audio_track(audio), mvex
    )


def media_segment(
    index: int, first_frame: int, pictures: Sequence[VideoPacket], sound: Sequence[AudioPacket]
) -> bytes:
    """One segment: its pictures and the sound that starts within it.

    Args:
        index: of the segment, from 0.
        first_frame: counted through the film.
    """
    video_data = b"".join(packet.data for packet in pictures)
    audio_data = b"".join(packet.data for packet in sound)

    def moof(data_offset: int) -> bytes:
        video_run = b"".join(
            struct.pack(">II", len(p.data), _KEY_SAMPLE if p.is_key else _OTHER_SAMPLE) for p in pictures
        )
        audio_run = b"".join(struct.pack(">II", p.samples, len(p.data)) for p in sound)
        boxes = [
            _full("mfhd", 0, 0, struct.pack(">I", index + 1)),
            _box(
                "traf",
                # default-base-is-moof, a default duration.
                _full("tfhd", 0, 0x020008, struct.pack(">II", _VIDEO_TRACK, FRAME_TICKS)),
                _full("tfdt", 1, 0, struct.pack(">Q", first_frame * FRAME_TICKS)),
                _full("trun", 0, 0x000601, struct.pack(">Ii", len(pictures), data_offset), video_run),
            ),
        ]
        if sound:
            boxes.append(
                _box(
                    "traf",
                    _full("tfhd", 0, 0x020020, struct.pack(">II", _AUDIO_TRACK, 0x02000000)),
                    _full("tfdt", 1, 0, struct.pack(">Q", sound[0].start)),
                    _full(
                        "trun",
                        0,
                        0x000301,
                        struct.pack(">Ii", len(sound), data_offset + len(video_data)),
                        audio_run,
                    ),
                )
            )
        return _box("moof", *boxes)

    header = moof(len(moof(0)) + 8)
    styp = _box("styp", b"msdh", struct.pack(">I", 0), b"msdhmsix")
    return styp + header + _box("mdat", video_data, audio_data)


def read_pictures(segment: bytes) -> tuple[VideoPacket, ...]:
    """The pictures of a segment that `media_segment` made.

    Raises:
        ValueError: it is no such segment.
    """
    boxes = dict(boxes_in(segment, 0, len(segment)))
    if not {b"moof", b"mdat"} <= boxes.keys():
        raise ValueError("not a media segment")
    runs = [
        place
        for name, track in boxes_in(segment, *boxes[b"moof"])
        if name == b"traf"
        for part, place in boxes_in(segment, *track)
        if part == b"trun"
    ]
    # Full box, count of samples, offset of the data; then size and flags of each picture.
    start, end = runs[0]
    count = int.from_bytes(segment[start + 4 : start + 8], "big")
    table = segment[start + 12 : end]
    if len(table) != count * 8:
        raise ValueError("not a run of pictures")
    packets: list[VideoPacket] = []
    place = boxes[b"mdat"][0]
    for size, flags in struct.iter_unpack(">II", table):
        packets.append(VideoPacket(segment[place : place + size], flags == _KEY_SAMPLE))
        place += size
    return tuple(packets)


def _video_track(video: VideoConfig) -> bytes:
    width, height = video.size
    sps, pps = video.sps, video.pps
    avcc = _box(
        "avcC",
        bytes([1, sps[1], sps[2], sps[3], 0xFF, 0xE1]),
        struct.pack(">H", len(sps)), sps,
        b"\x01", struct.pack(">H", len(pps)), pps,
        # High profile: 4:2:0, 8 bits, no further sets.
        bytes([0xFD, 0xF8, 0xF8, 0]) if sps[1] >= 100 else b"",
    )  # fmt: skip
    colour = _box("colr", b"nclx", struct.pack(">HHHB", 1, 1, 1, 0))
    entry = _box(
        "avc1",
        struct.pack(">6xH16xHHIIIH32sHh", 1, width, height, 0x480000, 0x480000, 0, 1, b"", 0x18, -1),
        avcc,
        colour,
        _box("pasp", struct.pack(">II", 1, 1)),
    )
    header = _full("vmhd", 0, 1, bytes(8))
    return _track(_VIDEO_TRACK, video.fps * FRAME_TICKS, "vide", header, entry, size=(width, height))


def _audio_track(audio: AudioConfig) -> bytes:
    decoder_specific = _descriptor(5, audio.specific_config)
    decoder_config = _descriptor(
        4, struct.pack(">BB3sII", 0x40, 0x15, bytes(3), audio.bit_rate, audio.bit_rate), decoder_specific
    )
    esds = _full(
        "esds",
        0,
        0,
        _descriptor(3, struct.pack(">HB", _AUDIO_TRACK, 0), decoder_config, _descriptor(6, b"\x02")),
    )
    entry = _box("mp4a", struct.pack(">6xH8xHHIHH", 1, audio.channels, 16, 0, audio.sample_rate, 0), esds)
    return _track(_AUDIO_TRACK, audio.sample_rate, "soun", _full("smhd", 0, 0, bytes(4)), entry, size=(0, 0))


def _track(
    number: int, timescale: int, kind: str, header: bytes, entry: bytes, *, size: tuple[int, int]
) -> bytes:
    is_sound = kind == "soun"
    tkhd = _full(
        "tkhd", 0, 3,
        struct.pack(">IIIIIIIHHHH", 0, 0, number, 0, 0, 0, 0, 0, is_sound, 0x100 * is_sound, 0),
        _MATRIX,
        struct.pack(">II", size[0] << 16, size[1] << 16),
    )  # fmt: skip
    mdhd = _full("mdhd", 0, 0, struct.pack(">IIIIHH", 0, 0, timescale, 0, 0x55C4, 0))
    handler = _full("hdlr", 0, 0, struct.pack(">I4s12x", 0, kind.encode()), b"Encompass\0")
    location = _box("dinf", _full("dref", 0, 0, struct.pack(">I", 1), _full("url ", 0, 1)))
    empty = [_full(name, 0, 0, bytes(4)) for name in ("stts", "stsc", "stco")]
    table = _box(
        "stbl",
        _full("stsd", 0, 0, struct.pack(">I", 1), entry),
        *empty,
        _full("stsz", 0, 0, bytes(8)),
    )
    return _box("trak", tkhd, _box("mdia", mdhd, handler, _box("minf", header, location, table)))


def _trex(track: int) -> bytes:
    return _full("trex", 0, 0, struct.pack(">IIIII", track, 1, 0, 0, 0))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([tag, 0x80, 0x80, 0x80, len(body)]) + body


def _box(name: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name.encode()) + body


def _full(name: str, version: int, flags: int, *parts: bytes) -> bytes:
    return _box(name, struct.pack(">I", version << 24 | flags), *parts)
