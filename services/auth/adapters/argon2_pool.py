"""Passwords hashed with argon2id in processes of their own, so that sign-ins don't hold up the event loop."""

import asyncio
import base64
import multiprocessing
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from functools import partial
from time import perf_counter
from typing import TypeVar

from argon2.exceptions import InvalidHashError

from services.auth.adapters import argon2_worker
from services.auth.adapters.argon2_worker import Parameters
from services.kit.errors import Overloaded
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

log = get_logger(__name__)

ResultT = TypeVar("ResultT")

_SALT_BYTES = 16
_HASH_BYTES = 32


class Argon2Passwords:
    """`Passwords` in a pool of processes."""

    def __init__(self, parameters: Parameters, *, processes: int, timeout_seconds: float) -> None:
        self._parameters = parameters
        self._hasher = parameters.hasher()
        self._processes = processes
        self._timeout_seconds = timeout_seconds
        self._decoy = _decoy(parameters)
        self._pool = self._new_pool()

    @property
    def decoy(self) -> str:
        return self._decoy

    def is_outdated(self, password_hash: str) -> bool:
        try:
            return self._hasher.check_needs_rehash(password_hash)
        except InvalidHashError:
            return True

    async def hash(self, password: str) -> str:
        return await self._run(partial(argon2_worker.hash_password, self._parameters, password))

    async def verify(self, password_hash: str, password: str) -> bool:
        return await self._run(
            partial(argon2_worker.verify_password, self._parameters, password_hash, password)
        )

    def warm(self) -> None:
        """Starts every process, without waiting for them."""
        for _ in range(self._processes):
            self._pool.submit(argon2_worker.ready)

    def process_ids(self) -> list[int]:
        """The processes that are up."""
        return list(self._pool._processes or ())

    async def _run(self, work: Callable[[], ResultT]) -> ResultT:
        started = perf_counter()
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._submit(work)
        except TimeoutError:
            raise Overloaded("Too many people are signing in right now. Try again in a moment.") from None
        finally:
            METRICS.password_hash_seconds.observe(perf_counter() - started)

    async def _submit(self, work: Callable[[], ResultT]) -> ResultT:
        loop, pool = asyncio.get_running_loop(), self._pool
        try:
            return await loop.run_in_executor(pool, work)
        except BrokenProcessPool:
            # A process was killed, perhaps for its memory. The pool is lost with it; the work isn't.
            log.warning("passwords.pool_broken")
            if self._pool is pool:
                self._pool = self._new_pool()
            pool.shutdown(wait=False, cancel_futures=True)
            return await loop.run_in_executor(self._pool, work)

    def _new_pool(self) -> ProcessPoolExecutor:
        # Not fork: gRPC's threads wouldn't survive it. The fork server forks from a process of its own.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([argon2_worker.__name__])
        return ProcessPoolExecutor(self._processes, mp_context=context, initializer=argon2_worker.enter)

    async def close(self) -> None:
        """Ends the processes, without waiting for what they still work on."""
        await asyncio.to_thread(self._pool.shutdown, wait=False, cancel_futures=True)


@asynccontextmanager
async def open_passwords(
    parameters: Parameters, *, processes: int, timeout_seconds: float
) -> AsyncIterator[Argon2Passwords]:
    """A pool for the length of the block; its processes start in the background."""
    passwords = Argon2Passwords(parameters, processes=processes, timeout_seconds=timeout_seconds)
    passwords.warm()
    try:
        yield passwords
    finally:
        await passwords.close()


def _decoy(parameters: Parameters) -> str:
    """A well-formed hash of these parameters, of no password at all."""
    cost = f"m={parameters.memory_kib},t={parameters.iterations},p={parameters.parallelism}"
    return f"$argon2id$v=19${cost}${_random(_SALT_BYTES)}${_random(_HASH_BYTES)}"


def _random(size: int) -> str:
    return base64.b64encode(secrets.token_bytes(size)).rstrip(b"=").decode()
