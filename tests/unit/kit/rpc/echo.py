"""A service with one method of each kind. Its code is generated from echo.proto when tests start."""

import asyncio
import importlib
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import grpc
from grpc_tools import protoc

from services.kit.grpc.server import GrpcService

ROOT = Path(__file__).parents[4]
SERVICE = "encompass.test.v1.EchoService"


def _generate() -> tuple[Any, Any]:
    with tempfile.TemporaryDirectory() as folder:
        status = protoc.main(
            [
                "protoc",
                f"-I{Path(__file__).parent}",
                f"-I{ROOT / 'third_party/protovalidate'}",
                f"-I{Path(protoc.__file__).parent / '_proto'}",
                f"--python_out={folder}",
                f"--grpc_python_out={folder}",
                "echo.proto",
            ]
        )
        if status:
            raise RuntimeError("echo.proto can't be compiled")
        sys.path.insert(0, folder)
        try:
            return importlib.import_module("echo_pb2"), importlib.import_module("echo_pb2_grpc")
        finally:
            sys.path.remove(folder)


pb, pb_grpc = _generate()

Act = Callable[[str], Awaitable[str]]


async def _upper(text: str) -> str:
    return text.upper()


class Echo:
    """Answers in capitals; `act` is what a test wants to happen instead."""

    def __init__(self) -> None:
        self.act: Act = _upper
        self.chunks_closed = asyncio.Event()
        self.calls = 0

    async def GetEcho(self, request: Any, context: Any) -> Any:
        self.calls += 1
        return pb.EchoResponse(text=await self.act(request.text))

    PublicEcho = GetEcho
    CreateEcho = GetEcho
    CancelEcho = GetEcho

    async def WatchEcho(self, request: Any, context: Any) -> AsyncIterator[Any]:
        self.calls += 1
        try:
            for _ in range(request.times or 1):
                yield pb.EchoResponse(text=await self.act(request.text))
        finally:
            self.chunks_closed.set()

    async def CollectEcho(self, requests: AsyncIterator[Any], context: Any) -> Any:
        self.calls += 1
        return pb.EchoResponse(text="".join([await self.act(each.text) async for each in requests]))

    async def ChatEcho(self, requests: AsyncIterator[Any], context: Any) -> AsyncIterator[Any]:
        self.calls += 1
        async for request in requests:
            yield pb.EchoResponse(text=await self.act(request.text))

    def service(self) -> GrpcService:
        def register(server: grpc.aio.Server) -> None:
            pb_grpc.add_EchoServiceServicer_to_server(self, server)

        return GrpcService(SERVICE, register, frozenset({"PublicEcho"}))


KINDS = ("GetEcho", "WatchEcho", "CollectEcho", "ChatEcho")
"""One method of each kind: unary, server-streaming, client-streaming, both."""


async def call(stub: Any, kind: str, *texts: str, **options: Any) -> list[str]:
    """Calls a method of any kind with one request a text; the texts of its responses."""
    method = getattr(stub, kind)
    messages = [pb.EchoRequest(text=text) for text in texts]
    request = iter(messages) if kind in ("CollectEcho", "ChatEcho") else messages[0]
    if kind in ("WatchEcho", "ChatEcho"):
        return [response.text async for response in method(request, **options)]
    return [(await method(request, **options)).text]
