"""Gives every call an id: the caller's where it sends a sound one, else a new one."""

import asyncio
import os

from services.kit import context
from services.kit.grpc.call import Call, Interceptor

HEADER = "x-request-id"

_LONGEST = 128


class RequestId(Interceptor):
    """Binds the id and the deadline of the call to its task."""

    def before(self, call: Call) -> None:
        given = call.metadata.get(HEADER)
        sound = isinstance(given, str) and 0 < len(given) <= _LONGEST and given.isprintable()
        call.request_id = given if isinstance(given, str) and sound else os.urandom(16).hex()
        remaining = call.context.time_remaining()
        deadline = None if remaining is None else asyncio.get_running_loop().time() + remaining
        context.enter(context.CallContext(request_id=call.request_id, deadline=deadline))
