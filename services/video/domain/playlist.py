"""The HLS playlists of a film that may still be growing (RFC 8216)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.video.domain.timeline import SEGMENT_MS

CONTENT_TYPE: Final = "application/vnd.apple.mpegurl"
_SOUND_CODEC: Final = "mp4a.40.2"
_HEADROOM: Final = 1.25
"""How much more than the largest segment so far a later one is thought to have."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the playlists among which a player chooses by the line that it has."""

    url: str
    width: int
    height: int
    fps: int
    codec: str
    """Of the pictures, by RFC 6381."""
    segment_bytes: Sequence[int]
    """Sizes of the segments that are there."""


def event_playlist(init_url: str, segment_urls: Sequence[str], *, finished: bool) -> str:
    """An event playlist: segments are only ever added; ENDLIST when there will be no more.

    It starts at its beginning even while it grows, which players of live streams otherwise don't.
    """
    seconds = SEGMENT_MS / 1000
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{SEGMENT_MS // 1000}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
        f'#EXT-X-MAP:URI="{init_url}"',
    ]
    for url in segment_urls:
        lines += [f"#EXTINF:{seconds:.3f},", url]
    if finished:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"


def multivariant_playlist(variants: Sequence[Variant]) -> str:
    """The playlist of playlists, the one that a player is to begin with first."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for variant in variants:
        seconds = SEGMENT_MS / 1000
        sizes = variant.segment_bytes
        peak = max(sizes) * 8 / seconds * _HEADROOM
        average = sum(sizes) * 8 / (len(sizes) * seconds)
        lines += [
            f"#EXT-X-STREAM-INF:BANDWIDTH={round(peak)},AVERAGE-BANDWIDTH={round(average)},"
            f'CODECS="{variant.codec},{_SOUND_CODEC}",RESOLUTION={variant.width}x{variant.height},'
            f"FRAME-RATE={variant.fps:.3f}",
            variant.url,
        ]
    return "\n".join(lines) + "\n"


def picture_codec(init_segment: bytes) -> str:
    """The codec of an init segment's pictures: profile, constraints and level of its H.264 configuration.

    Raises:
        ValueError: it has no H.264 in it.
    """
    place = init_segment.find(b"avcC")
    if place < 0 or len(init_segment) < place + 8:
        raise ValueError("no H.264 in this init segment")
    return f"avc1.{init_segment[place + 5 : place + 8].hex()}"
