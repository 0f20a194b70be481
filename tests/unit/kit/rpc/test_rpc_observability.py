"""Logs, traces and metrics of calls."""

import asyncio
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
import structlog
from opentelemetry.trace import SpanKind
from pydantic import SecretStr

from services.kit import context, telemetry
from services.kit.errors import NotFound
from services.kit.logging import MASK, configure_logging, flush_logs, get_logger
from services.kit.metrics import METRICS, REGISTRY, exposition
from services.kit.probes import open_probes
from services.kit.settings import LogSettings, MetricsSettings, TelemetrySettings
from tests.unit.kit.rpc.conftest import Issuer, Running, Serve
from tests.unit.kit.rpc.echo import KINDS, SERVICE, call

TRACE = "0af7651916cd43dd8448eb211c80319c"
SAMPLED = f"00-{TRACE}-b7ad6b7169203331-01"
UNSAMPLED = f"00-{TRACE}-b7ad6b7169203331-00"


class Lines:
    """What was logged."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        flush_logs()
        return self.stream.getvalue()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def named(self, event: str) -> list[dict[str, Any]]:
        return [each for each in self.events if each["event"] == event]


@pytest.fixture
def lines() -> Iterator[Lines]:
    found = Lines()
    configure_logging(LogSettings(), service="echo", stream=found.stream)
    yield found
    structlog.reset_defaults()


@pytest.fixture
def spans(tmp_path: Path) -> Iterator[Any]:
    """Records spans to a file; calling it ends that and reads them."""
    path = tmp_path / "spans.jsonl"
    end = telemetry.configure_telemetry(TelemetrySettings(file=path), service="echo")

    def read() -> list[dict[str, Any]]:
        end()
        return [json.loads(line) for line in path.read_text().splitlines()]

    yield read
    end()


@pytest.mark.parametrize("kind", KINDS)
async def test_each_call_is_one_line_with_its_ids(
    lines: Lines, serve: Serve, issuer: Issuer, kind: str
) -> None:
    metadata = (*issuer.metadata(), ("x-request-id", "call-20"), ("traceparent", UNSAMPLED))
    async with serve() as running:
        await call(running.stub, kind, "hello", metadata=metadata)
    (line,) = lines.named("rpc.finished")
    assert line["ms"] >= 0
    assert {key: line[key] for key in ("service", "method", "code", "level", "request_id", "user_id")} == {
        "service": "echo",
        "method": f"/{SERVICE}/{kind}",
        "code": "OK",
        "level": "info",
        "request_id": "call-20",
        "user_id": str(issuer.user_id),
    }
    assert line["trace_id"] == TRACE


async def test_whatever_a_caller_calls_its_request_stays_one_line_of_json(
    lines: Lines, serve: Serve, issuer: Issuer
) -> None:
    odd = 'a "quoted" \\ id, {braces}'
    async with serve() as running:
        await call(running.stub, KINDS[0], "hello", metadata=(*issuer.metadata(), ("x-request-id", odd)))
    (line,) = lines.named("rpc.finished")
    assert line["request_id"] == odd
    assert abs(datetime.fromisoformat(line["time"]) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_an_error_is_logged_with_its_reason_and_a_fault_with_its_stack(
    lines: Lines, serve: Serve, issuer: Issuer
) -> None:
    async def missing(text: str) -> str:
        raise NotFound("No such echo.")

    async def broken(text: str) -> str:
        raise RuntimeError("boom")

    async with serve() as running:
        for act in (missing, broken):
            running.echo.act = act
            with pytest.raises(grpc.aio.AioRpcError):
                await call(running.stub, "GetEcho", "hello", metadata=issuer.metadata())
    missing_line, broken_line = lines.named("rpc.finished")
    assert (missing_line["code"], missing_line["reason"], missing_line["level"]) == (
        "NOT_FOUND",
        "NOT_FOUND",
        "info",
    )
    assert (broken_line["code"], broken_line["level"]) == ("INTERNAL", "error")
    (fault,) = lines.named("rpc.failed")
    assert "RuntimeError: boom" in fault["exception"]
    assert fault["request_id"] == broken_line["request_id"]


def test_what_is_secret_never_reaches_a_log(lines: Lines) -> None:
    token = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJtYXlhIn0.c2lnbmF0dXJl"
    log = get_logger("test")
    try:
        raise RuntimeError(f"postgresql+psycopg://app:hunter2@db:5432/x said no to Bearer {token}")
    except RuntimeError:
        log.exception(
            "test.failed",
            authorization=f"Bearer {token}",
            password="hunter2",
            refresh_token="hunter2",
            headers={"Cookie": "hunter2", "x-api-key": "hunter2"},
            setting=SecretStr("hunter2"),
            argv=["--dsn", "postgresql://app:hunter2@db/x"],
            note=f"sent {token}",
        )
    assert "hunter2" not in lines.text
    assert token not in lines.text
    (line,) = lines.events
    assert line["password"] == MASK
    assert line["event"] == "test.failed"


def test_a_stack_in_the_console_is_redacted_and_shows_no_values_of_variables() -> None:
    stream = io.StringIO()
    configure_logging(LogSettings(format="console"), service="echo", stream=stream)
    try:
        pixels = "a frame of a film"
        raise RuntimeError(f"postgresql://app:{len(pixels)}-hidden@host/db")
    except RuntimeError:
        get_logger("test").exception("it.broke")
    finally:
        structlog.reset_defaults()
    text = stream.getvalue()
    assert "RuntimeError: postgresql://app:[redacted]@host/db" in text
    assert text.count("a frame of a film") == 0


def test_a_job_is_named_in_every_line_of_its_block(lines: Lines) -> None:
    log = get_logger("test")
    with context.bound(job_id="job-1", user_id="maya"):
        log.info("step.done", step="outline")
    log.info("idle")
    inside, outside = lines.events
    assert (inside["job_id"], inside["user_id"]) == ("job-1", "maya")
    assert "job_id" not in outside


async def test_a_call_joins_its_callers_trace_and_passes_it_on(
    spans: Any, serve: Serve, issuer: Issuer
) -> None:
    carried: dict[str, str] = {}

    async def look(text: str) -> str:
        with telemetry.span("work", {"scene": 3}):
            telemetry.inject(carried)
        return text

    async with serve() as running:
        running.echo.act = look
        await call(
            running.stub, "WatchEcho", "hello", metadata=(*issuer.metadata(), ("traceparent", SAMPLED))
        )
    with telemetry.span("elsewhere", parent=telemetry.extract(carried), kind=SpanKind.CONSUMER):
        pass
    found = {each["name"]: each for each in spans()}
    server, work, elsewhere = found[f"{SERVICE}/WatchEcho"], found["work"], found["elsewhere"]
    assert {each["trace_id"] for each in (server, work, elsewhere)} == {TRACE}
    assert server["parent_id"] == "b7ad6b7169203331"
    assert work["parent_id"] == server["span_id"]
    assert elsewhere["parent_id"] == work["span_id"]
    assert (server["kind"], elsewhere["kind"], work["attributes"]) == ("server", "consumer", {"scene": 3})
    assert server["attributes"]["enduser.id"] == str(issuer.user_id)
    assert server["attributes"]["rpc.grpc.status_code"] == 0


async def test_a_trace_that_its_sender_does_not_record_is_passed_on_unrecorded(
    spans: Any, serve: Serve, issuer: Issuer
) -> None:
    carried: dict[str, str] = {}

    async def look(text: str) -> str:
        with telemetry.span("work"):
            telemetry.inject(carried)
        return text

    async with serve() as running:
        running.echo.act = look
        await call(
            running.stub, "GetEcho", "hello", metadata=(*issuer.metadata(), ("traceparent", UNSAMPLED))
        )
    assert carried["traceparent"].startswith(f"00-{TRACE}-")
    assert carried["traceparent"].endswith("-00")
    assert spans() == []


def test_a_failed_span_names_the_kind_of_error_and_not_its_text(spans: Any) -> None:
    with pytest.raises(RuntimeError), telemetry.span("work"):
        raise RuntimeError("what Maya wrote")
    (found,) = spans()
    assert (found["status"], found["error"]) == ("error", "RuntimeError")
    assert "Maya" not in json.dumps(found)


@pytest.mark.parametrize(
    "header", ["", "nonsense", f"ff-{TRACE}-b7ad6b7169203331-01", f"00-{'0' * 32}-{'0' * 16}-01"]
)
def test_a_broken_trace_header_starts_a_trace_of_its_own(header: str) -> None:
    assert not telemetry.extract({"traceparent": header})


@pytest.mark.parametrize("kind", KINDS)
async def test_calls_are_counted_and_timed(running: Running, issuer: Issuer, kind: str) -> None:
    method = f"/{SERVICE}/{kind}"

    def finished() -> float:
        return (
            REGISTRY.get_sample_value("encompass_rpc_seconds_count", {"method": method, "code": "OK"}) or 0.0
        )

    before, inside = finished(), 0.0

    async def look(text: str) -> str:
        nonlocal inside
        inside = REGISTRY.get_sample_value("encompass_rpc_in_flight", {"method": method}) or 0.0
        return text

    running.echo.act = look
    await call(running.stub, kind, "hello", metadata=issuer.metadata())
    assert finished() == before + 1
    assert inside == 1
    assert REGISTRY.get_sample_value("encompass_rpc_in_flight", {"method": method}) == 0


async def get(port: int, path: str) -> tuple[str, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
    writer.close()
    return head.splitlines()[0].split(" ", 1)[1], body


async def test_probes_answer_health_and_metrics() -> None:
    METRICS.story_tokens.inc()
    healthy = True
    async with open_probes(MetricsSettings(), healthy=lambda: healthy) as port:
        assert await get(port, "/healthz") == ("200 OK", "ok\n")
        healthy = False
        assert (await get(port, "/healthz"))[0] == "503 Service Unavailable"
        status, body = await get(port, "/metrics")
        assert status == "200 OK"
        assert "encompass_story_tokens_total" in body
        assert (await get(port, "/else"))[0] == "404 Not Found"
    assert b"encompass_story_tokens_total" in exposition()


async def test_lines_are_written_soon_and_alarming_ones_at_once(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = get_logger("test")
    log.info("calm")
    assert lines.stream.getvalue() == ""
    log.error("alarming")
    assert [json.loads(line)["event"] for line in lines.stream.getvalue().splitlines()] == [
        "calm",
        "alarming",
    ]
    written = asyncio.Event()
    monkeypatch.setattr(lines.stream, "flush", written.set)
    log.info("later")
    async with asyncio.timeout(30):
        await written.wait()
    assert "later" in lines.stream.getvalue()


def test_a_line_that_no_loop_would_write_is_written_at_once(lines: Lines) -> None:
    get_logger("test").info("last words")
    assert "last words" in lines.stream.getvalue()
