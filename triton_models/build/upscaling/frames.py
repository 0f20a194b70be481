"""What the network learns from: frames of our own renderer, and the same at half their size.

Runs in the models' environment, which has the renderer; `collect` writes luma planes that training reads.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

RENDERER = Path(__file__).parents[2] / "repository" / "scene_video" / "1"
WIDTH, HEIGHT = 1280, 720
HELD_OUT_EVERY = 5
"""Each fifth scene is only for judging, of other seeds than those to learn from."""

U8 = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture to render."""

    setting: str
    time: str
    weather: str
    mood: str
    hero: str
    seed: int
    held_out: bool


def scenes(variants: int) -> Iterator[Scene]:
    """So many pictures of each setting, over all hours, weathers, moods and poses."""
    sys.path.insert(0, str(RENDERER))
    from cinematic.spec import Mood, Pose, Setting, Time, Weather

    number = 0
    for variant in range(variants):
        for setting in Setting:
            yield Scene(
                setting=setting.value,
                time=list(Time)[number % len(Time)].value,
                weather=list(Weather)[number * 5 % len(Weather)].value,
                mood=list(Mood)[number * 3 % len(Mood)].value,
                hero=list(Pose)[number % len(Pose)].value,
                seed=1000 * variant + number,
                held_out=number % HELD_OUT_EVERY == 0,
            )
            number += 1


def collect(folder: Path, variants: int) -> None:
    """Renders what isn't there yet: one PNG of luma a scene, and a list of them."""
    sys.path.insert(0, str(RENDERER))
    from cinematic.renderer import Renderer
    from cinematic.spec import parse_request

    folder.mkdir(parents=True, exist_ok=True)
    renderer = Renderer(cached_scenes=1, threads=1)
    listed = []
    for number, scene in enumerate(scenes(variants)):
        path = folder / f"{number:04}.png"
        listed.append({"file": path.name, **asdict(scene)})
        if path.exists():
            continue
        spec = {
            **{name: getattr(scene, name) for name in ("setting", "time", "weather", "mood", "hero")},
            "camera": "push_in", "props": [], "duration_frames": 144,
        }  # fmt: skip
        request = parse_request(json.dumps(spec), scene.seed, WIDTH, HEIGHT, 24, [60])
        cv2.imwrite(str(path), renderer.frame(request, 60)[:HEIGHT])
        print(f"{number + 1}: {scene.setting}", flush=True)
    (folder / "scenes.json").write_text(json.dumps(listed, indent=1), encoding="utf-8")


def read(folder: Path) -> tuple[list[U8], list[U8]]:
    """Luma planes to learn from, and those held out."""
    listed = json.loads((folder / "scenes.json").read_text(encoding="utf-8"))
    learnt: list[U8] = []
    held: list[U8] = []
    for scene in listed:
        plane = np.asarray(cv2.imread(str(folder / scene["file"]), cv2.IMREAD_GRAYSCALE), np.uint8)
        (held if scene["held_out"] else learnt).append(plane)
    return learnt, held


def halved(plane: U8) -> U8:
    """A plane at half its width and height, each pixel the mean of four."""
    size = (plane.shape[1] // 2, plane.shape[0] // 2)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)


if __name__ == "__main__":
    collect(Path(sys.argv[1]), int(sys.argv[2]))
