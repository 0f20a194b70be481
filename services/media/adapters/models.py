"""The portrait model, through Triton."""

from typing import Final

import numpy as np

from services.kit.logging import get_logger
from services.kit.triton import Model, ModelRejected
from services.media.domain.asset import RefusalReason
from services.media.ports import CutoutPixels, Photo, Unusable

PORTRAIT: Final = "portrait"
_SECONDS: Final = 10.0
_SMALLEST_SIDE: Final = 64
_OK: Final = "OK"

log = get_logger(__name__)


class TritonPortraitist:
    """See `ports.Portraitist`."""

    def __init__(self, models: Model) -> None:
        self._models = models

    async def cut_out(self, photo: Photo) -> CutoutPixels:
        if min(photo.width_px, photo.height_px) < _SMALLEST_SIDE:
            raise Unusable(RefusalReason.FACE_TOO_SMALL)
        image = np.frombuffer(photo.rgb, np.uint8).reshape(photo.height_px, photo.width_px, 3)
        outputs = await self._models.infer(PORTRAIT, {"image": image}, timeout_seconds=_SECONDS)
        said = outputs["verdict"].reshape(-1)[0]
        verdict = said.decode() if isinstance(said, bytes) else str(said)
        log.info("portrait.judged", verdict=verdict, scores=[round(float(s), 3) for s in outputs["scores"]])
        if verdict == _OK:
            cutout = np.ascontiguousarray(outputs["cutout"], np.uint8)
            height, width = cutout.shape[:2]
            return CutoutPixels(cutout.tobytes(), width, height)
        try:
            reason = RefusalReason(verdict)
        except ValueError:
            raise ModelRejected("The portrait model said what it never says.") from None
        raise Unusable(reason)
