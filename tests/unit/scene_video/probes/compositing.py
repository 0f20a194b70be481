"""How layers come together: against the same in plain floats, and without leaving out what is hidden."""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

from cinematic import compositing, scene, surf
from cinematic.arrays import blur, smooth
from cinematic.layers import Canvas, make_layer
from cinematic.renderer import Renderer
from cinematic.shooting import paint
from cinematic.spec import parse_request

STILL = np.zeros(1, np.float32)
SCENES = (
    ("ocean", "wide", "clear", "push_in"),
    ("city", "close", "rain", "orbit"),
    ("forest", "medium", "wind", "crane_up"),
    ("library", "close", "clear", "pan_left"),
)


def picture(rng, h, w):
    """Soft blots, some of them opaque, premultiplied, with an empty and a solid part."""
    grid = rng.random((4, 5, 4))
    y, x = np.linspace(0, 2.999, h), np.linspace(0, 3.999, w)
    j, i = y.astype(int)[:, None], x.astype(int)[None]
    v, u = (y % 1)[:, None, None], (x % 1)[None, :, None]
    out = (grid[j, i] * (1 - u) + grid[j, i + 1] * u) * (1 - v) + (
        grid[j + 1, i] * (1 - u) + grid[j + 1, i + 1] * u
    ) * v
    out[..., 3] = np.clip(out[..., 3] * 3 - 1, 0, 1)
    out[h // 3 : h // 2, : w // 2, 3] = 1
    out[: h // 4] = 0
    out[..., :3] *= out[..., 3:]
    return np.rint(out * 255).astype(np.uint8)


def expected(under, layer, top, scale, ox, oy, clamp, glow):
    """The same layer laid in floats."""
    height, width = under.shape[:2]
    h, w = layer.shape[:2]
    src = np.pad(layer.astype(float), ((1, 1), (0, 0), (0, 0)))
    if clamp:
        src[0], src[-1] = src[1], src[-2]
    fx = np.clip((np.arange(width) + 0.5 - ox) / scale - 0.5, 0, w - 1)
    fy = np.clip((np.arange(height) + 0.5 - oy) / scale - 0.5 - top, -1, h) + 1
    i, j = np.minimum(fx.astype(int), w - 2), np.minimum(fy.astype(int), h)
    u, v = (fx - i)[None, :, None], (fy - j)[:, None, None]
    rows = src[j] * (1 - v) + src[np.minimum(j + 1, h + 1)] * v
    at = rows[:, i] * (1 - u) + rows[:, i + 1] * u
    laid = at + under * (1 - at[..., 3:] / 255)
    return np.minimum(laid, 255) if glow else laid


def worst_of_laying():
    rng = np.random.default_rng(4)
    canvas = np.zeros((90, 150, 4), np.uint8)
    canvas[...] = (40, 90, 160, 255)
    found = {}
    for scale in (0.55, 1.0, 1.03, 2.7):
        for clamp in (False, True):
            for glow in (False, True):
                layer = picture(rng, 75, 130)
                if glow:
                    layer[..., 3] = 0
                top, ox, oy = 5, 3.37 - 20 * scale, 1.81
                out = canvas.copy()
                src = layer.view(np.uint32)[..., 0]
                compositing.composite(
                    out.view(np.uint32)[..., 0], src, compositing.blocks(src), np.zeros((6, 10), np.uint8),
                    top, int(clamp), int(clamp), scale, ox, oy, int(glow), STILL, STILL,
                )  # fmt: skip
                want = expected(canvas, layer, top, scale, ox, oy, clamp, glow)
                # a place is known to 1/256 of a pixel, and edges are sharp
                off = np.abs(out[..., :3].astype(float) - want[..., :3])
                found[f"{scale} {clamp} {glow}"] = float(off.max())
    return found


def packed():
    """How far a layer is from its colours, and how much of it covers more than its colours may."""
    rng = np.random.default_rng(6)
    canvas = Canvas(160, 90)
    rgb = rng.uniform(-0.2, 1.2, (40, canvas.pw, 3)).astype(np.float32)
    alpha = np.clip(rng.uniform(-0.5, 1.5, (40, canvas.pw)), 0, 1).astype(np.float32)
    alpha[0, 0] = alpha[-1, 0] = 1
    layer = make_layer(canvas, rgb, alpha, 0.5)
    got = layer.src.view(np.uint8).reshape(*layer.src.shape, 4).astype(float)
    want = np.dstack([np.clip(rgb, 0, 1) * alpha[..., None], alpha]) * 255
    return {
        "off": float(np.abs(got - want).max()),
        "brighter": bool((got[..., :3] > got[..., 3:]).any()),
        "opaque": bool((got[..., 3][alpha == 1] == 255).all()),
        "empty": bool((got[alpha == 0] == 0).all()),
        "lo": bool((layer.lo == (layer.src != 0).argmax(1)).all()),
    }


def wide_blurs():
    """By how much a wide blur, which is made small, is off in a picture of edges; 0..255."""
    rng = np.random.default_rng(8)
    edges = np.zeros((200, 301), np.float32)
    for _ in range(40):
        y, x = rng.integers(0, 180), rng.integers(0, 280)
        edges[y : y + 30, x : x + 20] = rng.random()
    off = {}
    for sigma in (4.0, 5.5, 8.0, 13.0):
        # at the sides it depends on how the picture is mirrored there
        differs = np.abs(blur(edges, sigma) - cv2.GaussianBlur(edges, (0, 0), sigma))[16:-16, 16:-16]
        off[str(sigma)] = float(differs.max()) * 255
    return off


def foam():
    """By how much foam is off from its formula, in plain arrays; 0..1."""
    rng = np.random.default_rng(4)
    edge = rng.uniform(10, 40, 90).astype(np.float32)
    d = np.linspace(-60, 90, 70, dtype=np.float32)[:, None] + rng.uniform(-4, 4, (70, 90)).astype(np.float32)
    lace = rng.random((120, 150), dtype=np.float32)
    before = rng.random((70, 90), dtype=np.float32) * np.float32(0.5)
    got = before.copy()
    surf.lay_foam(got, edge, d, lace, 20, 11, 0.25, 18.0, 0.8)
    behind = edge[None] - d
    holes = lace[11:81, 20:110] * 0.75 + lace[12:82, 20:110] * 0.25
    sheet = smooth(0, 5, behind) * np.exp(-behind / 18.0) * smooth(0.34, 0.78, holes)
    wave = np.clip(np.exp(-((behind - 3.0) ** 2) / 22.0) * 0.95 + sheet * 0.9, 0, 1) * 0.8
    return {
        "off": float(np.abs(got - np.maximum(before, wave)).max()),
        "share": float((got > before).mean()),
    }


def bloom():
    """How near a frame with lamps comes to one whose bloom was blurred at its full size, in dB of PSNR."""
    spec = {
        "setting": "ocean", "time": "dusk", "weather": "clear", "mood": "awe", "camera": "still",
        "hero": "absent", "props": [], "duration_frames": 96,
    }  # fmt: skip
    request = parse_request(json.dumps(spec), seed=5, width=1280, height=720, fps=24, indices=[0])
    painted = paint(request)
    frame = painted.compose(40)
    for x in range(90, 1280, 120):
        frame.out[300:306, x : x + 6] = 0xFFFFFFFF
    small = painted.develop(frame).astype(np.float32)
    real = scene.blur

    def whole(light, sigma, **_):
        return np.asarray(cv2.GaussianBlur(light, (0, 0), sigma), np.float32)

    scene.blur = whole
    large = painted.develop(frame).astype(np.float32)
    scene.blur = real
    off = float(np.mean((small - large) ** 2))
    return {"psnr": 10 * float(np.log10(255**2 / max(off, 1e-6))), "told": off > 0}


class Everything:
    """While it is entered, scenes leave nothing out; left_out has the shares that they would."""

    def __init__(self):
        self.left_out = []

    def __enter__(self):
        self._real = scene.Scene._hidden

        def nothing(own, frame, elements, margin=0):
            hidden = self._real(own, frame, elements, margin)
            self.left_out.extend(float(tiles.mean()) for tiles in hidden)
            return [scene.no_tiles(frame.canvas) for _ in elements]

        scene.Scene._hidden = nothing
        return self

    def __exit__(self, *_):
        scene.Scene._hidden = self._real


def hiding():
    """For each scene: whether frames come out the same when nothing is left out, and how much is."""
    found = {}
    for setting, shot, weather, camera in SCENES:
        spec = {
            "setting": setting, "time": "dusk", "weather": weather, "mood": "calm", "camera": camera,
            "hero": "walking", "props": [], "duration_frames": 96, "shot": shot,
        }  # fmt: skip
        request = parse_request(json.dumps(spec), seed=5, width=640, height=360, fps=24, indices=[0])
        renderer = Renderer(cached_scenes=1)
        frames = [renderer.frame(request, index) for index in (0, 60)]
        with Everything() as everything:
            again = [renderer.frame(request, index) for index in (0, 60)]
        same = all((a == b).all() for a, b in zip(frames, again, strict=True))
        found[setting] = {"same": bool(same), "left_out": float(np.mean(everything.left_out))}
    return found


def main(out):
    out.write_text(
        json.dumps(
            {
                "laying": worst_of_laying(),
                "packed": packed(),
                "hiding": hiding(),
                "blurs": wide_blurs(),
                "bloom": bloom(),
                "foam": foam(),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
