"""moviepy's film: stills with a slow zoom, dissolves, captions and the sound.

Runs in the environment of requirements/bench.lock, with a storyboard in JSON; prints its CPU seconds.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

FADE = 1.0
ZOOM = 0.12
"""How much nearer a picture comes while it is shown."""


def main() -> None:
    """Makes the film that the file named on the command line describes."""
    from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, TextClip
    from moviepy.video.fx import CrossFadeIn

    board: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    width, height = board["size"]
    clips: list[Any] = []
    start = 0.0
    for place, (picture, length) in enumerate(zip(board["pictures"], board["lengths"], strict=True)):
        shown = length + (FADE if place + 1 < len(board["pictures"]) else 0.0)
        clip = ImageClip(picture).with_duration(shown)
        clip = clip.resized(lambda t, whole=shown: 1 + ZOOM * t / whole).with_position("center")
        if place:
            clip = clip.with_effects([CrossFadeIn(FADE)])
        clips.append(clip.with_start(start))
        start += length
    for begins, ends, words in board["captions"]:
        line = TextClip(
            text=words, font_size=round(height * 0.047), color="white", stroke_color="black", stroke_width=2,
            method="caption", size=(round(width * 0.84), None), text_align="center", margin=(0, 12),
        )  # fmt: skip
        line = line.with_start(begins).with_duration(min(ends, start) - begins)
        clips.append(line.with_position(("center", round(height * 0.82))))
    film = CompositeVideoClip(clips, size=(width, height)).with_duration(start)
    film = film.with_audio(AudioFileClip(board["sound"]).subclipped(0, start))
    film.write_videofile(
        board["target"], fps=board["fps"], codec="libx264", audio_codec="aac", threads=2, logger=None,
        preset=board["encoding"].pop("preset"), ffmpeg_params=_options(board["encoding"]),
    )  # fmt: skip
    own, ffmpeg = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(own.ru_utime + own.ru_stime + ffmpeg.ru_utime + ffmpeg.ru_stime)


def _options(encoding: dict[str, str]) -> list[str]:
    options = {**encoding, "pix_fmt": "yuv420p"}
    return [part for name, value in options.items() for part in (f"-{name}", value)]


if __name__ == "__main__":
    main()
