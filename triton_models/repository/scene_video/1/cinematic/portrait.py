"""A real person in a scene: cut out of a photo, placed as the hero, lit by what is around them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from cinematic.arrays import F32, U8, blur, luma, mix, smooth
from cinematic.camera import CHEST, Framing, Subject
from cinematic.cutout import Portrait
from cinematic.layers import FRAME_HEIGHT, Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.spec import Shot
from cinematic.vectors import rim

_BELOW = 84.0
"""How far below the frame a person ends before the camera moves, in design units."""
_BREATH = 0.9
"""How far breathing lifts the shoulders, in design units."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: in the frame before the camera moves, and on the canvas."""

    subject: Subject
    framing: Framing
    x: float
    """Of the person's middle, in design units of the canvas."""
    bottom: float
    """Of their lower edge."""
    height: float
    """From the lower edge to the top of the head."""


_SIZES = {Shot.MEDIUM: (0.63, 205.0, 1.10, 0.86), Shot.CLOSE: (0.84, 265.0, 1.24, 0.62)}
"""Of each shot: share of the frame's height that is filled, width of the head at most (design units), how
much nearer the lens is than painted, and how far from the middle the person stands (in thirds)."""


def stand(
    portrait: Portrait,
    shot: Shot,
    canvas: Canvas,
    *,
    side: float,
    depth: float,
    horizon: float,
    larger: float = 1.0,
    farther: float = 1.0,
) -> Standing:
    """Where the person belongs: on a third, head and shoulders, the horizon behind their neck.

    Args:
        side: -1 left, 1 right: which third.
        horizon: in design units of the canvas, from its top.
        larger, farther: how this composition differs from the usual one: in size, and from the middle.
    """
    share, widest, scale, across = _SIZES[shot]
    frame_w = canvas.width / canvas.unit
    height = share * larger * FRAME_HEIGHT + _BELOW
    head = _head_width(portrait) * height
    # in tall frames the shoulders would fill everything
    narrow = 0.44 if shot is Shot.CLOSE else 0.34
    height *= float(min(1.0, widest / head, narrow * frame_w / head))
    room = max(0.0, frame_w / 2 - 0.70 * _head_width(portrait) * height)
    x = side * min(across * farther * frame_w / 3, room)
    bottom = FRAME_HEIGHT / 2 + _BELOW
    # the camera holds on to the face, so that coming nearer doesn't cut the hair off
    held = bottom - 0.62 * height
    painted = height / scale
    subject = Subject(
        depth=depth,
        height=painted,
        feet=held / scale + CHEST * painted,
        x_at=lambda _: x / scale,
    )
    far = 0.14 / depth
    line = (horizon - canvas.dh / 2) * (1 + (scale - 1) * far)
    neck = bottom - 0.45 * height
    tilt = float(np.clip((neck - line) / (1 - far), -110, 110))
    framing = Framing(scale=scale, x=x, y=held, follow=0.0, tilt=tilt, reach=0.5)
    return Standing(subject, framing, canvas.dw / 2 + x / scale, canvas.dh / 2 + bottom / scale, painted)


def _head_width(portrait: Portrait) -> float:
    """Width of the head in shares of the cut-out's height: of the upper third's broadest row."""
    solid = portrait.rgba[..., 3] > 127
    height = solid.shape[0]
    widths = solid[: max(1, round(height * 0.3))].sum(1)
    return max(0.08, float(widths.max()) / float(height))


def portrait_layer(
    portrait: Portrait, standing: Standing, canvas: Canvas, light: Light, plate: F32, side: float
) -> Layer:
    """The person as a layer of the scene.

    Args:
        plate: what the frame shows behind the person, BGR 0..1, at any size.
        side: -1 or 1: where the light stands.
    """
    u = canvas.unit
    source_h, source_w = portrait.rgba.shape[:2]
    height = max(8, round(standing.height * u))
    width = max(8, round(source_w / source_h * standing.height * u))
    rgb, alpha = _scaled(portrait.rgba, width, height)
    alpha = _without_cuts(alpha)
    behind = _behind(plate, standing, canvas, (width, height))
    lit = _relit(rgb, alpha, behind, plate, light, u, _side(plate, side))
    left, top = round(standing.x * u - width / 2), round(standing.bottom * u) - height
    return _on_canvas(canvas, lit, alpha, left, top, standing.subject.depth)


def _scaled(rgba: U8, width: int, height: int) -> tuple[F32, F32]:
    """Colours (BGR, 0..1, not premultiplied) and alpha at a size; colours don't bleed in from nowhere."""
    source = rgba.astype(np.float32) / np.float32(255)
    premultiplied = np.dstack([source[..., 2::-1] * source[..., 3:], source[..., 3]])
    shrinks = height < rgba.shape[0]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    small = np.asarray(cv2.resize(premultiplied, (width, height), interpolation=how), np.float32)
    alpha = np.clip(small[..., 3], 0, 1)
    rgb = np.clip(small[..., :3] / np.maximum(alpha, np.float32(0.02))[..., None], 0, 1)
    return np.asarray(rgb, np.float32), alpha


def _without_cuts(alpha: F32) -> F32:
    """The photo's own edges, where they cut through the person, made to fade; a little less of every edge."""
    height, width = alpha.shape
    x = np.linspace(0, 1, width, dtype=np.float32)[None]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    fade = np.ones_like(alpha)
    if alpha[:, :2].mean() > 0.01:
        fade = fade * smooth(0.0, 0.10, x)
    if alpha[:, -2:].mean() > 0.01:
        fade = fade * smooth(1.0, 0.90, x)
    if alpha[:2].mean() > 0.01:
        fade = fade * smooth(0.0, 0.05, y)
    fade = fade * smooth(1.0, 0.86, y)
    inner = np.clip((alpha - np.float32(0.10)) / np.float32(0.86), 0, 1)
    return np.asarray(inner * fade, np.float32)


def _behind(plate: F32, standing: Standing, canvas: Canvas, size: tuple[int, int]) -> F32:
    """What lies behind the person, far out of focus, at the size of the person's picture."""
    h, w = plate.shape[:2]
    scale = standing.framing.scale
    wide = size[0] / canvas.unit * scale
    frame_w = canvas.width / canvas.unit
    left = (standing.framing.x - wide / 2 + frame_w / 2) / frame_w
    right = left + wide / frame_w
    top = (FRAME_HEIGHT + _BELOW - standing.height * scale) / FRAME_HEIGHT
    soft = blur(plate, 0.03 * h)
    at = np.array(
        [[size[0] / ((right - left) * w), 0, -left * size[0] / (right - left)], [0, 0, 0]], np.float32
    )
    low = 1 + _BELOW / FRAME_HEIGHT
    at[1] = (0, size[1] / ((low - top) * h), -top * size[1] / (low - top))
    return np.asarray(
        cv2.warpAffine(soft, at, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def _side(plate: F32, side: float) -> float:
    """Where the light comes from: from the clearly brighter half of the frame, else as the scene says."""
    middle = plate.shape[1] // 2
    upper = plate[: plate.shape[0] * 3 // 4]
    left, right = _bright(upper[:, :middle]), _bright(upper[:, middle:])
    if max(left, right) > 1.15 * min(left, right):
        return 1.0 if right > left else -1.0
    return side


def _bright(part: F32) -> float:
    """How much light comes from a part of the frame: what is bright there counts most."""
    return float((part.max(2) ** 3).mean()) + 1e-3


def _relit(rgb: F32, alpha: F32, behind: F32, plate: F32, light: Light, unit: float, side: float) -> F32:
    """The person under the light of the scene."""
    height = alpha.shape[0]
    solid = alpha > 0.9
    albedo = _flat(rgb, alpha, solid, height)
    facing = _facing(alpha, albedo, height, side)
    around = behind[solid].mean(0) if solid.any() else behind.mean((0, 1))
    key = _hue(mix(_hue(light.key, 1.0), _hue(_brightest(plate), 1.0), 0.4), 0.80)
    fill = _hue(mix(_hue(light.ambient, 1.0), _hue(around, 1.0), 0.5), 0.48)
    level = luma(np.asarray(around, np.float32))
    backlit = 0.75 if light.dark else 0.55
    lit = albedo * (fill * np.float32(0.52) + key * (facing * np.float32(1.25 - 0.45 * backlit))[..., None])
    grey = np.asarray((lit @ _LUMA)[..., None], np.float32)
    lit = mix(grey, lit, 1.16)
    dim = 0.84 if light.dark else 1.0
    lit = _exposed(lit, solid, float(np.clip((0.15 + 0.46 * level) * dim, 0.16, 0.46)))
    lit = np.asarray(lit / (1 + np.maximum(lit - np.float32(0.60), 0) * np.float32(0.55)), np.float32)
    lit = _rimmed(lit, alpha, behind, light, unit, side)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    mist = 0.03 + 0.07 * light.haze + smooth(0.62, 1.0, y) * np.float32(0.22 + 0.20 * light.haze)
    haze = mix(np.broadcast_to(light.fog, lit.shape).astype(np.float32), behind, 0.65)
    return np.asarray(lit + (haze - lit) * mist[..., None], np.float32)


def _flat(
    rgb: F32, alpha: F32, solid: F32 | np.ndarray[tuple[int, int], np.dtype[np.bool_]], height: int
) -> F32:
    """The person with half of the photo's own light taken off, and its noise."""
    clean = cv2.bilateralFilter(rgb, 5, 0.05, max(1.0, height / 400))
    level = np.asarray(clean @ _LUMA, np.float32)
    spread = max(1.0, 0.11 * height)
    shade = blur(level * alpha, spread) / (blur(alpha, spread) + np.float32(1e-3))
    usual = float(np.median(level[solid])) if np.any(solid) else 0.5
    even = (np.float32(usual + 0.08) / (shade + np.float32(0.08))) ** np.float32(0.45)
    gain = np.float32(np.clip(0.50 / max(usual, 0.05), 0.75, 1.5))
    grey = np.asarray(level[..., None], np.float32)
    return np.asarray(np.clip(mix(grey, clean, 0.94) * even[..., None] * gain, 0, 1.1), np.float32)


def _facing(alpha: F32, albedo: F32, height: int, side: float) -> F32:
    """How squarely each place faces the light, 0..1: from the shape's roundness, large and small."""
    total = np.zeros_like(alpha)
    for spread, share in ((0.17, 0.55), (0.08, 0.50), (0.03, 0.25)):
        soft = blur(alpha, max(0.8, spread * height))
        gx = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3)
        gy = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)
        norm = np.float32(
            max(1e-4, float(np.percentile(np.abs(gx)[alpha > 0.5], 88)) if alpha.any() else 1.0)
        )
        total += np.clip((-gx * np.float32(side) + gy * np.float32(0.45)) / norm, -1, 1) * np.float32(share)
    x = np.linspace(-1, 1, alpha.shape[1], dtype=np.float32)[None]
    turn = np.clip(x * np.float32(side * 1.6), -1, 1)
    return np.asarray(np.clip(0.44 + 0.46 * total + 0.16 * turn, 0, 1), np.float32)


_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def _hue(tint: F32, much: float) -> F32:
    """A light's colour at full brightness, with so much of its hue."""
    level = max(luma(np.asarray(tint, np.float32)), 1e-3)
    full = np.asarray(tint, np.float32) / np.float32(level)
    return mix(np.ones(3, np.float32), np.clip(full, 0.35, 2.2), much)


def _brightest(picture: F32) -> F32:
    level = picture.max(2)
    return np.asarray(picture[level >= np.percentile(level, 90)].mean(0), np.float32)


def _exposed(lit: F32, solid: F32 | np.ndarray[tuple[int, int], np.dtype[np.bool_]], wanted: float) -> F32:
    """As bright as the scene lets a face be: its upper half's middle tone comes to `wanted`."""
    upper = np.array(solid)
    upper[solid.shape[0] // 2 :] = False
    if not upper.any():
        return lit
    level = float(np.median(lit[upper] @ _LUMA))
    return np.asarray(lit * np.float32(np.clip(wanted / max(level, 0.02), 0.25, 1.8)), np.float32)


def _rimmed(lit: F32, alpha: F32, behind: F32, light: Light, unit: float, side: float) -> F32:
    """Light along the edges on the light's side, and a little of what is behind around all of them."""
    thin = rim(alpha, -2.2 * unit * side, 1.6 * unit, 0.9 * unit)
    broad = rim(alpha, -9.0 * unit * side, 5.0 * unit, 4.5 * unit)
    edge = np.clip(thin * np.float32(0.95) + broad * np.float32(0.5), 0, 1)
    glow = mix(light.rim, _brightest(behind), 0.3)
    strength = 0.85 if light.dark else 0.62
    wrap = np.clip(1 - blur(alpha, 5.0 * unit), 0, 1) * alpha
    soft = np.clip(lit, 0, 1)
    for amount in (
        (edge * np.float32(strength))[..., None] * glow,
        (wrap * np.float32(0.30))[..., None] * behind,
    ):
        soft = 1 - (1 - soft) * (1 - np.clip(amount, 0, 1))
    return np.asarray(soft, np.float32)


def _on_canvas(canvas: Canvas, rgb: F32, alpha: F32, left: int, top: int, depth: float) -> Layer:
    """The person's picture as a layer as wide as the canvas."""
    height, width = alpha.shape
    y0, y1 = max(0, top), min(canvas.ph, top + height)
    x0, x1 = max(0, left), min(canvas.pw, left + width)
    full = np.zeros((max(2, y1 - y0), canvas.pw, 3), np.float32)
    mask = np.zeros(full.shape[:2], np.float32)
    full[: y1 - y0, x0:x1] = rgb[y0 - top : y1 - top, x0 - left : x1 - left]
    mask[: y1 - y0, x0:x1] = alpha[y0 - top : y1 - top, x0 - left : x1 - left]
    return make_layer(canvas, full, mask, depth, top=y0 / canvas.unit, bob=_BREATH)
