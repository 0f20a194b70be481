"""Paints every place of the built settings small, then again or upright; writes what they look like."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "triton_models" / "repository" / "scene_video" / "1"))

import numpy as np  # noqa: E402
from cinematic import city, gardens, roads, sports, theatre, villages  # noqa: E402
from cinematic.camera import View  # noqa: E402
from cinematic.layers import Canvas, make_layer  # noqa: E402
from cinematic.renderer import Renderer  # noqa: E402
from cinematic.scene import Frame  # noqa: E402
from cinematic.spec import Setting, parse_request  # noqa: E402
from cinematic.stages import PAINTERS  # noqa: E402
from cinematic.vista import _MARGIN, Tilted, Vista  # noqa: E402

PLACES = {
    Setting.CITY: city.PLACES,
    Setting.VILLAGE: villages.VILLAGES,
    Setting.GARDEN: gardens.GARDENS,
    Setting.ROAD: roads.ROADS,
    Setting.SPORTS_GROUND: sports.GROUNDS,
    Setting.STAGE: theatre.STAGES,
}


def main(out: Path) -> None:
    found: dict[str, object] = {}
    for setting, places in PLACES.items():
        pictures = []
        for k, place in enumerate(places):
            PAINTERS[setting] = place
            first = picture(setting, (128, 72))
            pictures.append(first)
            other = picture(setting, (72, 128)) if k % 2 else picture(setting, (128, 72))
            found[f"{setting}/{place.__name__}"] = {
                "same": bool(k % 2 or (first == other).all()),
                "spread": min(float(first.astype(float).std()), float(other.astype(float).std())),
            }
        found[f"{setting}"] = min(
            float(np.abs(a.astype(float) - b.astype(float)).mean())
            for k, a in enumerate(pictures)
            for b in pictures[:k]
        )
    found["slide"] = slide()
    out.write_text(json.dumps(found))


def picture(setting: Setting, size: tuple[int, int]) -> np.ndarray:
    spec = {
        "setting": setting,
        "time": "dusk",
        "weather": "clear",
        "mood": "hopeful",
        "camera": "pan_left",
        "hero": "walking",
        "props": [],
        "duration_frames": 96,
        "shot": "wide",
    }
    request = parse_request(json.dumps(spec), 5, *size, 24, [30])
    return Renderer(cached_scenes=1, threads=1).frame(request, 30)[: size[1]]


def slide() -> float:
    """How far a mark on the ground ends up from the foot of what stands on it, in pixels, at worst."""
    c = Canvas(320, 180)
    v = Vista(cx=c.dw / 2, horizon=500.0, eye=2.4)
    worst = 0.0
    top = v.horizon + 20
    margin = c.px(_MARGIN)
    rows = c.ph - c.row(top)
    z = np.array([v.z_of((c.row(top) + k + 0.5) / c.unit) for k in range(rows)])
    depths = np.array([v.depth(float(value)) for value in z])
    for distance in (8.0, 14.0, 25.0):
        x, y = v.at(0.8, 0.0, distance)
        rgb = np.zeros((rows, c.pw + 2 * margin, 3), np.float32)
        column = round(x * c.unit) + margin
        rgb[:, column - 1 : column + 2] = 1
        ground = Tilted(make_layer(c, rgb, np.ones(rgb.shape[:2], np.float32), 0.7, top=top), depths, margin)
        for view in (View(90, 0, 1.0, 0), View(-90, 10, 1.15, 0), View(0, 0, 1.1, 80)):
            frame = Frame(
                out=np.zeros((c.height, c.width), np.uint32),
                canvas=c,
                paper=c,
                view=view,
                t=0.0,
                index=0,
                seconds=4.0,
                gust=np.zeros(c.width, np.float32),
            )
            ground.draw(frame)
            fx, fy, _ = frame.at(v.depth(distance), x, y)
            line = (frame.out[int(fy)] & np.uint32(0xFF)).astype(float)
            if line.max() > 60:
                seen = float((np.arange(len(line)) + 0.5) @ line / line.sum())
                worst = max(worst, abs(seen - fx))
            else:
                worst = 99.0
    return worst


if __name__ == "__main__":
    main(Path(sys.argv[1]))
