"""AAC: the film's sound is encoded once, and its packets go into segments and file alike."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, Final

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.packet import Packet

from services.video.domain.timeline import SEGMENT_MS
from services.video.film.fmp4 import AudioConfig, AudioPacket
from services.video.film.packets import PacketFile
from services.video.film.sound import F32, SAMPLE_RATE

BIT_RATE: Final = 160_000
SEGMENT_SAMPLES: Final = SAMPLE_RATE * SEGMENT_MS // 1000
_FRAME: Final = 1024
_TIME_BASE: Final = Fraction(1, SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """A film's encoded sound."""

    config: AudioConfig
    packets: Sequence[AudioPacket]
    """In order; may still grow at its end."""

    def segment(self, index: int) -> Sequence[AudioPacket]:
        """The packets that start within a segment of the film."""
        start, end = index * SEGMENT_SAMPLES, (index + 1) * SEGMENT_SAMPLES
        first = -(-start // _FRAME)
        return [
            p for p in self.packets[first : first + SEGMENT_SAMPLES // _FRAME + 2] if start <= p.start < end
        ]


def encode_soundtrack(sound: Iterable[F32]) -> bytes:
    """Encodes a sound, in blocks of shape (2, samples), to an M4A file."""
    out = io.BytesIO()
    store_packets(encode_packets(sound), out)
    return out.getvalue()


def audio_config() -> AudioConfig:
    """What a decoder has to know of any sound that is encoded here."""
    context = _context()
    context.open()
    return AudioConfig(SAMPLE_RATE, 2, bytes(context.extradata or b""), BIT_RATE)


def encode_packets(sound: Iterable[F32]) -> Iterator[AudioPacket]:
    """Encodes a sound, in blocks of shape (2, samples), while it is made."""
    context = _context()
    for start, block in _frames(sound):
        frame = av.AudioFrame.from_ndarray(block, "fltp", "stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.pts = start
        frame.time_base = _TIME_BASE
        yield from _kept(context.encode(frame))
    yield from _kept(context.encode(None))


def store_packets(packets: Iterable[AudioPacket], target: BinaryIO) -> None:
    """Writes packets as an M4A file.

    Raises:
        OSError: it can't be written.
    """
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE)
        stream.codec_context.layout = "stereo"
        stream.codec_context.bit_rate = BIT_RATE
        stream.codec_context.extradata = audio_config().specific_config
        stream.time_base = _TIME_BASE
        for packet in packets:
            stored = av.Packet(packet.data)
            stored.pts = stored.dts = packet.start
            stored.duration = packet.samples
            stored.time_base = _TIME_BASE
            stored.stream = stream
            container.mux(stored)


def read_soundtrack(file: bytes | Path) -> Soundtrack:
    """The packets of a file that `encode_soundtrack` made; they are kept in a file of their own."""
    packets = PacketFile()
    with av.open(io.BytesIO(file) if isinstance(file, bytes) else str(file), "r") as container:
        stream = container.streams.audio[0]
        config = AudioConfig(SAMPLE_RATE, 2, bytes(stream.codec_context.extradata or b""), BIT_RATE)
        for packet in container.demux(stream):
            if packet.pts is not None and packet.size:
                packets.add(AudioPacket(bytes(packet), int(packet.pts), int(packet.duration or _FRAME)))
    return Soundtrack(config, packets)


def _context() -> av.AudioCodecContext:
    context = av.AudioCodecContext.create("aac", "w")
    context.sample_rate = SAMPLE_RATE
    context.layout = "stereo"
    context.format = "fltp"
    context.bit_rate = BIT_RATE
    context.time_base = _TIME_BASE
    context.flags |= Flags.global_header
    return context


def _kept(packets: "Iterable[Packet[AudioStream]]") -> Iterator[AudioPacket]:
    for packet in packets:
        # The first packet only warms a decoder up for the second, and the film starts in silence: without
        # it sound and picture start at zero alike, and no player needs an edit list to line them up.
        if packet.pts is not None and packet.pts >= 0:
            yield AudioPacket(bytes(packet), int(packet.pts), int(packet.duration or _FRAME))


def _frames(sound: Iterable[F32]) -> Iterator[tuple[int, F32]]:
    """The blocks cut as long as the codec wants them, each with its place; the last may be shorter."""
    rest = np.zeros((2, 0), np.float32)
    start = 0
    for block in sound:
        rest = np.concatenate([rest, block], axis=1)
        whole = rest.shape[1] // _FRAME * _FRAME
        for place in range(0, whole, _FRAME):
            yield start + place, np.ascontiguousarray(rest[:, place : place + _FRAME])
        start += whole
        rest = rest[:, whole:]
    if rest.shape[1]:
        yield start, np.ascontiguousarray(rest)
