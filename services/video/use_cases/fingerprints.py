"""What parts of a film depend on, as a hash each: what has the same one need not be made again.

A segment's hash covers all that its pictures depend on and not its place in the film, so that a scene may
move. Bytes may differ between two makings of the same, since an encoder that falls behind takes a quicker
preset.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final

from services.video.domain.captions import Cue
from services.video.domain.sound_options import SoundOptions
from services.video.domain.timeline import SEGMENT_MS
from services.video.ports import FrameRequest, ScenePictures

PICTURES: Final = 7
"""What the same description looks like, painted and lettered; `make pictures` raises it. Segments of another
number aren't used."""
ENCODING: Final = 2
"""Raise it when the encoder's parameter sets change: segments of others can't be played with this one's."""
VOICES: Final = 1
"""Raise it when the same text is spoken differently."""


def narration_key(text: str, sound: SoundOptions) -> str:
    """What a narration depends on."""
    return _hashed({"form": VOICES, "text": text, "voice": sound.voice.value, "speed": sound.speed})


def segment_keys(scene: ScenePictures, request: FrameRequest, before: FrameRequest | None) -> tuple[str, ...]:
    """What each segment of a scene depends on.

    Args:
        before: of the scene that it emerges from; None for the first.
    """
    lettering = {
        "opening": (scene.title, scene.name, _within(scene, scene.timing.narration_start_ms)),
        "closing": _within(scene, scene.timing.narration_start_ms + scene.timing.narration_ms),
    }
    always = {
        "form": PICTURES,
        "encoding": ENCODING,
        "frames": _frames(request),
        "captions": scene.captions and scene.captions.value,
        "opening": lettering["opening"] if scene.is_first else None,
        "closing": lettering["closing"] if scene.is_last else None,
    }
    keys: list[str] = []
    for number in range(scene.timing.segment_count):
        entrance = (_frames(before), scene.transition.value) if before is not None and number == 0 else None
        keys.append(_hashed({**always, "number": number, "cues": _cues(scene, number), "entrance": entrance}))
    return tuple(keys)


def last_picture_key(request: FrameRequest) -> str:
    """What the picture depends on that a scene ends with; for scenes that go on from it.

    It stands for the picture in their keys, since those have to be known before it is there, and since a
    model may paint it a little differently the next time: what was kept of the first time is used then.
    """
    return _hashed({"form": PICTURES, "frames": _frames(request)})


def scene_key(segments: Sequence[str]) -> str:
    """What all the pictures of a scene depend on."""
    return _hashed({"segments": list(segments)})


def _frames(request: FrameRequest) -> Mapping[str, object]:
    # Which preset the encoder begins with doesn't matter: it changes as it goes.
    picture = replace(request.picture, preset="")
    fields = asdict(replace(request, picture=picture, indices=()))
    del fields["first_picture"]
    if not request.goes_on_from:
        # As it was before scenes could go on: what is stored of those that don't keeps its key.
        del fields["goes_on_from"]
    return fields


def _cues(scene: ScenePictures, number: int) -> list[object]:
    if scene.captions is None:
        return []
    start = scene.timing.start_ms + number * SEGMENT_MS
    shown = [cue for cue in scene.cues if cue.start_ms < start + SEGMENT_MS and cue.end_ms > start]
    return [_cue(scene, cue) for cue in shown]


def _cue(scene: ScenePictures, cue: Cue) -> object:
    lines = [
        [(word.text, _within(scene, word.start_ms), _within(scene, word.end_ms)) for word in line]
        for line in cue.lines
    ]
    return _within(scene, cue.start_ms), _within(scene, cue.end_ms), lines


def _within(scene: ScenePictures, time_ms: int) -> int:
    """A time of the film, from the start of the scene."""
    return time_ms - scene.timing.start_ms


def _hashed(inputs: Mapping[str, object]) -> str:
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
