"""Loops that run beside a service."""

import asyncio

import pytest

from services.kit import context
from services.kit.process import running


async def test_loops_are_told_to_stop_when_the_block_is_over() -> None:
    ended: list[str] = []

    async def loop(stopping: asyncio.Event) -> None:
        await stopping.wait()
        ended.append("loop")

    async with asyncio.timeout(30), running([loop, loop], drain_seconds=60):
        pass
    assert ended == ["loop", "loop"]


async def test_loops_hear_that_the_process_is_to_end() -> None:
    stopping = asyncio.Event()
    context.set_stopping(stopping)
    heard = asyncio.Event()

    async def loop(told: asyncio.Event) -> None:
        await told.wait()
        heard.set()

    async with asyncio.timeout(30), running([loop], drain_seconds=60):
        stopping.set()
        await heard.wait()


async def test_a_loop_that_raises_breaks_the_block_off_with_its_error() -> None:
    async def loop(stopping: asyncio.Event) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with asyncio.timeout(30), running([loop], drain_seconds=60):
            await asyncio.Event().wait()
    current = asyncio.current_task()
    assert current is not None
    assert current.cancelling() == 0


async def test_a_loop_that_ends_by_itself_breaks_the_block_off() -> None:
    async def loop(stopping: asyncio.Event) -> None:
        return

    with pytest.raises(RuntimeError):
        async with asyncio.timeout(30), running([loop], drain_seconds=60):
            await asyncio.Event().wait()


async def test_the_blocks_own_error_comes_through_as_it_is() -> None:
    async def loop(stopping: asyncio.Event) -> None:
        await stopping.wait()

    with pytest.raises(KeyError):
        async with asyncio.timeout(30), running([loop], drain_seconds=60):
            raise KeyError


async def test_a_loop_that_does_not_stop_is_cancelled() -> None:
    cancelled: list[str] = []

    async def loop(stopping: asyncio.Event) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append("loop")

    async with asyncio.timeout(30), running([loop], drain_seconds=0.01):
        await asyncio.sleep(0)
    assert cancelled == ["loop"]
