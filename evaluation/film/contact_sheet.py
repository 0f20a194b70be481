"""Contact sheets: every setting in two moods, or every shot of some settings, or the compositions tried.

    .venv/models/bin/python evaluation/film/contact_sheet.py settings          (as `make contact-sheet`)
    .venv/models/bin/python evaluation/film/contact_sheet.py shots --settings ocean,kitchen --size 405x720
    .venv/models/bin/python evaluation/film/contact_sheet.py candidates --settings forest --candidates 8

The last one writes what each composition scored, part by part, and prints it as well.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import numpy as np

MODEL = Path(__file__).resolve().parents[2] / "triton_models" / "repository" / "scene_video" / "1"
sys.path.insert(0, str(MODEL))

from cinematic.renderer import Renderer  # noqa: E402
from cinematic.shooting import candidates, shoot  # noqa: E402
from cinematic.spec import CameraMove, Pose, RenderRequest, Setting, Shot, parse_request  # noqa: E402
from cinematic.stages import build  # noqa: E402

_FPS, _DURATION = 24, 144
_BY_DAY = (
    {"time": "golden_hour", "weather": "clear", "mood": "hopeful"},
    {"time": "dawn", "weather": "fog", "mood": "calm"},
    {"time": "noon", "weather": "clouds", "mood": "playful"},
    {"time": "morning", "weather": "wind", "mood": "triumphant"},
)
_BY_NIGHT = (
    {"time": "night", "weather": "rain", "mood": "lonely"},
    {"time": "dusk", "weather": "clear", "mood": "tender"},
    {"time": "night", "weather": "snow", "mood": "awe"},
    {"time": "dusk", "weather": "storm", "mood": "tense"},
)
_INDOOR_MOODS = (
    {"time": "morning", "weather": "clear", "mood": "tender"},
    {"time": "night", "weather": "snow", "mood": "lonely"},
)
_SKY_MOODS = (
    {"time": "night", "weather": "clear", "mood": "awe"},
    {"time": "dusk", "weather": "clouds", "mood": "lonely"},
)
_ROOMS = {
    *("classroom", "workshop", "library", "laboratory", "kitchen", "station", "studio", "hospital", "stage"),
}
_SKIES = {"space", "night_sky"}
_POSES = (Pose.STANDING, Pose.WALKING, Pose.SITTING, Pose.REACHING)

Cell = tuple[str, np.ndarray[Any, np.dtype[np.uint8]]]


def main() -> None:
    options = _options()
    width, height = (int(side) for side in options.size.split("x"))
    settings = options.settings.split(",") if options.settings else [s.value for s in Setting]
    cells = list(_SHEETS[options.sheet](settings, width, height, options))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(options.out), _sheet(cells, options.columns), [cv2.IMWRITE_JPEG_QUALITY, 88])
    print(f"{options.out}: {len(cells)} pictures")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sheet", choices=list(_SHEETS))
    parser.add_argument("--out", type=Path, default=Path("out/contact-sheet.jpg"))
    parser.add_argument("--settings", default="", help="some of them, with commas between; all by default")
    parser.add_argument("--size", default="480x270")
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--candidates", type=int, default=8)
    return parser.parse_args()


def _moods(setting: str) -> tuple[dict[str, str], ...]:
    """Two that differ, others for each setting."""
    if setting in _ROOMS:
        return _INDOOR_MOODS
    if setting in _SKIES:
        return _SKY_MOODS
    n = _number(setting)
    return _BY_DAY[n % len(_BY_DAY)], _BY_NIGHT[n // 5 % len(_BY_NIGHT)]


def _number(setting: str) -> int:
    return zlib.crc32(setting.encode())


def _request(setting: str, width: int, height: int, seed: int, **spec: Any) -> RenderRequest:
    whole = {
        "setting": setting,
        "camera": CameraMove.PUSH_IN.value,
        "hero": Pose.STANDING.value,
        "props": [],
        "duration_frames": _DURATION,
        **spec,
    }
    return parse_request(json.dumps(whole), seed, width, height, _FPS, [_DURATION // 2])


def _settings(settings: list[str], width: int, height: int, options: argparse.Namespace) -> Iterator[Cell]:
    """Every setting in two moods; between them all shots and some poses."""
    renderer = Renderer(cached_scenes=1)
    for setting in settings:
        first = _number(setting)
        for n, mood in enumerate(_moods(setting)):
            shot = (Shot.WIDE, (Shot.MEDIUM, Shot.CLOSE, Shot.WIDE)[first % 3])[n]
            wanted = _request(
                setting,
                width,
                height,
                options.seed + first % 97 + n,
                hero=_POSES[(first // 7 + n) % len(_POSES)],
                shot=shot,
                **mood,
            )
            yield (
                f"{setting}, {mood['time']}, {mood['mood']}",
                _picture(renderer.frame(wanted, _DURATION // 2)),
            )


def _shots(settings: list[str], width: int, height: int, options: argparse.Namespace) -> Iterator[Cell]:
    """Each setting's two moods as wide, medium and close shots."""
    renderer = Renderer(cached_scenes=1)
    for setting in settings:
        for mood in _moods(setting):
            for shot in (Shot.WIDE, Shot.MEDIUM, Shot.CLOSE):
                wanted = _request(setting, width, height, options.seed, shot=shot.value, **mood)
                yield f"{setting}, {shot}", _picture(renderer.frame(wanted, _DURATION // 2))


def _candidates(settings: list[str], width: int, height: int, options: argparse.Namespace) -> Iterator[Cell]:
    """The compositions that are tried for a scene, the best first, with the parts of their scores."""
    for setting in settings:
        wanted = _request(
            setting, width, height, options.seed, candidates=options.candidates, **_moods(setting)[0]
        )
        tried = sorted(candidates(wanted), key=lambda one: -one[1].total)
        for candidate, score in tried:
            parts = " ".join(f"{name} {part:.2f}" for name, part in asdict(score).items())
            print(f"{setting}: {score.total:.2f} of {candidate}: {parts}")
            scene = shoot(wanted, build(wanted, candidate.layout), candidate.framing)
            yield f"{setting} {score.total:.2f}", _picture(scene.frame(_DURATION // 2))


_SHEETS = {"settings": _settings, "shots": _shots, "candidates": _candidates}


def _picture(frame: np.ndarray[Any, np.dtype[np.uint8]]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.asarray(cv2.cvtColor(frame, cv2.COLOR_YUV2BGR_I420), np.uint8)


def _sheet(cells: list[Cell], columns: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The pictures in rows, each with its name below."""
    height, width = cells[0][1].shape[:2]
    strip, gap = 22, 6
    named = []
    for name, picture in cells:
        cell = np.full((height + strip + gap, width + gap, 3), 18, np.uint8)
        cell[:height, :width] = picture
        size = min(0.45, 0.45 * width / (8.2 * len(name)))
        cv2.putText(cell, name, (4, height + 15), 0, size, (205, 205, 205), 1, cv2.LINE_AA)
        named.append(cell)
    while len(named) % columns:
        named.append(np.full_like(named[0], 18))
    rows = [np.hstack(named[i : i + columns]) for i in range(0, len(named), columns)]
    return np.asarray(np.vstack(rows), np.uint8)


if __name__ == "__main__":
    main()
