"""The HLS playlist of a film that may still be growing."""

from collections.abc import Sequence
from typing import Final

from services.video.domain.timeline import SEGMENT_MS

CONTENT_TYPE: Final = "application/vnd.apple.mpegurl"


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
