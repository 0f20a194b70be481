"""Channels: what every call carries, and which calls are tried again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import grpc
import pytest

from services.kit import context
from services.kit.errors import Unauthenticated, Unavailable
from services.kit.grpc.client import call_metadata, open_channel, person_metadata, service_config
from services.kit.principal import current_principal
from services.kit.settings import TlsSettings
from tests.unit.kit.rpc.conftest import Issuer, Running, Serve
from tests.unit.kit.rpc.echo import KINDS, SERVICE, call, pb_grpc


def test_reads_creates_and_nothing_else_are_tried_again() -> None:
    config = json.loads(service_config([SERVICE]))
    assert config["loadBalancingConfig"] == [{"round_robin": {}}]
    (policy,) = config["methodConfig"]
    assert {each["method"] for each in policy["name"]} == {"GetEcho", "CreateEcho"}
    assert policy["retryPolicy"]["retryableStatusCodes"] == ["UNAVAILABLE"]


def test_a_channel_to_a_service_without_a_descriptor_still_balances() -> None:
    assert json.loads(service_config(["encompass.none.v1.NoService"])) == {
        "loadBalancingConfig": [{"round_robin": {}}]
    }


@pytest.mark.parametrize(("method", "calls"), [("GetEcho", 3), ("CancelEcho", 1)])
async def test_an_unavailable_read_is_tried_again_and_a_change_is_not(
    running: Running, issuer: Issuer, method: str, calls: int
) -> None:
    async def fail_twice(text: str) -> str:
        if running.echo.calls < 3:
            raise Unavailable("Not now.")
        return text

    running.echo.act = fail_twice
    with suppress(grpc.aio.AioRpcError):
        await call(running.stub, method, "hello", metadata=issuer.metadata())
    assert running.echo.calls == calls


@pytest.mark.parametrize("kind", KINDS)
async def test_a_call_without_a_deadline_gets_one(running: Running, issuer: Issuer, kind: str) -> None:
    seen: list[float | None] = []

    async def look(text: str) -> str:
        seen.append(context.current().deadline)
        return text

    running.echo.act = look
    await call(running.stub, kind, "hello", metadata=issuer.metadata())
    assert seen[0] is not None


@pytest.fixture
async def forwarding(serve: Serve, running: Running, tls: TlsSettings) -> AsyncIterator[Running]:
    """A second service, whose handler asks the first on the caller's behalf."""
    async with open_channel(running.target, tls, server_name="echo", services=[SERVICE]) as channel:
        stub = pb_grpc.EchoServiceStub(channel)
        async with serve() as front:

            async def ask(text: str) -> str:
                (answer,) = await call(stub, "GetEcho", text, metadata=person_metadata())
                return answer

            front.echo.act = ask
            yield front


async def test_the_person_the_request_id_and_the_deadline_travel_on(
    forwarding: Running, running: Running, issuer: Issuer
) -> None:
    seen: list[Any] = []

    async def look(text: str) -> str:
        seen.extend([current_principal(), context.current()])
        return text

    running.echo.act = look
    metadata = (*issuer.metadata(), ("x-request-id", "call-19"))
    await call(forwarding.stub, "GetEcho", "hello", metadata=metadata, timeout=60)
    principal, call_context = seen
    assert principal.user_id == issuer.user_id
    assert call_context.request_id == "call-19"
    assert call_context.deadline - asyncio.get_running_loop().time() <= 60


async def test_a_dependency_that_is_down_is_unavailable_and_its_text_stays_inside(
    forwarding: Running, running: Running, issuer: Issuer
) -> None:
    async def fail(text: str) -> str:
        raise Unavailable("shard-1 at 10.0.0.7 is down")

    running.echo.act = fail
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call(forwarding.stub, "CancelEcho", "hello", metadata=issuer.metadata())
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
    assert "10.0.0.7" not in repr(caught.value)


def test_nobody_signed_in_means_no_metadata_of_a_person() -> None:
    with pytest.raises(Unauthenticated):
        person_metadata()


def test_a_call_outside_of_any_request_carries_no_ids() -> None:
    assert call_metadata() == ()
