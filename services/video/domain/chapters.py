"""Chapters: the scenes of a film with their titles, for players that let people jump."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from services.video.domain.captions import vtt_time


@dataclass(frozen=True, slots=True)
class Chapter:
    """One scene."""

    title: str
    start_ms: int
    end_ms: int


def chapters_vtt(chapters: Sequence[Chapter]) -> str:
    """The chapters as a WebVTT track of the kind `chapters`."""
    blocks = ["WEBVTT"]
    for number, chapter in enumerate(chapters, start=1):
        times = f"{vtt_time(chapter.start_ms)} --> {vtt_time(chapter.end_ms)}"
        title = " ".join(chapter.title.split()) or f"Scene {number}"
        blocks.append(f"{number}\n{times}\n{escape(title, quote=False)}")
    return "\n\n".join(blocks) + "\n"
