"""What tests of models share: one Triton, which some of them kill models of, and a client of it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from services.kit.settings import TritonSettings
from services.kit.triton import TritonClient
from services.stack.launch import StackInfo
from tests.support.shared_stack import shared_stack


@pytest.fixture(scope="module")
def models(run_folder: Path) -> Iterator[StackInfo]:
    with shared_stack(run_folder / "models", {"triton"}) as info:
        yield info


@pytest.fixture
async def client(models: StackInfo) -> AsyncIterator[TritonClient]:
    async with TritonClient(TritonSettings(url=f"127.0.0.1:{models.ports['triton-grpc']}")) as opened:
        yield opened
