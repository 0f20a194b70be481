"""What the portrait model says, in the words of the domain."""

from collections.abc import AsyncGenerator

import numpy as np
import pytest

from services.kit.triton import ModelRejected, text
from services.kit.triton.wire import Tensors
from services.media.adapters.models import TritonPortraitist
from services.media.domain.asset import RefusalReason
from services.media.ports import Photo, Unusable


class FakeModel:
    """Answers with one verdict."""

    def __init__(self, verdict: str) -> None:
        self._verdict = verdict
        self.asked: list[Tensors] = []

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        assert model == "portrait"
        self.asked.append(inputs)
        return {
            "verdict": text(self._verdict),
            "scores": np.array([0.01, 1, 200, 90], np.float32),
            "cutout": np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
            "face": np.zeros(5, np.float32),
        }

    async def stream(
        self,
        model: str,
        inputs: Tensors,
        *,
        timeout_seconds: float = 300.0,
        silence_seconds: float | None = None,
    ) -> AsyncGenerator[Tensors, None]:
        raise AssertionError("it isn't a decoupled model")
        yield {}


def photo(width: int = 100, height: int = 80) -> Photo:
    return Photo(bytes(width * height * 3), width, height, b"")


async def test_a_person_is_cut_out() -> None:
    model = FakeModel("OK")
    cutout = await TritonPortraitist(model).cut_out(photo())
    assert (cutout.width_px, cutout.height_px, cutout.rgba) == (3, 2, bytes(range(24)))
    assert model.asked[0]["image"].shape == (80, 100, 3)


@pytest.mark.parametrize("verdict", ["NO_FACE", "SEVERAL_FACES", "FACE_TOO_SMALL", "TOO_BLURRED", "NOT_SAFE"])
async def test_each_verdict_is_a_reason(verdict: str) -> None:
    with pytest.raises(Unusable) as refused:
        await TritonPortraitist(FakeModel(verdict)).cut_out(photo())
    assert refused.value.reason is RefusalReason(verdict)


async def test_a_photo_of_a_few_pixels_is_refused_without_a_model() -> None:
    model = FakeModel("OK")
    with pytest.raises(Unusable) as refused:
        await TritonPortraitist(model).cut_out(photo(63, 500))
    assert refused.value.reason is RefusalReason.FACE_TOO_SMALL
    assert model.asked == []


async def test_a_verdict_that_nobody_knows_is_a_fault_of_ours() -> None:
    with pytest.raises(ModelRejected):
        await TritonPortraitist(FakeModel("PERHAPS")).cut_out(photo())
