"""The least that a gRPC service can cost: grpc.aio on uvloop that sends each message back.

`python -m benchmarks.echo` prints its port on the first line and serves until it is ended.
"""

from __future__ import annotations

import asyncio

import grpc
import uvloop

METHOD = "/benchmarks.Echo/Echo"


async def serve() -> None:
    """Serves on a free port of loopback."""
    server = grpc.aio.server()
    handler: grpc.RpcMethodHandler[bytes, bytes] = grpc.unary_unary_rpc_method_handler(_echo)
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("benchmarks.Echo", {"Echo": handler}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(port, flush=True)
    await server.wait_for_termination()


async def _echo(request: bytes, context: grpc.aio.ServicerContext[bytes, bytes]) -> bytes:
    return request


if __name__ == "__main__":
    uvloop.install()
    asyncio.run(serve())
