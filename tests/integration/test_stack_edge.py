"""The edge as a caller finds it: JSON, browsers, gRPC, tokens and their absence."""

import json
import time
import uuid
from typing import Any

import grpc
import httpx
import pytest
from encompass.auth.v1 import web_session_service_pb2 as web_pb2
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from services.stack.launch import StackInfo
from services.stack.layout import Layout

pytestmark = pytest.mark.xdist_group("whole stack")


@pytest.fixture
def web(stack: StackInfo) -> httpx.Client:
    return httpx.Client(base_url=stack.edge_url, timeout=20)


def _sign_up(web: httpx.Client) -> dict[str, Any]:
    answer = web.post(
        "/v1/auth:signUp",
        json={
            "email": f"{uuid.uuid4().hex}@example.com",
            "password": "a long walk by the sea",
            "displayName": "Maya",
        },
    )
    assert answer.status_code == 200, answer.text
    signed_up: dict[str, Any] = answer.json()
    return signed_up


def _bearer(signed_up: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {signed_up['tokens']['accessToken']}"}


def test_json_in_and_json_out_with_a_token(web: httpx.Client) -> None:
    signed_up = _sign_up(web)
    answer = web.get("/v1/account", headers=_bearer(signed_up))
    assert answer.status_code == 200
    assert answer.json()["account"]["id"] == signed_up["account"]["id"]


def test_without_a_token_the_edge_answers_with_a_typed_error(web: httpx.Client) -> None:
    answer = web.get("/v1/account")
    assert answer.status_code == 401
    assert answer.json()["code"] == 16
    assert answer.json()["details"][0]["reason"] == "TOKEN_INVALID"


def test_a_token_with_another_signature_is_refused(web: httpx.Client) -> None:
    head, payload, signature = _bearer(_sign_up(web))["authorization"].split(".")
    other = _bearer(_sign_up(web))["authorization"].split(".")[2]
    assert other != signature
    answer = web.get("/v1/account", headers={"authorization": f"{head}.{payload}.{other}"})
    assert answer.status_code == 401


def test_a_service_s_violations_reach_a_json_client_all_at_once(web: httpx.Client) -> None:
    answer = web.post("/v1/auth:signUp", json={"email": "nobody", "password": "short"})
    assert answer.status_code == 400
    kinds = {detail["@type"].rpartition(".")[2]: detail for detail in answer.json()["details"]}
    assert kinds["ErrorInfo"]["reason"] == "VALIDATION_FAILED"
    fields = {violation["field"] for violation in kinds["BadRequest"]["fieldViolations"]}
    assert {"email", "password"} <= fields


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/v1/nothing", b"", 404),
        ("POST", "/v1/auth:signIn", b'{"email": "a', 400),
        ("GET", "/v1/playback/forged/player", b"", 403),
        ("GET", "/v1/scripts/%2e%2e/secrets", b"", 404),
    ],
)
def test_nonsense_is_a_client_s_error_and_never_a_server_s(
    web: httpx.Client, method: str, path: str, body: bytes, status: int
) -> None:
    answer = web.request(method, path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text


def test_the_public_keys_are_there_for_everybody(web: httpx.Client) -> None:
    keys = web.get("/.well-known/jwks.json").json()["keys"]
    assert {key["alg"] for key in keys} == {"EdDSA"}
    assert all("d" not in key for key in keys)


def test_a_browser_on_this_machine_may_call_and_another_site_s_may_not(web: httpx.Client) -> None:
    def preflight(origin: str) -> httpx.Response:
        return web.options("/v1/account", headers={"origin": origin, "access-control-request-method": "GET"})

    allowed = preflight("http://localhost:5173")
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert "access-control-allow-origin" not in preflight("https://evil.example").headers


def test_grpc_web_is_spoken(web: httpx.Client) -> None:
    answer = web.post(
        "/encompass.auth.v1.AuthService/GetJwks",
        content=b"\0\0\0\0\0",
        headers={"content-type": "application/grpc-web+proto", "x-grpc-web": "1"},
    )
    assert answer.status_code == 200
    assert b"grpc-status:0" in answer.content.replace(b" ", b"")


def test_a_browser_stays_signed_in_by_a_cookie_that_only_its_sign_in_is_sent(web: httpx.Client) -> None:
    def call(method: str, request: Message, origin: str = "http://127.0.0.1:5173") -> httpx.Response:
        body = request.SerializeToString()
        return web.post(
            f"/encompass.auth.v1.WebSessionService/{method}",
            content=b"\0" + len(body).to_bytes(4, "big") + body,
            headers={"content-type": "application/grpc-web+proto", "x-grpc-web": "1", "origin": origin},
        )

    def opened(answer: httpx.Response) -> web_pb2.RefreshWebSessionResponse:
        size = int.from_bytes(answer.content[1:5], "big")
        return web_pb2.RefreshWebSessionResponse.FromString(answer.content[5 : 5 + size])

    email = f"{uuid.uuid4().hex}@example.com"
    sign_up = web_pb2.CreateWebAccountRequest(email=email, password="a long walk by the sea")
    answer = call("CreateWebAccount", sign_up)
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert "; Path=/encompass.auth.v1.WebSessionService/; HttpOnly; SameSite=Strict" in cookie

    refreshed = opened(call("RefreshWebSession", web_pb2.RefreshWebSessionRequest()))
    assert refreshed.account.email == email
    bearer = {"authorization": f"Bearer {refreshed.access.access_token}"}
    assert web.get("/v1/account", headers=bearer).json()["account"]["plan"] == "PLAN_FREE"

    elsewhere = call("RefreshWebSession", web_pb2.RefreshWebSessionRequest(), "https://evil.example")
    assert elsewhere.headers["grpc-status"] == "7"
    assert "access-control-allow-origin" not in elsewhere.headers
    call("EndWebSession", web_pb2.EndWebSessionRequest())
    assert not web.cookies
    assert call("RefreshWebSession", web_pb2.RefreshWebSessionRequest()).headers["grpc-status"] == "16"


async def test_reflection_and_health_answer_without_a_token(stack: StackInfo) -> None:
    async with grpc.aio.insecure_channel(stack.edge_url.removeprefix("http://")) as channel:
        health = await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=20)
        assert health.status == health_pb2.HealthCheckResponse.SERVING
        reflection = reflection_pb2_grpc.ServerReflectionStub(channel)
        ask = reflection_pb2.ServerReflectionRequest(list_services="")
        answers = [each async for each in reflection.ServerReflectionInfo(iter([ask]), timeout=20)]
    names = {service.name for service in answers[0].list_services_response.service}
    assert "encompass.script.v1.ScriptService" in names


def test_a_trace_that_begins_at_the_edge_goes_on_in_the_service(web: httpx.Client, stack: StackInfo) -> None:
    trace = uuid.uuid4().hex
    web.get(
        "/v1/account",
        headers={**_bearer(_sign_up(web)), "traceparent": f"00-{trace}-00f067aa0ba902b7-01"},
    )
    traces = Layout(stack.folder).traces
    deadline = time.monotonic() + 30
    found: set[str] = set()
    while {"edge", "auth"} - found and time.monotonic() < deadline:
        time.sleep(0.2)
        lines = [
            line for file in traces.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()
        ]
        found = {span["service"] for span in map(json.loads, lines) if span["trace_id"] == trace}
    assert {"edge", "auth"} <= found


def test_a_forged_user_header_never_reaches_the_log(web: httpx.Client, stack: StackInfo) -> None:
    request_id = web.get("/.well-known/jwks.json", headers={"x-user-id": "somebody-else"}).headers[
        "x-request-id"
    ]
    log = Layout(stack.folder).log_of("edge-access")
    deadline = time.monotonic() + 30
    entries: list[dict[str, Any]] = []
    while not entries and time.monotonic() < deadline:
        time.sleep(0.2)
        lines = log.read_text(encoding="utf-8").splitlines()
        entries = [entry for entry in map(json.loads, lines) if entry["request_id"] == request_id]
    assert [entry["user_id"] for entry in entries] == [None]


def test_everything_that_should_run_is_healthy(stack: StackInfo) -> None:
    status = json.loads(Layout(stack.folder).status.read_text(encoding="utf-8"))
    states = {part["name"]: part["state"] for part in status["parts"]}
    assert states.pop("prepare") == "done"
    assert set(states.values()) == {"ready"}, states
    assert {
        "auth",
        "questionnaire",
        "script",
        "video",
        "media",
        "script-worker",
        "video-worker",
        "jobs",
    } <= set(states)
