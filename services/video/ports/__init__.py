"""What the use cases of films need from outside."""

from services.video.ports.models import FilmPlace, FrameChunk, FrameRequest, Narrator, Renderer, Spoken
from services.video.ports.portraits import Portraits
from services.video.ports.scripts import SceneText, Scripts, ScriptSnapshot, Visual
from services.video.ports.share_links import ShareLinkPage, ShareLinks
from services.video.ports.studio import (
    EncodedSegment,
    GrowingSound,
    SceneCutter,
    ScenePictures,
    Sound,
    Studio,
    Voice,
)
from services.video.ports.videos import NOTHING_REUSABLE, Reusable, VideoPage, Videos
from services.video.ports.waste import Waste, WastedVideo

__all__ = [
    "NOTHING_REUSABLE",
    "EncodedSegment",
    "FilmPlace",
    "FrameChunk",
    "FrameRequest",
    "GrowingSound",
    "Narrator",
    "Portraits",
    "Renderer",
    "Reusable",
    "SceneCutter",
    "ScenePictures",
    "SceneText",
    "ScriptSnapshot",
    "Scripts",
    "ShareLinkPage",
    "ShareLinks",
    "Sound",
    "Spoken",
    "Studio",
    "VideoPage",
    "Videos",
    "Visual",
    "Voice",
    "Waste",
    "WastedVideo",
]
