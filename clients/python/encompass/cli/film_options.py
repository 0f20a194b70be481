"""How an answers file asks for its film: the words for what RenderOptions has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from encompass.video.v1 import render_options_pb2 as options_pb2
from encompass.videos import RenderOptions

WORDS: Final[Mapping[str, Mapping[str, int]]] = {
    "tier": {
        "low": options_pb2.QUALITY_TIER_LOW,
        "medium": options_pb2.QUALITY_TIER_MEDIUM,
        "high": options_pb2.QUALITY_TIER_HIGH,
        "ultra": options_pb2.QUALITY_TIER_ULTRA,
    },
    # Words, since YAML reads 9:16 as a number of seconds.
    "aspect_ratio": {
        "wide": options_pb2.ASPECT_RATIO_16_9,
        "tall": options_pb2.ASPECT_RATIO_9_16,
        "square": options_pb2.ASPECT_RATIO_1_1,
    },
    "resolution": {
        "360p": options_pb2.RESOLUTION_360P,
        "540p": options_pb2.RESOLUTION_540P,
        "720p": options_pb2.RESOLUTION_720P,
        "1080p": options_pb2.RESOLUTION_1080P,
    },
    "caption_style": {
        "classic": options_pb2.CAPTION_STYLE_CLASSIC,
        "bold": options_pb2.CAPTION_STYLE_BOLD,
        "karaoke": options_pb2.CAPTION_STYLE_KARAOKE,
        "track only": options_pb2.CAPTION_STYLE_TRACK_ONLY,
    },
    "voice": {
        "lark": options_pb2.VOICE_LARK,
        "heron": options_pb2.VOICE_HERON,
        "wren": options_pb2.VOICE_WREN,
    },
}
_FRAME_RATES: Final = (24, 30, 60)
_KEYS: Final = (*WORDS, "frame_rate", "voice_speed", "music")


def render_options(given: Mapping[str, object]) -> RenderOptions:
    """The options that the lines under `film` ask for. Raises ValueError with what is wrong, for a person."""
    if unknown := sorted(set(given) - set(_KEYS)):
        raise ValueError(f"unknown key {unknown[0]!r} under film; there are {', '.join(_KEYS)}")
    fields: dict[str, Any] = {}
    for key, words in WORDS.items():
        if key in given:
            word = str(given[key])
            if word not in words:
                raise ValueError(f"film: {key} must be one of {', '.join(words)}")
            fields[key] = words[word]
    if "frame_rate" in given:
        if given["frame_rate"] not in _FRAME_RATES:
            raise ValueError("film: frame_rate must be 24, 30 or 60")
        fields["frame_rate"] = given["frame_rate"]
    if "voice_speed" in given:
        speed = given["voice_speed"]
        if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0.7 <= speed <= 1.3:
            raise ValueError("film: voice_speed must be a number from 0.7 to 1.3")
        fields["voice_speed"] = speed
    if "music" in given:
        if not isinstance(given["music"], bool):
            raise ValueError("film: music must be yes or no")
        fields["without_music"] = not given["music"]
    return RenderOptions(**fields)
