"""Structured logs: a static event name, and identifiers as fields.

    log = get_logger(__name__)
    log.info("scene.rendered", video_id=str(video_id), scene=3, frames=96)

The ids of the call, the job and the trace come by themselves; what looks like a secret is masked.
"""

import asyncio
import json
import logging
import re
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from services.kit import context, telemetry
from services.kit.settings import LogSettings

MASK = "[redacted]"

_GATHER_SECONDS = 0.05
_MOST_LINES = 1000
_SECRET_NAMES = ("authorization", "password", "passwd", "secret", "token", "cookie", "api_key", "private_key")
_HARMLESS = frozenset(
    {
        "event",
        "level",
        "time",
        "service",
        "component",
        "request_id",
        "trace_id",
        "user_id",
        "job_id",
        "method",
        "ms",
    }
)
"""What the platform itself fills in, on every line."""
_JWT = re.compile(r"eyJ[\w-]{4,}\.[\w-]+\.[\w-]*")
_BEARER = re.compile(r"(?i)bearer\s+\S+")
_URL_PASSWORD = re.compile(r"(://[^:/@\s]*):[^@/\s]+@")


def get_logger(name: str) -> FilteringBoundLogger:
    """A logger; `name` is the module's."""
    return cast(FilteringBoundLogger, structlog.get_logger(component=name))


def configure_logging(settings: LogSettings, *, service: str, stream: TextIO | None = None) -> None:
    """Sets up logs for the whole process, those of libraries too (from WARNING on)."""
    global _answered
    output = stream or sys.stdout
    level = logging.getLevelNamesMapping()[settings.level]
    shared: list[Processor] = [
        _Context(service),
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    ]
    last: list[Processor]
    if settings.format == "json":
        last = [structlog.processors.format_exc_info, redact, _as_json]
    else:
        # As text, so that it is redacted, too; and without the values of variables, which may be large: to
        # lay those out has blocked a worker for longer than its lease.
        console = structlog.dev.ConsoleRenderer(
            colors=output.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        last = [structlog.processors.format_exc_info, redact, console]
    factory = _Factory(output)
    takes_them = settings.format == "json" and level <= logging.INFO
    _answered = _Answered(factory.output, service) if takes_them else None
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=factory,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Masks values whose name says that they are secret, and tokens and passwords inside other texts."""
    for key, value in event.items():
        if key in _HARMLESS:
            continue
        if isinstance(value, str):
            event[key] = MASK if _is_secret(key) and value else _mask_text(value)
        elif isinstance(value, bytes):
            event[key] = MASK if _is_secret(key) else _mask_text(value.decode(errors="replace"))
        elif isinstance(value, Mapping):
            event[key] = redact(_, __, dict(value))
        elif isinstance(value, list | tuple):
            event[key] = [_mask_text(item) if isinstance(item, str) else item for item in value]
    return event


def log_answered(component: str, method: str, milliseconds: float) -> bool:
    """Logs a call that went well, as `rpc.finished`; False if the log doesn't take such lines this way.

    The one line that a service writes thousands of times a second: only what it is made of is kept now,
    and the text is made when the line is written, with those of other calls.
    """
    lines = _answered
    if lines is None:
        return False
    trace_id = telemetry.current_trace_number()
    lines.output.calm((lines, component, method, milliseconds, time.time(), context.current(), trace_id))
    return True


def flush_logs() -> None:
    """Writes what was logged in the last moment."""
    for output in _outputs:
        output.flush()


class _Output:
    """Gathers lines for a moment, where an event loop runs to write them soon.

    A system call for each line, which gives the interpreter's lock away, costs a service that answers
    thousands of calls a second more than all the rest of its log. Warnings and worse are written at
    once; a process that is killed loses at most the last moment's lines below that.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: list[_Line] = []
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        """The loop that will write soon; None where none was asked to."""

    def calm(self, line: "_Line") -> None:
        self._lines.append(line)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()  # No loop runs here, or none any more: nobody would come back to write it.
            return
        if len(self._lines) >= _MOST_LINES:
            self.flush()
        elif self._loop is not loop:
            self._loop = loop
            loop.call_later(_GATHER_SECONDS, self._due)

    def urgent(self, line: str) -> None:
        self._lines.append(line)
        self.flush()

    debug = info = msg = calm
    warning = warn = error = critical = exception = fatal = failure = urgent

    def flush(self) -> None:
        with self._lock:
            lines, self._lines = self._lines, []
            if lines:
                texts = [line if isinstance(line, str) else line[0].text(*line[1:]) for line in lines]
                self._stream.write("\n".join(texts) + "\n")
                self._stream.flush()

    def _due(self) -> None:
        self._loop = None
        self.flush()


class _Factory:
    """Gives every logger the same output, as structlog asks for it."""

    def __init__(self, stream: TextIO) -> None:
        self.output = _Output(stream)
        _outputs[:] = [self.output]

    def __call__(self, *_: object) -> _Output:
        return self.output


class _Answered:
    """Makes the lines of `log_answered`: what the processors would make of them, in one go.

    All their fields are among those that `redact` passes over.
    """

    def __init__(self, output: _Output, service: str) -> None:
        self.output = output
        self._service = _encode(service)

    def text(
        self,
        component: str,
        method: str,
        milliseconds: float,
        seconds: float,
        ids: context.CallContext,
        trace_id: int,
    ) -> str:
        moment = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
        line = (
            f'{{"component": "{component}", "method": "{method}", "code": "OK", "ms": {milliseconds}, '
            f'"event": "rpc.finished", "service": {self._service}, "request_id": {_encode(ids.request_id)}'
        )
        if ids.user_id:
            line += f', "user_id": "{ids.user_id}"'
        if trace_id:
            line += f', "trace_id": "{trace_id:032x}"'
        return f'{line}, "level": "info", "time": "{moment[:-6]}Z"}}'


_Line = str | tuple[_Answered, str, str, float, float, context.CallContext, int]
_outputs: list[_Output] = []
_answered: _Answered | None = None
_encode = json.JSONEncoder(default=str, ensure_ascii=False).encode


def _as_json(_: WrappedLogger, __: str, event: EventDict) -> str:
    return _encode(event)


class _Context:
    """Adds the service and the ids of the running task."""

    def __init__(self, service: str) -> None:
        self._service = service

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["service"] = self._service
        current = context.current()
        if current.request_id:
            event.setdefault("request_id", current.request_id)
        if current.user_id:
            event.setdefault("user_id", current.user_id)
        if current.job_id:
            event.setdefault("job_id", current.job_id)
        trace_id = telemetry.current_trace_id()
        if trace_id:
            event.setdefault("trace_id", trace_id)
        return event


@lru_cache(maxsize=1024)
def _is_secret(key: str) -> bool:
    lowered = key.lower().replace("-", "_")
    return any(name in lowered for name in _SECRET_NAMES)


def _mask_text(text: str) -> str:
    # The substrings are looked for first: they are cheap, and nearly always absent.
    if "eyJ" in text:
        text = _JWT.sub(MASK, text)
    if "earer " in text:
        text = _BEARER.sub(MASK, text)
    if "://" in text:
        text = _URL_PASSWORD.sub(rf"\1:{MASK}@", text)
    return text
