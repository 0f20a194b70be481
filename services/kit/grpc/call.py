"""What interceptors work with: a method, known once; a call of it; and the interceptor itself."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import grpc
from google.protobuf.message import Message
from google.rpc import status_pb2
from opentelemetry.trace import Span

from services.kit.principal import Principal

ServicerContext = grpc.aio.ServicerContext[Any, Any]

OK = 0


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a service, as the server knows it before any call."""

    path: str
    """/encompass.script.v1.ScriptService/GetScript"""
    service: str
    name: str
    public: bool
    """Needs no access token."""
    request_streaming: bool
    response_streaming: bool


@dataclass(slots=True, eq=False)
class Call:
    """One call under way. Interceptors leave here what those around them need."""

    method: Method
    context: ServicerContext
    request: Message | None
    """The request; None where requests are a stream."""
    metadata: dict[str, Any]
    started: float = field(default_factory=perf_counter)
    request_id: str = ""
    principal: Principal | None = None
    span: Span | None = None
    error: BaseException | None = None
    """What the handler, or an interceptor further in, raised."""
    code: int = OK
    """The canonical code that the caller gets."""
    reason: str = ""
    """The reason that the caller gets, when `code` isn't OK."""
    status: status_pb2.Status | None = None
    """What ends the call, where an error was translated."""


class Interceptor:
    """One concern of every call. Overrides what it needs; the rest costs nothing.

    `before` runs on the way in, outermost interceptor first; `after` on the way out, innermost first,
    for every interceptor whose `before` went well, however the call ended. Both must be quick: where
    `before` has to wait, it returns an awaitable.
    """

    def applies_to(self, method: Method) -> bool:
        """Whether calls of this method pass through here at all; asked once a method."""
        return True

    def before(self, call: Call) -> Awaitable[None] | None:
        """On the way in; an exception ends the call."""

    def on_message(self, call: Call, message: Message) -> None:
        """For every message of a request stream, before the handler gets it; an exception ends the call."""

    def after(self, call: Call) -> None:
        """On the way out; must not raise."""
