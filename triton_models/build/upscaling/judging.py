"""How well frames are enlarged, against bicubic and Lanczos."""

from collections.abc import Callable, Mapping, Sequence
from statistics import mean

import cv2
import numpy as np

from triton_models.build.upscaling.frames import U8, halved

Enlarge = Callable[[U8], U8]


def by_opencv(interpolation: int) -> Enlarge:
    """One of OpenCV's ways."""

    def enlarge(small: U8) -> U8:
        size = (small.shape[1] * 2, small.shape[0] * 2)
        return np.asarray(cv2.resize(small, size, interpolation=interpolation), np.uint8)

    return enlarge


PLAIN: Mapping[str, Enlarge] = {
    "bilinear": by_opencv(cv2.INTER_LINEAR),
    "bicubic": by_opencv(cv2.INTER_CUBIC),
    "lanczos": by_opencv(cv2.INTER_LANCZOS4),
}


def psnr(found: U8, wanted: U8) -> float:
    """Peak signal-to-noise ratio in dB, of eight bits."""
    error = float(np.mean((found.astype(np.float64) - wanted) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def ssim(found: U8, wanted: U8) -> float:
    """Structural similarity (Wang et al., 2004): Gaussian windows of 11 pixels, sigma 1.5."""
    one, two = found.astype(np.float64), wanted.astype(np.float64)

    def blur(
        plane: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.asarray(cv2.GaussianBlur(plane, (11, 11), 1.5), np.float64)

    first, second = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_one, mean_two = blur(one), blur(two)
    spread_one, spread_two = blur(one * one) - mean_one**2, blur(two * two) - mean_two**2
    shared = blur(one * two) - mean_one * mean_two
    top = (2 * mean_one * mean_two + first) * (2 * shared + second)
    return float(np.mean(top / ((mean_one**2 + mean_two**2 + first) * (spread_one + spread_two + second))))


def judge(frames: Sequence[U8], ways: Mapping[str, Enlarge]) -> Mapping[str, Mapping[str, float]]:
    """Means over frames, of each way."""
    found: dict[str, dict[str, float]] = {}
    for name, enlarge in ways.items():
        pairs = [(enlarge(halved(frame)), frame) for frame in frames]
        found[name] = {
            "psnr_db": round(mean(psnr(*pair) for pair in pairs), 2),
            "ssim": round(mean(ssim(*pair) for pair in pairs), 4),
        }
    return found
