"""What the edge itself answers, and to whom."""

from __future__ import annotations

import json
import uuid

import encompass
import grpc
import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from encompass.questionnaire.v1 import questionnaire_service_pb2, questionnaire_service_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from services.stack.launch import StackInfo
from tests.e2e.people import PASSWORD, new_email, somebody

pytestmark = pytest.mark.e2e


async def test_json_over_http_signs_up_and_reads_questionnaires(stack: StackInfo) -> None:
    async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
        body = {"email": new_email(), "password": PASSWORD}
        signed_up = await http.post("/v1/auth:signUp", json=body)
        assert signed_up.status_code == 200, signed_up.text
        token = signed_up.json()["tokens"]["accessToken"]
        listed = await http.get("/v1/questionnaires", headers={"authorization": f"Bearer {token}"})
    assert [q["id"] for q in listed.json()["questionnaires"]] == ["who-would-you-be"]


async def test_json_errors_carry_the_reason_and_every_violation(stack: StackInfo) -> None:
    async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
        answer = await http.post("/v1/auth:signUp", json={"email": "nobody", "password": "short"})
    assert answer.status_code == 400
    details = {detail["@type"].rsplit(".", 1)[-1]: detail for detail in answer.json()["details"]}
    assert details["ErrorInfo"]["reason"] == "VALIDATION_FAILED"
    fields = {violation["field"] for violation in details["BadRequest"]["fieldViolations"]}
    assert fields == {"email", "password"}


async def test_the_key_set_is_public_and_holds_no_private_part(stack: StackInfo) -> None:
    async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
        answer = await http.get("/.well-known/jwks.json")
    keys = answer.json()["keys"]
    assert keys
    assert all(
        key["kty"] == "OKP" and key["crv"] == "Ed25519" and key["kid"] and "d" not in key for key in keys
    )


@pytest.mark.parametrize("authorization", ["", "Bearer nonsense", "Bearer a.b.c", "Basic bWF5YTptYXlh"])
async def test_a_call_without_a_token_of_ours_is_refused(stack: StackInfo, authorization: str) -> None:
    headers = {"authorization": authorization} if authorization else {}
    async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
        answer = await http.get("/v1/account", headers=headers)
    assert answer.status_code == 401


async def test_a_token_signed_with_another_key_is_refused(stack: StackInfo) -> None:
    async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
        kid = (await http.get("/.well-known/jwks.json")).json()["keys"][0]["kid"]
        forged = jwt.encode(
            {
                "iss": "https://auth.encompass.local",
                "aud": "encompass",
                "sub": str(uuid.uuid4()),
                "wid": str(uuid.uuid4()),
                "sid": str(uuid.uuid4()),
                "exp": 4_000_000_000,
            },
            Ed25519PrivateKey.generate(),
            algorithm="EdDSA",
            headers={"kid": kid},
        )
        answer = await http.get("/v1/account", headers={"authorization": f"Bearer {forged}"})
    assert answer.status_code == 401


async def test_a_forged_user_header_changes_nothing(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, httpx.AsyncClient(base_url=stack.edge_url) as http:
        assert client.tokens is not None
        headers = {
            "authorization": f"Bearer {client.tokens.access_token}",
            "x-user-id": str(uuid.uuid4()),
            "x-jwt-payload": "e30",
        }
        answer = await http.get("/v1/account", headers=headers)
        assert answer.json()["account"]["id"] == (await client.accounts.get()).id


async def test_grpc_web_reaches_the_services(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, httpx.AsyncClient(base_url=stack.edge_url) as http:
        assert client.tokens is not None
        answer = await http.post(
            "/encompass.questionnaire.v1.QuestionnaireService/ListQuestionnaires",
            headers={
                "authorization": f"Bearer {client.tokens.access_token}",
                "content-type": "application/grpc-web+proto",
                "x-grpc-web": "1",
            },
            content=b"\x00\x00\x00\x00\x00",
        )
    assert answer.status_code == 200
    assert b"who-would-you-be" in answer.content
    assert b"grpc-status:0" in answer.content.replace(b" ", b"")


async def test_reflection_lists_the_services(stack: StackInfo) -> None:
    async with grpc.aio.insecure_channel(stack.edge_url.removeprefix("http://")) as channel:
        stub = reflection_pb2_grpc.ServerReflectionStub(channel)
        request = reflection_pb2.ServerReflectionRequest(list_services="")
        async for answer in stub.ServerReflectionInfo(iter([request]), timeout=10):
            names = {service.name for service in answer.list_services_response.service}
            break
    assert {
        f"encompass.{d}.v1.{d.capitalize()}Service"
        for d in ("auth", "questionnaire", "script", "video", "media")
    } <= names


async def test_a_deadline_that_has_passed_is_an_error_of_its_own(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        assert client.tokens is not None
        async with grpc.aio.insecure_channel(stack.edge_url.removeprefix("http://")) as channel:
            stub = questionnaire_service_pb2_grpc.QuestionnaireServiceStub(channel)
            with pytest.raises(grpc.aio.AioRpcError) as raised:
                await stub.ListQuestionnaires(
                    questionnaire_service_pb2.ListQuestionnairesRequest(),
                    metadata=(("authorization", f"Bearer {client.tokens.access_token}"),),
                    timeout=0.000_1,
                )
    assert raised.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED


async def test_an_unknown_path_is_not_found_and_tells_nothing(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, httpx.AsyncClient(base_url=stack.edge_url) as http:
        assert client.tokens is not None
        headers = {"authorization": f"Bearer {client.tokens.access_token}"}
        answer = await http.get("/v1/nothing", headers=headers)
    assert answer.status_code in (404, 501)
    assert "Traceback" not in answer.text


async def test_a_body_that_is_no_json_is_a_bad_request(stack: StackInfo) -> None:
    async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
        answer = await http.post(
            "/v1/auth:signIn", content=b"{", headers={"content-type": "application/json"}
        )
    assert answer.status_code == 400


async def test_every_answer_bears_a_request_id(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        with pytest.raises(encompass.NotFound) as raised:
            await client.scripts.get(str(uuid.uuid4()))
    assert raised.value.request_id
    assert raised.value.reason == "SCRIPT_NOT_FOUND"
    json.dumps(raised.value.metadata)
