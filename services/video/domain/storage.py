"""Where a film's objects lie in the store.

Everything that is made for a video is under one prefix of its own. Later versions of the film may play its
segments, too, and then keep them when it is deleted.
"""

import uuid
from typing import Final

PCM: Final = "audio/L16"
M4A: Final = "audio/mp4"
MP4: Final = "video/mp4"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"
WEB_VTT: Final = "text/vtt"
PROTOBUF: Final = "application/protobuf"


def prefix(video_id: uuid.UUID) -> str:
    """What the keys of all objects of a video start with."""
    return f"videos/{video_id}/"


def owner_of(key: str) -> uuid.UUID:
    """Which video an object was made for."""
    return uuid.UUID(key.split("/")[1])


def narration_key(video_id: uuid.UUID, scene: int) -> str:
    return f"{prefix(video_id)}work/narration-{scene:02}.pcm"


def narration_words_key(video_id: uuid.UUID, scene: int) -> str:
    """What is known of a narration beside its sound."""
    return f"{prefix(video_id)}work/narration-{scene:02}.words"


def last_picture_key(video_id: uuid.UUID, scene: int) -> str:
    """What a scene ends with, for a scene that goes on from it."""
    return f"{prefix(video_id)}work/last-{scene:02}.png"


def soundtrack_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}work/soundtrack.m4a"


def init_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}hls/init.mp4"


def segment_key(video_id: uuid.UUID, index: int) -> str:
    return f"{prefix(video_id)}hls/{index:05}.m4s"


def small_init_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}hls/small-init.mp4"


def small_segment_key(video_id: uuid.UUID, index: int) -> str:
    return f"{prefix(video_id)}hls/small-{index:05}.m4s"


def caption_segment_key(video_id: uuid.UUID, index: int) -> str:
    return f"{prefix(video_id)}hls/captions-{index:05}.vtt"


def film_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}film.mp4"


def poster_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}poster.jpg"


def captions_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}captions.vtt"


def chapters_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}chapters.vtt"


def preview_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}preview.webp"


def thumbnails_key(video_id: uuid.UUID) -> str:
    return f"{prefix(video_id)}thumbnails.jpg"
