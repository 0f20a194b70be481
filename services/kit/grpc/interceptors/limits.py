"""Turns calls away before they can slow down everybody."""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta

from services.kit.errors import Overloaded, Throttled
from services.kit.grpc.call import Call, Interceptor
from services.kit.metrics import METRICS

_PEOPLE_REMEMBERED = 50_000
_BUSY_RETRY = timedelta(milliseconds=250)


class Limits(Interceptor):
    """A limit on calls at a time, and a token bucket for each person, both of this process alone.

    Streams that are open for long count apart, so that people who watch don't keep others from calling.
    """

    def __init__(
        self,
        *,
        concurrent_calls: int,
        concurrent_streams: int,
        user_calls_per_second: float,
        user_burst: int,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._free = {False: concurrent_calls, True: concurrent_streams}
        self._rate = user_calls_per_second
        self._burst = float(user_burst)
        self._monotonic = monotonic
        self._buckets: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def before(self, call: Call) -> None:
        streaming = call.method.response_streaming
        if self._free[streaming] <= 0:
            METRICS.rpc_rejected.labels("concurrency").inc()
            raise Overloaded(
                "Too many calls at the moment; try again soon.",
                metadata=_in_words(_BUSY_RETRY),
                retry_after=_BUSY_RETRY,
            )
        if call.principal is not None:
            self._take_token(call.principal.user_id)
        self._free[streaming] -= 1

    def after(self, call: Call) -> None:
        self._free[call.method.response_streaming] += 1

    def _take_token(self, user: object) -> None:
        now = self._monotonic()
        tokens, since = self._buckets.pop(user, (self._burst, now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        if tokens < 1:
            self._buckets[user] = (tokens, now)
            METRICS.rpc_rejected.labels("user_rate").inc()
            wait = timedelta(seconds=(1 - tokens) / self._rate)
            raise Throttled(
                "You are calling faster than allowed.", metadata=_in_words(wait), retry_after=wait
            )
        self._buckets[user] = (tokens - 1, now)
        if len(self._buckets) > _PEOPLE_REMEMBERED:
            self._buckets.popitem(last=False)


def _in_words(wait: timedelta) -> dict[str, str]:
    return {"retry_after_ms": str(round(wait.total_seconds() * 1000))}
