"""`python -m services.stack.traces PORT FOLDER`: takes spans over OTLP/HTTP and keeps them as JSON lines.

Our own processes write their spans to files by themselves (services/kit/telemetry.py); this is for the
servers that only know how to send them: Envoy and Triton. One file per sender, of the same lines.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from services.stack.servers.traces import PATH

_LARGEST = 16 * 1024 * 1024


def main() -> None:
    """Serves on the loopback until it is killed."""
    port, folder = int(sys.argv[1]), Path(sys.argv[2])

    class Handler(_Handler):
        traces = folder

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


def lines_by_sender(request: ExportTraceServiceRequest) -> dict[str, list[str]]:
    """The spans of one export as JSON lines, by the service that sent them."""
    found: dict[str, list[str]] = {}
    for resource_spans in request.resource_spans:
        sender = str(_attributes(resource_spans.resource.attributes).get("service.name") or "unknown")
        for scope_spans in resource_spans.scope_spans:
            found.setdefault(sender, []).extend(json.dumps(_span(span, sender)) for span in scope_spans.spans)
    return found


def from_json(body: bytes) -> ExportTraceServiceRequest:
    """Reads OTLP's own JSON, which writes ids in hexadecimal where protobuf's JSON has base64."""
    export = json.loads(body)
    for resource_spans in export.get("resourceSpans", []):
        for scope_spans in resource_spans.get("scopeSpans", []):
            for span in scope_spans.get("spans", []):
                for key in ("traceId", "spanId", "parentSpanId"):
                    span[key] = base64.b64encode(bytes.fromhex(span.get(key, ""))).decode()
                span.pop("links", None)
    return ParseDict(export, ExportTraceServiceRequest(), ignore_unknown_fields=True)


class _Handler(BaseHTTPRequestHandler):
    traces: ClassVar[Path]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/healthz" else 404, b"")

    def do_POST(self) -> None:
        try:
            body = self._body()
            as_json = self.headers.get("Content-Type", "").startswith("application/json")
            request = from_json(body) if as_json else ExportTraceServiceRequest.FromString(body)
        except (DecodeError, ParseError, ValueError, KeyError, TypeError):
            self.close_connection = True
            self._answer(400, b"")
            return
        if self.path != PATH:
            self._answer(404, b"")
            return
        for sender, lines in lines_by_sender(request).items():
            name = "".join(letter for letter in sender if letter.isalnum() or letter in "-_") or "unknown"
            with (self.traces / f"{name}.jsonl").open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in lines))
        self._answer(200, ExportTraceServiceResponse().SerializeToString())

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":  # as Triton sends it
            return self._read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while length := int(self.rfile.readline(16).split(b";")[0], 16):  # as Envoy does
            body += self._read(length)
            self.rfile.readline(2)
        self.rfile.readline(2)
        return body

    def _read(self, length: int) -> bytes:
        if not 0 <= length <= _LARGEST:
            raise ValueError("too large")
        return self.rfile.read(length)

    def log_message(self, format: str, *args: object) -> None:
        """An access log would only repeat what the files hold."""

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _span(span: Span, sender: str) -> dict[str, object]:
    # The same keys as services/kit/telemetry.py writes, so that one reader reads all files.
    return {
        "trace_id": span.trace_id.hex(),
        "span_id": span.span_id.hex(),
        "parent_id": span.parent_span_id.hex(),
        "name": span.name,
        "kind": Span.SpanKind.Name(span.kind).removeprefix("SPAN_KIND_").lower(),
        "service": sender,
        "start_unix_ns": span.start_time_unix_nano,
        "duration_ms": round((span.end_time_unix_nano - span.start_time_unix_nano) / 1e6, 3),
        "status": Status.StatusCode.Name(span.status.code).removeprefix("STATUS_CODE_").lower(),
        "error": span.status.message,
        "attributes": _attributes(span.attributes),
    }


def _attributes(pairs: Iterable[KeyValue]) -> dict[str, object]:
    return {pair.key: _value(pair.value) for pair in pairs}


def _value(value: AnyValue) -> object:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [_value(item) for item in value.array_value.values]
    if kind in ("string_value", "bool_value", "int_value", "double_value"):
        return getattr(value, kind)
    return str(value)


if __name__ == "__main__":
    main()
