"""The HLS playlists of a film that may still be growing (RFC 8216)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from services.video.domain.language import own_name
from services.video.domain.timeline import SEGMENT_MS

CONTENT_TYPE: Final = "application/vnd.apple.mpegurl"
_SOUND_CODEC: Final = "mp4a.40.2"
_CAPTIONS: Final = "captions"
"""What the group of the caption tracks is called."""
_HEADROOM: Final = 1.25
"""How much more than the largest segment so far a later one is thought to have."""


class Track(Enum):
    """What a playlist of segments has."""

    FULL = auto()
    """The film as it was asked for."""
    SMALL = auto()
    """The film for phones; FULL where that is small already."""
    CAPTIONS = auto()
    """What is said."""


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


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """Captions that a player shows or not, whichever variant it plays."""

    url: str
    language: str
    """A tag of BCP 47."""


def event_playlist(init_url: str, segment_urls: Sequence[str], *, finished: bool) -> str:
    """An event playlist: segments are only ever added; ENDLIST when there will be no more.

    It starts at its beginning even while it grows, which players of live streams otherwise don't.
    """
    return _growing([f'#EXT-X-MAP:URI="{init_url}"'], segment_urls, finished=finished)


def caption_playlist(segment_urls: Sequence[str], *, finished: bool) -> str:
    """The event playlist of the captions.

    Its segments last as long as the film's: of playlists that grow together, all have one target duration
    (RFC 8216, 6.2.4).
    """
    return _growing([], segment_urls, finished=finished)


def _growing(head: Sequence[str], segment_urls: Sequence[str], *, finished: bool) -> str:
    seconds = SEGMENT_MS / 1000
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{SEGMENT_MS // 1000}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
        *head,
    ]
    for url in segment_urls:
        lines += [f"#EXTINF:{seconds:.3f},", url]
    if finished:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"


def multivariant_playlist(variants: Sequence[Variant], captions: CaptionTrack | None = None) -> str:
    """The playlist of playlists, the one that a player is to begin with first.

    Args:
        captions: None where they are in the picture.
    """
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    subtitles = ""
    if captions is not None:
        lines.append(_rendition(captions))
        subtitles = f',SUBTITLES="{_CAPTIONS}"'
    for variant in variants:
        seconds = SEGMENT_MS / 1000
        sizes = variant.segment_bytes
        peak = max(sizes) * 8 / seconds * _HEADROOM
        average = sum(sizes) * 8 / (len(sizes) * seconds)
        lines += [
            f"#EXT-X-STREAM-INF:BANDWIDTH={round(peak)},AVERAGE-BANDWIDTH={round(average)},"
            f'CODECS="{variant.codec},{_SOUND_CODEC}",RESOLUTION={variant.width}x{variant.height},'
            f"FRAME-RATE={variant.fps:.3f}{subtitles}",
            variant.url,
        ]
    return "\n".join(lines) + "\n"


def _rendition(captions: CaptionTrack) -> str:
    """Shown unless somebody turns it off: whoever wanted captions beside the picture wanted captions."""
    return (
        f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="{_CAPTIONS}",NAME="{own_name(captions.language)}",'
        f'LANGUAGE="{captions.language}",DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,'
        f'CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog",URI="{captions.url}"'
    )


def picture_codec(init_segment: bytes) -> str:
    """The codec of an init segment's pictures: profile, constraints and level of its H.264 configuration.

    Raises:
        ValueError: it has no H.264 in it.
    """
    place = init_segment.find(b"avcC")
    if place < 0 or len(init_segment) < place + 8:
        raise ValueError("no H.264 in this init segment")
    return f"avc1.{init_segment[place + 5 : place + 8].hex()}"
