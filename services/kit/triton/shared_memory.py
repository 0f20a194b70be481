"""Memory that Triton writes outputs into, where it runs on this machine: nothing is sent, nothing is copied.

A region has a file only until Triton has it mapped: whoever dies leaves nothing behind but Triton's own
mapping, which the next one lets go of.
"""

import mmap
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import grpc
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.kit.triton.errors import ModelUnavailable

_FOLDER: Final = Path("/dev/shm")
_PREFIX: Final = "encompass"
_SECONDS: Final = 5.0


class Region:
    """Some memory that this process and Triton share."""

    def __init__(self, name: str, memory: mmap.mmap | memoryview) -> None:
        self.name = name
        self._memory = memoryview(memory)

    def part(self, offset: int, size: int) -> memoryview:
        """Some bytes of it; writable, and Triton may write to them at any time."""
        return self._memory[offset : offset + size]


class SharedMemory:
    """Regions of one Triton."""

    def __init__(self, stub: service_pb2_grpc.GRPCInferenceServiceStub) -> None:
        self._stub = stub
        self._tidied = False

    async def share(self, size: int) -> Region:
        """A new region of so many bytes.

        Raises:
            OSError: there isn't so much memory to be shared.
            ModelUnavailable: Triton can't be reached, or can't map it.
        """
        name = f"{_PREFIX}-{os.getpid()}-{secrets.token_hex(8)}"
        path = _FOLDER / name
        with _created(path, size) as memory:
            request = service_pb2.SystemSharedMemoryRegisterRequest(
                name=name, key=f"/{name}", offset=0, byte_size=size
            )
            try:
                await self._tidy()
                await self._stub.SystemSharedMemoryRegister(request, timeout=_SECONDS)
            except grpc.aio.AioRpcError as error:
                metadata = {"error": (error.details() or "")[:500]}
                raise ModelUnavailable("The models share no memory now.", metadata=metadata) from error
        return Region(name, memory)

    async def unshare(self, region: Region) -> None:
        """Triton lets go of a region, which no inference may still be writing to."""
        await self._forget(region.name)

    async def _tidy(self) -> None:
        """Lets go of what processes of this machine have left that are gone."""
        if self._tidied:
            return
        self._tidied = True
        status = await self._stub.SystemSharedMemoryStatus(
            service_pb2.SystemSharedMemoryStatusRequest(), timeout=_SECONDS
        )
        for name in status.regions:
            if _is_left_behind(name):
                await self._forget(name)

    async def _forget(self, name: str) -> None:
        # A connection that is closed by now has ended with its process, or will.
        with suppress(grpc.aio.AioRpcError, grpc.aio.UsageError):
            await self._stub.SystemSharedMemoryUnregister(
                service_pb2.SystemSharedMemoryUnregisterRequest(name=name), timeout=_SECONDS
            )


def _is_left_behind(name: str) -> bool:
    prefix, _, rest = name.partition("-")
    pid = rest.partition("-")[0]
    return prefix == _PREFIX and pid.isdigit() and not Path(f"/proc/{pid}").exists()


@contextmanager
def _created(path: Path, size: int) -> Iterator[mmap.mmap]:
    """The mapping of a file that is there for as long as the block runs; the mapping stays."""
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        # All of it at once: a machine that is short of memory says so here, and kills nobody who writes.
        os.posix_fallocate(file, 0, size)
        yield mmap.mmap(file, size)
    finally:
        os.close(file)
        path.unlink(missing_ok=True)
