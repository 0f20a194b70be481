"""One log line a call."""

from time import perf_counter

from services.kit.errors import Code
from services.kit.grpc.call import OK, Call, Interceptor
from services.kit.grpc.interceptors.observation import code_name
from services.kit.logging import get_logger, log_answered

_ALARMING = frozenset({Code.UNKNOWN, Code.INTERNAL, Code.DATA_LOSS})


class AccessLog(Interceptor):
    """Says what was called, how it ended and how long it took; who called is in the context's ids."""

    def __init__(self) -> None:
        # Bound on the first call: by then the process has set its logs up.
        self._log = get_logger(__name__)

    def after(self, call: Call) -> None:
        milliseconds = round((perf_counter() - call.started) * 1000, 2)
        method = call.method.path
        if call.code == OK:
            if not log_answered(__name__, method, milliseconds):
                self._log.info("rpc.finished", method=method, code="OK", ms=milliseconds)
        else:
            write = self._log.error if call.code in _ALARMING else self._log.info
            write(
                "rpc.finished", method=method, code=code_name(call.code), reason=call.reason, ms=milliseconds
            )
