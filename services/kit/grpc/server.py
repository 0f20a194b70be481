"""The gRPC server of a service: mTLS, interceptors, health, reflection, and an end in good order."""

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import SERVICE_NAME as HEALTH_NAME
from grpc_health.v1.health import aio as health_aio
from grpc_reflection.v1alpha import reflection

from services.kit.errors import Unavailable
from services.kit.grpc.call import Interceptor
from services.kit.grpc.chain import Chain
from services.kit.grpc.client import open_channel
from services.kit.grpc.credentials import server_credentials
from services.kit.grpc.interceptors.access_log import AccessLog
from services.kit.grpc.interceptors.authentication import Authentication
from services.kit.grpc.interceptors.errors import ErrorTranslation
from services.kit.grpc.interceptors.limits import Limits
from services.kit.grpc.interceptors.observation import Observation
from services.kit.grpc.interceptors.request_id import RequestId
from services.kit.grpc.interceptors.validation import Validation
from services.kit.grpc.public_services import public_services
from services.kit.grpc.tokens import KeySet, TokenVerifier
from services.kit.logging import get_logger
from services.kit.probes import open_probes
from services.kit.process import ProcessState, run_process
from services.kit.settings import GrpcSettings, ServiceSettings
from services.kit.supervisor import Command, is_child, supervise, this_command

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class GrpcService:
    """One gRPC service that a process answers."""

    full_name: str
    """As in the proto: encompass.script.v1.ScriptService."""
    register: Callable[[grpc.aio.Server], None]
    """Adds the servicer: `lambda server: add_ScriptServiceServicer_to_server(servicer, server)`."""
    public_methods: frozenset[str] = frozenset()
    """Methods that need no access token, by their short name: {"SignIn", "SignUp"}."""


Start = Callable[[], AbstractAsyncContextManager[Sequence[GrpcService]]]


def interceptors(settings: ServiceSettings, keys: KeySet) -> tuple[Interceptor, ...]:
    """What every call passes through, outermost first."""
    return (
        RequestId(),
        Observation(),
        AccessLog(),
        ErrorTranslation(),
        Authentication(
            TokenVerifier(keys, settings.auth),
            allowed_peers=settings.tls.allowed_peers,
            trust_domain=settings.tls.trust_domain,
        ),
        Validation(),
        Limits(
            concurrent_calls=settings.grpc.max_concurrent_calls,
            concurrent_streams=settings.grpc.max_concurrent_streams,
            user_calls_per_second=settings.grpc.user_calls_per_second,
            user_burst=settings.grpc.user_burst,
        ),
    )


def run_service(settings: ServiceSettings, start: Start, *, keys: KeySet | None = None) -> None:
    """Answers calls until SIGTERM or SIGINT, then drains; returns when it is over.

    Args:
        start: opens everything that the services need, yields them, and closes it all.
        keys: public keys of access tokens; None asks the auth service (ENCOMPASS_PEERS) for them.
    """
    if settings.grpc.processes > 1 and not is_child():

        async def work(state: ProcessState) -> None:
            with _reserved_port(settings.grpc) as port:
                environment = {"ENCOMPASS_GRPC__PORT": str(port)}
                command = Command(
                    this_command(), environment, settings.grpc.processes, settings.grpc.drain_seconds
                )
                await supervise(settings, command, state)
    else:

        async def work(state: ProcessState) -> None:
            async with AsyncExitStack() as stack:
                if not is_child():
                    port = await stack.enter_async_context(
                        open_probes(settings.metrics, healthy=lambda: state.serving)
                    )
                    log.info("process.probes_open", metrics_port=port)
                known_keys = (
                    keys if keys is not None else await stack.enter_async_context(_keys_of_auth(settings))
                )
                services = await stack.enter_async_context(start())
                await stack.enter_async_context(serving(settings, services, known_keys))
                # What starting has made stays to the end: without this the collector looks through all of it
                # again and again, which is a third of what a long list of responses costs.
                gc.collect()
                gc.freeze()
                state.serving = True
                await state.stopping.wait()

    run_process(settings, work)


@asynccontextmanager
async def serving(
    settings: ServiceSettings, services: Sequence[GrpcService], keys: KeySet
) -> AsyncIterator[int]:
    """Answers calls for the length of the block, and drains at its end; yields the port."""
    chain = Chain(
        interceptors(settings, keys),
        (f"/{service.full_name}/{name}" for service in services for name in service.public_methods),
    )
    server = grpc.aio.server(interceptors=(chain,), options=_options(settings.grpc))
    for service in services:
        service.register(server)
    health = health_aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(health, server)
    names = [service.full_name for service in services]
    if settings.grpc.reflection != "off":
        reflected = names if settings.grpc.reflection == "own" else public_services()
        reflection.enable_server_reflection((*reflected, HEALTH_NAME, reflection.SERVICE_NAME), server)
    credentials = server_credentials(settings.tls)
    try:
        port = server.add_secure_port(f"{settings.grpc.host}:{settings.grpc.port}", credentials)
    except RuntimeError as error:
        raise _taken(settings.grpc.host, settings.grpc.port) from error
    await server.start()
    for name in names:
        await health.set(name, health_pb2.HealthCheckResponse.SERVING)
    log.info("server.started", port=port, services=names)
    try:
        yield port
    finally:
        # First the health checks fail, then new calls are refused; those in flight may finish.
        await health.enter_graceful_shutdown()
        started = asyncio.get_running_loop().time()
        await server.stop(settings.grpc.drain_seconds)
        log.info("server.drained", seconds=round(asyncio.get_running_loop().time() - started, 3))


@asynccontextmanager
async def _keys_of_auth(settings: ServiceSettings) -> AsyncIterator[KeySet]:
    # Imported here, because the auth service itself has its keys at hand and needs no client.
    from services.kit.grpc.keys import FetchedKeySet, fetch_from_auth

    target = settings.peers.get("auth")
    if target is None:
        raise Unavailable('ENCOMPASS_PEERS has no "auth", which has the keys of access tokens.')
    async with open_channel(target, settings.tls, server_name="auth") as channel:
        yield FetchedKeySet(fetch_from_auth(channel))


def _options(settings: GrpcSettings) -> tuple[tuple[str, int], ...]:
    return (
        ("grpc.so_reuseport", 1 if settings.processes > 1 else 0),
        ("grpc.max_receive_message_length", settings.max_receive_bytes),
        ("grpc.max_send_message_length", settings.max_send_bytes),
        ("grpc.max_metadata_size", 16 * 1024),
        ("grpc.keepalive_time_ms", 30_000),
        ("grpc.keepalive_timeout_ms", 10_000),
        ("grpc.keepalive_permit_without_calls", 1),
        # Clients and the edge ping every 30 s; more often than every 10 s is abuse.
        ("grpc.http2.min_recv_ping_interval_without_data_ms", 10_000),
        ("grpc.http2.max_ping_strikes", 3),
    )


@contextmanager
def _reserved_port(settings: GrpcSettings) -> Iterator[int]:
    """Keeps a port for the processes that will share it; it never listens itself."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            keeper.bind((settings.host, settings.port))
        except OSError as error:
            raise _taken(settings.host, settings.port) from error
        yield int(keeper.getsockname()[1])


def _taken(host: str, port: int) -> Unavailable:
    return Unavailable(f"{host}:{port} can't be listened on; is the port taken?")
