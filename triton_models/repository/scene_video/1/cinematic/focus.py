"""Depth of field: what is nearer or farther than the hero gets soft, once, when it is painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from cinematic.camera import Camera, Subject
from cinematic.figures import Hero
from cinematic.framing import Edges
from cinematic.layers import Canvas, Layer, cut, dither
from cinematic.light import Light
from cinematic.scene import Element
from cinematic.spec import Shot


@dataclass(frozen=True, slots=True)
class Focus:
    """How soft things get that are not as far away as the hero: sigma at infinity, in design units."""

    behind: float
    before: float


FOCUS = {
    Shot.WIDE: Focus(behind=0.0, before=4.0),
    Shot.MEDIUM: Focus(behind=4.5, before=7.0),
    Shot.CLOSE: Focus(behind=9.0, before=12.0),
}


def soft_until(elements: Sequence[Element], subject: Subject, shot: Shot = Shot.MEDIUM) -> int:
    """How many elements, from the back, lie well behind the subject; in a close shot, all that lie behind."""
    nearest = subject.depth - (1e-6 if shot is Shot.CLOSE else 0.07)
    for n, element in enumerate(elements):
        if isinstance(element, Hero) or (isinstance(element, Layer) and element.depth > nearest):
            return n
    return len(elements)


_SKY = 0.16
"""Nothing that is farther away than this has a sharp edge, but for stars."""
_FINE_FROM = 480
"""Rows of a frame from which on half of them still show a cloud as it is."""


def sky_until(elements: Sequence[Element], canvas: Canvas, light: Light) -> int:
    """How many elements, from the back, are a day's sky: soft in itself, so that half its size shows all."""
    if light.stars > 0.25 or canvas.height < _FINE_FROM:
        return 0
    for n, element in enumerate(elements):
        if (isinstance(element, Layer) and element.depth >= _SKY) or isinstance(element, Hero):
            return n
    return 0


_ENLARGED, _SMOOTH = 2.2, 0.75


def in_focus(elements: Sequence[Element], camera: Camera, canvas: Canvas, focus: Focus) -> list[Element]:
    """The elements with a depth of field: blur grows with the difference of depth, as in a lens."""
    held = camera.subject.depth
    view = camera.view(camera.duration_frames / 2)
    out: list[Element] = []
    for element in elements:
        if isinstance(element, Layer):
            off = (held - element.depth) / held
            sigma = focus.behind * off if off > 0 else focus.before * -off
            if off < 0 and element.depth < 0.98:
                sigma *= 0.5
            scale = view.place(element.depth)[0]
            blurred = sigma * canvas.unit / scale
            # enlarged this much, a layer would show its pixels
            smooth = _SMOOTH if scale > _ENLARGED else 0.0
            out.append(defocus(canvas, element, max(blurred, smooth)))
        else:
            out.append(element)
    return out


def edges_of(layers: Iterable[Layer]) -> list[Edges]:
    found = {}
    for layer in layers:
        used = layer.hi > layer.lo
        width = layer.src.shape[1]
        key = Edges(
            depth=layer.depth,
            left=bool((used & (layer.lo == 0)).any()),
            right=bool((used & (layer.hi >= width)).any()),
            top=layer.top == 0,
            bottom=layer.reaches_bottom,
        )
        found[key] = key
    return list(found)


def defocus(canvas: Canvas, layer: Layer, sigma: float) -> Layer:
    """The layer out of focus by a blur of sigma canvas pixels, kept as small as its softness allows."""
    if sigma < 0.35:
        return layer
    k = 1 if sigma < 1.8 else 2 if sigma < 4.5 else 4
    h, w = layer.src.shape
    reach = -(-int(np.ceil(sigma * 3)) // k) * k
    above = 0 if layer.top == 0 else min(layer.top, reach + (layer.top - reach) % k)
    below = 0 if layer.reaches_bottom else reach
    below += -(h + above + below) % k
    beyond = -w % k
    picture = layer.src.view(np.uint8).reshape(h, w, 4)
    kind = cv2.BORDER_CONSTANT
    padded = cv2.copyMakeBorder(
        picture, above, 0 if layer.reaches_bottom else below, 0, 0, kind, value=(0, 0, 0, 0)
    )
    if layer.reaches_bottom and below:
        padded = cv2.copyMakeBorder(padded, 0, below, 0, 0, cv2.BORDER_REPLICATE)
    if beyond:
        padded = cv2.copyMakeBorder(padded, 0, 0, 0, beyond, cv2.BORDER_REPLICATE)
    if k > 1:
        size = (padded.shape[1] // k, padded.shape[0] // k)
        padded = cv2.resize(padded, size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(padded.astype(np.float32), (0, 0), sigma / k, borderType=cv2.BORDER_REPLICATE)
    soft = np.where(soft > 0.02, soft + dither(*soft.shape[:2]), 0)
    small = np.clip(np.rint(soft), 0, 255).astype(np.uint8)
    small[..., 3] = np.where(soft[..., 3] > 254.2, 255, small[..., 3])
    if not layer.glow:
        small[..., :3] = np.minimum(small[..., :3], small[..., 3:])
    rows = layer.sway_rows
    if len(rows) > 1:
        rows = np.pad(rows, (above, below), mode="edge")[k // 2 :: k][: small.shape[0]] / np.float32(k)
    return cut(
        canvas,
        replace(
            layer,
            src=small.view(np.uint32)[..., 0],
            top=(layer.top - above) // k,
            sway_rows=np.asarray(rows, np.float32),
            shrink=layer.shrink * k,
        ),
    )
