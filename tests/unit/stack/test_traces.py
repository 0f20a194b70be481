"""Spans of servers that only know how to send them."""

import base64
import json

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from services.stack.traces import from_json, lines_by_sender

TRACE, SPAN = "5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174"


def _export() -> ExportTraceServiceRequest:
    export = ExportTraceServiceRequest()
    resource_spans = export.resource_spans.add()
    resource_spans.resource.attributes.append(
        KeyValue(key="service.name", value=AnyValue(string_value="edge"))
    )
    resource_spans.scope_spans.add().spans.add(
        trace_id=bytes.fromhex(TRACE),
        span_id=bytes.fromhex(SPAN),
        name="ScriptService/Read",
        start_time_unix_nano=1_000_000,
        end_time_unix_nano=3_500_000,
    )
    return export


def test_a_span_becomes_a_line_with_the_keys_of_our_own_spans() -> None:
    (line,) = lines_by_sender(_export())["edge"]
    span = json.loads(line)
    assert (span["trace_id"], span["span_id"], span["parent_id"]) == (TRACE, SPAN, "")
    assert (span["service"], span["name"], span["duration_ms"]) == ("edge", "ScriptService/Read", 2.5)


def test_json_with_ids_in_hexadecimal_reads_the_same() -> None:
    body = {
        "resourceSpans": [
            {
                "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "edge"}}]},
                "scopeSpans": [
                    {
                        "spans": [
                            {
                                "traceId": TRACE,
                                "spanId": SPAN,
                                "name": "ScriptService/Read",
                                "startTimeUnixNano": "1000000",
                                "endTimeUnixNano": 3_500_000,
                                "unheardOf": True,
                            }
                        ]
                    }
                ],
            }
        ]
    }
    assert from_json(json.dumps(body).encode()) == _export()
    assert base64.b64encode(bytes.fromhex(TRACE)).decode() not in json.dumps(body)
