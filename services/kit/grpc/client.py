"""Channels to other services of the mesh."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pb2 import MethodOptions

from services.kit import context, telemetry
from services.kit.grpc.credentials import channel_credentials
from services.kit.grpc.status import MAX_METADATA_BYTES
from services.kit.principal import current_principal
from services.kit.settings import TlsSettings

Metadata = tuple[tuple[str, str], ...]

DEFAULT_CALL_SECONDS = 10.0
DEFAULT_STREAM_SECONDS = 3600.0

_REQUEST_ID = "x-request-id"
_READS = ("Get", "List", "BatchGet")


def open_channel(
    target: str, tls: TlsSettings, *, server_name: str, services: Sequence[str] | None = None
) -> grpc.aio.Channel:
    """A channel to a service: mTLS, round robin over its addresses, keepalive, and on every call a
    deadline, the trace and the request id. UNAVAILABLE is retried for reads and for creates.

    Import the service's stub before: which methods may be retried is read from its descriptor.

    Args:
        target: `host:port`, several of them with commas, or any gRPC target (`dns:///script:5000`).
        server_name: the service, as in "questionnaire"; its certificate has to name it.
        services: full names of the gRPC services that are called; None: encompass.<name>.v1.<Name>Service.
    """
    name = f"{server_name}.{tls.trust_domain}"
    called = (
        services if services is not None else (f"encompass.{server_name}.v1.{server_name.title()}Service",)
    )
    return grpc.aio.secure_channel(
        f"ipv4:{target}" if "," in target else target,
        channel_credentials(tls),
        options=(
            ("grpc.ssl_target_name_override", name),
            ("grpc.default_authority", name),
            ("grpc.service_config", service_config(called)),
            ("grpc.enable_retries", 1),
            ("grpc.max_metadata_size", MAX_METADATA_BYTES),
            ("grpc.keepalive_time_ms", 30_000),
            ("grpc.keepalive_timeout_ms", 10_000),
            ("grpc.initial_reconnect_backoff_ms", 100),
            ("grpc.max_reconnect_backoff_ms", 2_000),
        ),
        interceptors=(_UnaryUnary(), _UnaryStream(), _StreamUnary(), _StreamStream()),
    )


def person_metadata() -> Metadata:
    """Metadata of a call on behalf of the current caller, for `stub.Get(…, metadata=person_metadata())`:
    their token, and the ids that every call carries.

    Raises:
        Unauthenticated: nobody is signed in.
    """
    return (("authorization", f"Bearer {current_principal().token}"), *call_metadata())


def call_metadata() -> Metadata:
    """The request id and the trace of the work in hand."""
    carrier: dict[str, str] = {}
    telemetry.inject(carrier)
    request_id = context.current().request_id
    if request_id:
        carrier[_REQUEST_ID] = request_id
    return tuple(carrier.items())


def service_config(services: Sequence[str]) -> str:
    """The service config of a channel: round robin, and retries for what may be done twice."""
    retried = [
        {"service": name, "method": method.name}
        for name in services
        if (service := _find(name)) is not None
        for method in service.methods
        if _may_be_retried(method)
    ]
    config: dict[str, Any] = {"loadBalancingConfig": [{"round_robin": {}}]}
    if retried:
        config["methodConfig"] = [
            {
                "name": retried,
                "retryPolicy": {
                    "maxAttempts": 4,
                    "initialBackoff": "0.1s",
                    "maxBackoff": "2s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ]
        # When most calls fail, retries would only add to the load.
        config["retryThrottling"] = {"maxTokens": 20, "tokenRatio": 0.1}
    return json.dumps(config)


def _find(service: str) -> ServiceDescriptor | None:
    try:
        return descriptor_pool.Default().FindServiceByName(service)
    except KeyError:
        return None


def _may_be_retried(method: MethodDescriptor) -> bool:
    if method.client_streaming or method.server_streaming:
        return False
    if method.GetOptions().idempotency_level != MethodOptions.IDEMPOTENCY_UNKNOWN:
        return True
    if method.name.startswith(_READS):
        return True
    # Creates carry a request_id, with which doing them twice is doing them once.
    return "request_id" in method.input_type.fields_by_name


def _prepare(details: grpc.aio.ClientCallDetails, default_seconds: float) -> grpc.aio.ClientCallDetails:
    """Adds a deadline, never later than that of the call being answered, and the ids."""
    timeout = default_seconds if details.timeout is None else details.timeout
    deadline = context.current().deadline
    if deadline is not None:
        timeout = max(0.0, min(timeout, deadline - asyncio.get_running_loop().time()))
    metadata = grpc.aio.Metadata(*(details.metadata or ()))
    given = set(metadata.keys())
    for key, value in call_metadata():
        if key not in given:
            metadata.add(key, value)
    return grpc.aio.ClientCallDetails(
        details.method, timeout, metadata, details.credentials, details.wait_for_ready
    )


class _UnaryUnary(grpc.aio.UnaryUnaryClientInterceptor):
    async def intercept_unary_unary(
        self, continuation: Callable[..., Any], client_call_details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(_prepare(client_call_details, DEFAULT_CALL_SECONDS), request)


class _UnaryStream(grpc.aio.UnaryStreamClientInterceptor):
    async def intercept_unary_stream(
        self, continuation: Callable[..., Any], client_call_details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(_prepare(client_call_details, DEFAULT_STREAM_SECONDS), request)


class _StreamUnary(grpc.aio.StreamUnaryClientInterceptor):
    async def intercept_stream_unary(
        self,
        continuation: Callable[..., Any],
        client_call_details: grpc.aio.ClientCallDetails,
        request_iterator: Any,
    ) -> Any:
        return await continuation(_prepare(client_call_details, DEFAULT_STREAM_SECONDS), request_iterator)


class _StreamStream(grpc.aio.StreamStreamClientInterceptor):
    async def intercept_stream_stream(
        self,
        continuation: Callable[..., Any],
        client_call_details: grpc.aio.ClientCallDetails,
        request_iterator: Any,
    ) -> Any:
        return await continuation(_prepare(client_call_details, DEFAULT_STREAM_SECONDS), request_iterator)
