"""The gRPC server of a service."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import grpc

from services.kit.grpc.tokens import KeySet
from services.kit.settings import ServiceSettings


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


def run_service(settings: ServiceSettings, start: Start, *, keys: KeySet | None = None) -> None:
    """Answers calls until SIGTERM or SIGINT, then drains; returns when it is over.

    Args:
        start: opens everything that the services need, yields them, and closes it all.
        keys: public keys of access tokens; None asks the auth service (ENCOMPASS_PEERS) for them.
    """
    raise AssertionError
