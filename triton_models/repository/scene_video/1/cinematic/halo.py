"""Light in the air around a lamp."""

from __future__ import annotations

import numpy as np

from cinematic import kernels
from cinematic.arrays import F32
from cinematic.scene import Frame


def halo(frame: Frame, x: float, y: float, radius: float, tint: F32, strength: float) -> None:
    """Light around a lamp, screened over what is there; x, y, radius in frame pixels."""
    tinted = np.minimum(tint * np.float32(1.06), 1) * np.float32(strength)
    kernels.glow_disc(frame.out, x, y, max(2.0, radius), _FALLOFF, tinted.astype(np.float32))


def _falloff() -> F32:
    """Level by squared distance: a bright core, a warm middle and a wide faint veil."""
    d2 = np.linspace(0, 1, 1024, dtype=np.float32)
    d = np.sqrt(d2)
    return np.asarray(
        (np.exp(-d * 16) * 0.9 + np.exp(-d * 5.5) * 0.42 + np.exp(-d * 2.6) * 0.12) * (1 - d2), np.float32
    )


_FALLOFF = _falloff()
