"""Channels to other services of the mesh."""

import grpc

from services.kit.settings import TlsSettings

Metadata = tuple[tuple[str, str], ...]


def open_channel(target: str, tls: TlsSettings, *, server_name: str) -> grpc.aio.Channel:
    """A channel to a service: mTLS, round robin over its addresses, keepalive, and on every call a
    deadline, the trace and the request id. UNAVAILABLE is retried for reads and for creates.

    Args:
        target: `host:port`, several of them with commas, or any gRPC target (`dns:///script:5000`).
        server_name: the service, as in "questionnaire"; its certificate has to name it.
    """
    raise AssertionError


def person_metadata() -> Metadata:
    """Metadata of a call on behalf of the current caller: their token, for `stub.Get(…, metadata=…)`.

    Raises:
        Unauthenticated: nobody is signed in.
    """
    raise AssertionError
