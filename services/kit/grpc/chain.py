"""Runs a server's interceptors around its handlers.

gRPC's own way has each interceptor build a handler for each call. Here the handler of a method is
built once, for all four kinds of method, and runs the interceptors' hooks in one pass.
"""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from typing import Any, Never, TypeAlias

import grpc
from google.protobuf.message import Message
from google.rpc import status_pb2

from services.kit.grpc.call import Call, Interceptor, Method, ServicerContext

Before = Callable[[Call], Awaitable[None] | None]
After = Callable[[Call], None]
OnMessage = Callable[[Call, Message], None]
# gRPC's classes are generic to the type checker alone, hence the quotes.
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
MaybeHandler: TypeAlias = "grpc.RpcMethodHandler[Any, Any] | None"

_UNTOUCHED = ("/grpc.health.", "/grpc.reflection.")
"""Services that answer any certificate of the mesh, without a token, a log line or a span."""
_CODES = {code.value[0]: code for code in grpc.StatusCode}


class Chain(grpc.aio.ServerInterceptor):
    """The interceptors of a server, outermost first."""

    def __init__(self, interceptors: Sequence[Interceptor], public_methods: Iterable[str] = ()) -> None:
        self.interceptors = tuple(interceptors)
        self._public = frozenset(public_methods)
        self._handlers: dict[str, Handler] = {}

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[MaybeHandler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> MaybeHandler:
        path = handler_call_details.method
        known = self._handlers.get(path)
        if known is not None:
            return known
        handler = await continuation(handler_call_details)
        if handler is None or path.startswith(_UNTOUCHED):
            return handler
        # Only methods that exist are remembered, so that inventing names can't fill the memory.
        wrapped = self._handlers[path] = self.wrap(path, handler)
        return wrapped

    def wrap(self, path: str, handler: Handler) -> Handler:
        """The handler of one method with all interceptors that apply to it around it."""
        _, service, name = path.split("/")
        method = Method(
            path=path,
            service=service,
            name=name,
            public=path in self._public,
            request_streaming=handler.request_streaming,
            response_streaming=handler.response_streaming,
        )
        hooks = _Hooks(method, [each for each in self.interceptors if each.applies_to(method)])
        if handler.response_streaming:
            make, behaviour = (
                (grpc.stream_stream_rpc_method_handler, handler.stream_stream)
                if handler.request_streaming
                else (grpc.unary_stream_rpc_method_handler, handler.unary_stream)
            )
            return make(_stream(hooks, behaviour), handler.request_deserializer, handler.response_serializer)
        make, behaviour = (
            (grpc.stream_unary_rpc_method_handler, handler.stream_unary)
            if handler.request_streaming
            else (grpc.unary_unary_rpc_method_handler, handler.unary_unary)
        )
        return make(_unary(hooks, behaviour), handler.request_deserializer, handler.response_serializer)


class _Hooks:
    """The hooks of one method's interceptors: only those that do something."""

    def __init__(self, method: Method, interceptors: Sequence[Interceptor]) -> None:
        self.method = method
        self._before: tuple[tuple[Before, After | None], ...] = tuple(
            (each.before, each.after if type(each).after is not Interceptor.after else None)
            for each in interceptors
        )
        self._on_message: tuple[OnMessage, ...] = tuple(
            each.on_message for each in interceptors if type(each).on_message is not Interceptor.on_message
        )

    def open(self, request: Any, context: ServicerContext) -> Call:
        streaming = self.method.request_streaming
        metadata = dict(context.invocation_metadata() or ())
        return Call(self.method, context, None if streaming else request, metadata)

    async def enter(self, call: Call, entered: list[After]) -> None:
        for before, after in self._before:
            waiting = before(call)
            if waiting is not None:
                await waiting
            if after is not None:
                entered.append(after)

    def leave(self, call: Call, entered: list[After]) -> None:
        for after in reversed(entered):
            after(call)

    def requests(self, call: Call, request: Any) -> Any:
        """What the handler gets: the request, or the stream of them with the hooks on each."""
        if not self.method.request_streaming or not self._on_message:
            return request
        return self._each(call, request)

    async def _each(self, call: Call, requests: AsyncIterator[Message]) -> AsyncIterator[Message]:
        async for message in requests:
            for on_message in self._on_message:
                on_message(call, message)
            yield message


def _unary(hooks: _Hooks, behaviour: Any) -> Any:
    async def handle(request: Any, context: ServicerContext) -> Any:
        call = hooks.open(request, context)
        entered: list[After] = []
        try:
            await hooks.enter(call, entered)
            return await behaviour(hooks.requests(call, request), context)
        except BaseException as error:
            call.error = error
            # Left in the `finally` below, which then knows what the caller is told.
            raise
        finally:
            hooks.leave(call, entered)
            if call.status is not None:
                await _abort(call)

    return handle


def _stream(hooks: _Hooks, behaviour: Any) -> Any:
    async def handle(request: Any, context: ServicerContext) -> AsyncIterator[Any]:
        call = hooks.open(request, context)
        entered: list[After] = []
        try:
            await hooks.enter(call, entered)
            responses = behaviour(hooks.requests(call, request), context)
            if inspect.isawaitable(responses):
                await responses  # A handler that writes to the context itself.
                return
            async with aclosing(responses):
                async for response in responses:
                    yield response
        except BaseException as error:
            call.error = error
            raise
        finally:
            hooks.leave(call, entered)
            if call.status is not None:
                await _abort(call)

    return handle


async def _abort(call: Call) -> Never:
    """Ends the call with its status, and with its id: whoever reports the error can say which call it was."""
    status = call.status or status_pb2.Status()
    await call.context.abort(
        _CODES[status.code],
        status.message,
        trailing_metadata=(
            ("grpc-status-details-bin", status.SerializeToString()),
            ("x-request-id", call.request_id),
        ),
    )
