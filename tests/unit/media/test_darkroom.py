"""The darkroom's process: bounded, killed when it hangs, and back afterwards."""

import io
import os
import signal

import pytest
from PIL import Image

from services.kit.errors import Overloaded
from services.media.adapters.darkroom import open_darkroom
from services.media.domain.asset import RefusalReason
from services.media.ports import CutoutPixels, Unusable


def photo(width: int = 64, height: int = 48) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


async def test_a_photo_is_read_and_a_cut_out_written_in_a_process_of_their_own() -> None:
    async with open_darkroom(processes=1, timeout_seconds=30) as darkroom:
        read = await darkroom.develop(photo())
        assert (read.width_px, read.height_px) == (64, 48)
        assert (await darkroom.png(CutoutPixels(bytes(16), 2, 2))).startswith(b"\x89PNG")
        with pytest.raises(Unusable) as refused:
            await darkroom.develop(b"no photo")
        assert refused.value.reason is RefusalReason.NOT_AN_IMAGE


async def test_a_process_that_hangs_is_killed_and_the_next_photo_is_read() -> None:
    async with open_darkroom(processes=1, timeout_seconds=30) as darkroom:
        await darkroom.develop(photo())
        (hung,) = darkroom.process_ids()
        os.kill(hung, signal.SIGSTOP)
        darkroom.timeout_seconds = 0.2
        with pytest.raises(Overloaded):
            await darkroom.develop(photo())
        darkroom.timeout_seconds = 30
        assert (await darkroom.develop(photo())).width_px == 64
        assert hung not in darkroom.process_ids()


async def test_a_process_that_was_killed_between_two_photos_is_replaced() -> None:
    async with open_darkroom(processes=1, timeout_seconds=30) as darkroom:
        await darkroom.develop(photo())
        (victim,) = darkroom.process_ids()
        os.kill(victim, signal.SIGKILL)
        assert (await darkroom.develop(photo())).width_px == 64
