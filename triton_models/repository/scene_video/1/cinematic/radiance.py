"""Kernels of the light in a room: windows, sun, lamps, the shadows of boxes, and sunlight in the air.

All positions are in metres of the room; light is linear BGR. A box shades softly: the longer a ray's way
through the box swollen by the light's apparent size, the darker it gets. A pane is a row of x, y, z of its
middle, its normal into the room, half its width and height, how many panes its bars make across and up, and 1
for an arch.
"""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, I32, Floats
from cinematic.jit import kernel


@kernel
def _through(
    px: float, py: float, pz: float, dx: float, dy: float, dz: float, far: float, soft: float, boxes: F32
) -> float:
    """Share of light that reaches p from p + d * far (d of unit length) past the boxes."""
    seen = 1.0
    ix = 1.0 / (dx if abs(dx) > 1e-6 else 1e-6)
    iy = 1.0 / (dy if abs(dy) > 1e-6 else 1e-6)
    iz = 1.0 / (dz if abs(dz) > 1e-6 else 1e-6)
    for k in range(boxes.shape[0]):
        ox = px - boxes[k, 0]
        oy = py - boxes[k, 1]
        oz = pz - boxes[k, 2]
        hx = boxes[k, 3]
        hy = boxes[k, 4]
        hz = boxes[k, 5]
        # a surface does not shade itself: skip the box that p lies on
        if abs(ox) < hx + 0.012 and abs(oy) < hy + 0.012 and abs(oz) < hz + 0.012:
            continue
        ax = abs(ix) * (hx + soft)
        ay = abs(iy) * (hy + soft)
        az = abs(iz) * (hz + soft)
        near = max(-ix * ox - ax, max(-iy * oy - ay, -iz * oz - az))
        end = min(-ix * ox + ax, min(-iy * oy + ay, -iz * oz + az))
        near = max(near, 0.0)
        end = min(end, far)
        if end > near:
            t = min(1.0, (end - near) / (soft * 3.0 + 0.002))
            seen *= 1.0 - t * t * (3.0 - 2.0 * t)
            if seen < 0.01:
                return 0.0
    return seen


@kernel
def _occlusion(
    px: float, py: float, pz: float, nx: float, ny: float, nz: float, boxes: F32, room: F32
) -> float:
    """How open a point is to the light that comes from everywhere: corners and what stands near darken it."""
    seen = 1.0
    for axis in range(3):
        p = px if axis == 0 else (py if axis == 1 else pz)
        n = nx if axis == 0 else (ny if axis == 1 else nz)
        if abs(n) < 0.7:
            seen *= 1.0 - 0.34 * math.exp(-abs(p - room[axis]) / 0.32)
            seen *= 1.0 - 0.34 * math.exp(-abs(room[axis + 3] - p) / 0.32)
    for k in range(boxes.shape[0]):
        vx = min(max(px, boxes[k, 0] - boxes[k, 3]), boxes[k, 0] + boxes[k, 3]) - px
        vy = min(max(py, boxes[k, 1] - boxes[k, 4]), boxes[k, 1] + boxes[k, 4]) - py
        vz = min(max(pz, boxes[k, 2] - boxes[k, 5]), boxes[k, 2] + boxes[k, 5]) - pz
        d2 = vx * vx + vy * vy + vz * vz
        if d2 > 1.0 or d2 < 1e-5:
            continue
        d = math.sqrt(d2)
        facing = (vx * nx + vy * ny + vz * nz) / d
        if facing < -0.2:
            continue
        size = min(1.0, (boxes[k, 3] + boxes[k, 4] + boxes[k, 5]) * 0.9)
        seen *= 1.0 - 0.55 * size * min(1.0, facing + 0.35) * math.exp(-d / 0.22)
    return seen


@kernel
def _in_window(qa: float, qb: float, pane: F32, soft: float) -> float:
    """1 where a point of a window's plane (metres from its middle) lets light through, 0 on wall and bars."""
    hw = pane[6]
    hh = pane[7]
    t = min(1.0, max(0.0, (hw - abs(qa)) / soft + 0.5)) * min(1.0, max(0.0, (hh - abs(qb)) / soft + 0.5))
    if t <= 0.0:
        return 0.0
    if pane[10] > 0.5 and qb > hh - hw:
        d = math.hypot(qa, qb - (hh - hw))
        t *= min(1.0, max(0.0, (hw - d) / soft + 0.5))
    for axis in range(2):
        n = pane[8 + axis]
        if n < 1.5:
            continue
        f = ((qa / hw if axis == 0 else qb / hh) * 0.5 + 0.5) * n
        d = abs(f - math.floor(f + 0.5)) * 2.0 * (hw if axis == 0 else hh) / n
        cell = 2.0 * (hw if axis == 0 else hh) / n
        if soft < cell:
            t *= min(1.0, max(0.0, (d - 0.022) / soft + 0.5))
    return float(t)


@kernel
def _sunlit(px: float, py: float, pz: float, sun: F32, panes: F32) -> tuple[float, float]:
    """(share of the sun that the windows let through to p, distance to that window)."""
    for w in range(panes.shape[0]):
        nx = panes[w, 3]
        nz = panes[w, 5]
        down = sun[0] * nx + sun[2] * nz
        if down > -0.02:
            continue
        t = ((panes[w, 0] - px) * nx + (panes[w, 2] - pz) * nz) / down
        if t <= 0.0:
            continue
        qx = px + sun[0] * t - panes[w, 0]
        qb = py + sun[1] * t - panes[w, 1]
        qz = pz + sun[2] * t - panes[w, 2]
        qa = qx * nz - qz * nx
        lit = _in_window(qa, qb, panes[w], 0.012 + 0.016 * t)
        if lit > 0.0:
            return lit, t
    return 0.0, 0.0


@kernel
def _arriving(
    px: float,
    py: float,
    pz: float,
    nx: float,
    ny: float,
    nz: float,
    lamps: F32,
    panes: F32,
    sky: F32,
    ambient: F32,
    boxes: F32,
    room: F32,
    out: F32,
) -> None:
    """Light that arrives at a point from everywhere but the sun."""
    open_ = _occlusion(px, py, pz, nx, ny, nz, boxes, room)
    up = 0.86 + 0.14 * ny
    for c in range(3):
        out[c] = ambient[c] * open_ * up
    for k in range(lamps.shape[0]):
        vx = lamps[k, 0] - px
        vy = lamps[k, 1] - py
        vz = lamps[k, 2] - pz
        d2 = vx * vx + vy * vy + vz * vz
        d = math.sqrt(d2) + 1e-6
        vx /= d
        vy /= d
        vz /= d
        facing = max(0.0, (vx * nx + vy * ny + vz * nz) * 0.88 + 0.12)
        if facing <= 0.0:
            continue
        if lamps[k, 7] > 0.5:  # a shade: light goes down, a little of it everywhere
            t = min(1.0, max(0.0, (vy - 0.10) / 0.55))
            facing *= 0.10 + 0.90 * t * t * (3.0 - 2.0 * t)
        level = facing / (d2 + lamps[k, 6] * lamps[k, 6])
        strength = level * (lamps[k, 3] + lamps[k, 4] + lamps[k, 5])
        if lamps[k, 8] > 0.5 and strength > 0.015 * (out[0] + out[1] + out[2]):
            level *= 0.06 + 0.94 * _through(px, py, pz, vx, vy, vz, d - 0.05, 0.02 + 0.02 * d, boxes)
        level *= 0.6 + 0.4 * open_
        for c in range(3):
            out[c] += lamps[k, 3 + c] * level
    for w in range(panes.shape[0]):
        vx = panes[w, 0] - px
        vy = panes[w, 1] - py
        vz = panes[w, 2] - pz
        d2 = vx * vx + vy * vy + vz * vz
        d = math.sqrt(d2) + 1e-6
        vx /= d
        vy /= d
        vz /= d
        leaving = -(vx * panes[w, 3] + vz * panes[w, 5]) * 0.85 + 0.15
        facing = (vx * nx + vy * ny + vz * nz) * 0.75 + 0.25
        if leaving <= 0.0 or facing <= 0.0:
            continue
        area = 4.0 * panes[w, 6] * panes[w, 7]
        level = facing * leaving * area / (d2 + area * 0.5) * 0.6
        if level > 0.01:
            level *= 0.25 + 0.75 * _through(px, py, pz, vx, vy, vz, d, 0.10 + 0.05 * d, boxes)
        level *= 0.45 + 0.55 * open_
        for c in range(3):
            out[c] += sky[c] * level


@kernel
def irradiance(
    inv: F32,
    ids: I32,
    normal: Floats,
    about: Floats,
    rays: Floats,
    lamps: F32,
    panes: F32,
    sky: F32,
    ambient: F32,
    sun: F32,
    sunlight: F32,
    boxes: F32,
    room: F32,
    upside_down: int,
    step: int,
    out: F32,
) -> None:
    """The light that arrives at each pixel's surface.

    rays: (x of the lens, height, cos, sin of its turn, x0, y0, per sample): where samples look, one metre
    ahead. about: (facets, 4): what a smooth normal points away from; the last is 0 for flat, 1 for a centre,
    2 for an upright axis. Everything but the sun is worked out at every `step`-th pixel and drawn out between
    those that see the same facet. upside_down: the samples see the room mirrored in its floor.
    """
    height, width = out.shape[0], out.shape[1]
    gh = (height + step - 1) // step + 1
    gw = (width + step - 1) // step + 1
    grid = np.zeros((gh, gw, 3), np.float32)
    seen = np.zeros((gh, gw), np.int32)
    p = np.empty(6, np.float64)
    light = np.empty(3, np.float32)
    for gy in range(gh):
        y = min(gy * step, height - 1)
        for gx in range(gw):
            x = min(gx * step, width - 1)
            k = ids[y * 2, x * 2] - 1
            if k < 0:
                continue
            _where(inv, x * 2, y * 2, k, normal, about, rays, upside_down, p)
            _arriving(
                p[0], p[1], p[2], p[3], p[4], p[5], lamps, panes, sky, ambient, boxes, room, grid[gy, gx]
            )
            seen[gy, gx] = k + 1
    for y in range(height):
        for x in range(width):
            k = ids[y * 2, x * 2] - 1
            other = ids[y * 2 + 1, x * 2 + 1] - 1
            if k < 0:
                k = other
                j, i = y * 2 + 1, x * 2 + 1
                if k < 0:
                    k = ids[y * 2 + 1, x * 2] - 1
                    j, i = y * 2 + 1, x * 2
                if k < 0:
                    k = ids[y * 2, x * 2 + 1] - 1
                    j, i = y * 2, x * 2 + 1
                if k < 0:
                    continue
                other = k
            else:
                j, i = y * 2, x * 2
            if other < 0:
                other = k
            _where(inv, i, j, k, normal, about, rays, upside_down, p)
            if not _drawn_out(grid, seen, x, y, step, k, about, light):
                _arriving(p[0], p[1], p[2], p[3], p[4], p[5], lamps, panes, sky, ambient, boxes, room, light)
            facing = p[3] * sun[0] + p[4] * sun[1] + p[5] * sun[2]
            if facing > 0.0 and sun[3] > 0.0:
                lit, far = _sunlit(p[0], p[1], p[2], sun, panes)
                if lit > 0.0:
                    lit *= facing * _through(
                        p[0], p[1], p[2], sun[0], sun[1], sun[2], far, 0.006 + 0.004 * far, boxes
                    )
                    for c in range(3):
                        light[c] += sunlight[c] * lit
            if other != k:  # an edge: half of what lies on its other side
                first0 = light[0]
                first1 = light[1]
                first2 = light[2]
                if not _drawn_out(grid, seen, x, y, step, other, about, light):
                    _where(inv, x * 2 + 1, y * 2 + 1, other, normal, about, rays, upside_down, p)
                    _arriving(
                        p[0], p[1], p[2], p[3], p[4], p[5], lamps, panes, sky, ambient, boxes, room, light
                    )
                light[0] = (light[0] + first0) * 0.5
                light[1] = (light[1] + first1) * 0.5
                light[2] = (light[2] + first2) * 0.5
            out[y, x, 0] = light[0]
            out[y, x, 1] = light[1]
            out[y, x, 2] = light[2]


@kernel
def _drawn_out(grid: F32, seen: I32, x: int, y: int, step: int, k: int, about: Floats, light: F32) -> bool:
    """The light between the grid's points that see facet k; False where none of them does."""
    if about[k, 3] > 0.5:
        return False
    gy = y // step
    gx = x // step
    fy = (y - gy * step) / step
    fx = (x - gx * step) / step
    total = 0.0
    b = 0.0
    g = 0.0
    r = 0.0
    for q in range(4):
        yy = gy + q // 2
        xx = gx + q % 2
        if seen[yy, xx] == k + 1:
            wgt = (fy if q // 2 else 1.0 - fy) * (fx if q % 2 else 1.0 - fx) + 1e-3
            total += wgt
            b += grid[yy, xx, 0] * wgt
            g += grid[yy, xx, 1] * wgt
            r += grid[yy, xx, 2] * wgt
    if total <= 0.0:
        return False
    light[0] = b / total
    light[1] = g / total
    light[2] = r / total
    return True


@kernel
def _where(
    inv: F32,
    i: int,
    j: int,
    k: int,
    normal: Floats,
    about: Floats,
    rays: Floats,
    upside_down: int,
    p: Floats,
) -> None:
    """Position and normal of what a sample sees."""
    z = 1.0 / inv[j, i]
    dx = rays[4] + (i + 0.5) * rays[6]
    dy = rays[5] - (j + 0.5) * rays[6]
    p[0] = rays[0] + (dx * rays[2] + rays[3]) * z
    p[1] = rays[1] + dy * z
    p[2] = (rays[2] - dx * rays[3]) * z
    if upside_down:
        p[1] = -p[1]
    p[3] = normal[k, 0]
    p[4] = normal[k, 1]
    p[5] = normal[k, 2]
    if about[k, 3] > 0.5:
        vx = p[0] - about[k, 0]
        vy = p[1] - about[k, 1] if about[k, 3] < 1.5 else 0.0
        vz = p[2] - about[k, 2]
        d = math.sqrt(vx * vx + vy * vy + vz * vz) + 1e-9
        p[3] = vx / d
        p[4] = vy / d
        p[5] = vz / d


@kernel
def in_the_air(depth: F32, rays: Floats, sun: F32, panes: F32, boxes: F32, out: F32) -> None:
    """Sunlight met on the way to each pixel of a small picture: depth is how far it sees, in metres."""
    height, width = depth.shape
    steps = 28
    for y in range(height):
        for x in range(width):
            dx = rays[4] + (x + 0.5) * rays[6]
            dy = rays[5] - (y + 0.5) * rays[6]
            far = min(depth[y, x], 16.0)
            total = 0.0
            jitter = ((x * 7 + y * 13) % 16) / 16.0
            for s in range(steps):
                z = far * (s + jitter) / steps
                px = rays[0] + (dx * rays[2] + rays[3]) * z
                py = rays[1] + dy * z
                pz = (rays[2] - dx * rays[3]) * z
                lit, t = _sunlit(px, py, pz, sun, panes)
                if lit > 0.0:
                    lit *= _through(px, py, pz, sun[0], sun[1], sun[2], t, 0.05, boxes)
                    total += lit
            out[y, x] = total / steps * far
