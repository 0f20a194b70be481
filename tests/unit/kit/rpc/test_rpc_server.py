"""The server as a client sees it: every interceptor, on every kind of method."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import grpc
import pytest
from google.protobuf.message import Message
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from grpc_status import rpc_status

from services.kit import context
from services.kit.errors import Code, DomainError, FieldViolation, HelpLink
from services.kit.grpc.client import open_channel
from services.kit.grpc.status import detail_message, read_remote_error
from services.kit.principal import current_principal
from services.kit.settings import GrpcSettings, TlsSettings
from tests.unit.kit.rpc.certificates import Authority
from tests.unit.kit.rpc.conftest import Issuer, Running, Serve
from tests.unit.kit.rpc.echo import KINDS, SERVICE, call, pb, pb_grpc


class CupEmpty(DomainError):
    code = Code.FAILED_PRECONDITION
    reason = "CUP_EMPTY"
    domain = "encompass.tea"


@dataclass(frozen=True, slots=True)
class Kettle:
    name: str


class Stranger:
    """Nobody has said what this is on the wire."""


@detail_message.register
def _(kettle: Kettle) -> Message:
    message: Message = error_details_pb2.ResourceInfo(resource_type="kettle", resource_name=kettle.name)
    return message


_RACES_AT_MOST = 5


async def failing(stub: Any, kind: str, *texts: str, **options: Any) -> grpc.aio.AioRpcError:
    for _ in range(_RACES_AT_MOST):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call(stub, kind, *texts, **options)
        # Where a server ends a stream before the request is written, grpc may lose what the server said.
        if "execute_batch" not in (caught.value.debug_error_string() or ""):
            break
    return caught.value


def details(error: grpc.aio.AioRpcError) -> list[Message]:
    known = (
        error_details_pb2.ErrorInfo,
        error_details_pb2.BadRequest,
        error_details_pb2.RetryInfo,
        error_details_pb2.Help,
        error_details_pb2.ResourceInfo,
    )
    status = rpc_status.from_call(error)
    found = []
    for packed in status.details if status else ():
        for kind in known:
            if packed.Is(kind.DESCRIPTOR):
                message = kind()
                packed.Unpack(message)
                found.append(message)
    return found


@pytest.mark.parametrize("kind", KINDS)
async def test_a_sound_call_with_a_good_token_reaches_the_handler(
    running: Running, issuer: Issuer, kind: str
) -> None:
    assert await call(running.stub, kind, "hello", metadata=issuer.metadata()) == ["HELLO"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_call_without_a_token_is_unauthenticated(running: Running, kind: str) -> None:
    error = await failing(running.stub, kind, "hello")
    assert error.code() == grpc.StatusCode.UNAUTHENTICATED
    assert read_remote_error(error).reason == "TOKEN_MISSING"
    assert running.echo.calls == 0


async def test_a_public_method_needs_no_token(running: Running) -> None:
    assert await call(running.stub, "PublicEcho", "hello") == ["HELLO"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_domain_error_is_told_with_exactly_one_reason(
    running: Running, issuer: Issuer, kind: str
) -> None:
    async def fail(text: str) -> str:
        raise CupEmpty(
            "The cup is empty.",
            metadata={"cup": "7"},
            violations=[FieldViolation("cup", "is empty", "cup.full")],
            retry_after=timedelta(seconds=1.5),
        )

    running.echo.act = fail
    error = await failing(running.stub, kind, "hello", metadata=issuer.metadata())
    assert (error.code(), error.details()) == (grpc.StatusCode.FAILED_PRECONDITION, "The cup is empty.")
    info, bad_request, retry = details(error)
    assert info == error_details_pb2.ErrorInfo(
        reason="CUP_EMPTY", domain="encompass.tea", metadata={"cup": "7"}
    )
    assert isinstance(bad_request, error_details_pb2.BadRequest)
    assert bad_request.field_violations[0].field == "cup"
    assert isinstance(retry, error_details_pb2.RetryInfo)
    assert retry.retry_delay.ToMilliseconds() == 1500


@pytest.mark.parametrize("kind", KINDS)
async def test_a_domain_error_says_where_help_is_and_what_its_domain_adds(
    running: Running, issuer: Issuer, kind: str
) -> None:
    async def fail(text: str) -> str:
        raise CupEmpty(
            "The cup is empty.",
            help_links=[HelpLink("How tea is made", "https://tea.example")],
            details=[Kettle("the blue one"), Stranger()],
        )

    running.echo.act = fail
    error = await failing(running.stub, kind, "hello", metadata=issuer.metadata())
    _, help_, kettle = details(error)
    assert help_ == error_details_pb2.Help(
        links=[error_details_pb2.Help.Link(description="How tea is made", url="https://tea.example")]
    )
    assert kettle == error_details_pb2.ResourceInfo(resource_type="kettle", resource_name="the blue one")


async def test_a_hundred_violations_come_through(running: Running, issuer: Issuer) -> None:
    async def fail(text: str) -> str:
        raise CupEmpty(
            "All cups are empty.",
            violations=[
                FieldViolation(f"cups[{number}]", "is empty; fill it, as it says on the box, to the rim" * 3)
                for number in range(100)
            ],
        )

    running.echo.act = fail
    error = await failing(running.stub, "GetEcho", "hello", metadata=issuer.metadata())
    assert len(read_remote_error(error).violations) == 100


async def test_details_that_no_header_holds_are_left_out_and_the_rest_is_told(
    running: Running, issuer: Issuer
) -> None:
    async def fail(text: str) -> str:
        raise CupEmpty(
            "All cups are empty.",
            violations=[FieldViolation(f"cups[{number}]", "is empty" * 50) for number in range(1000)],
            details=[Kettle("x" * 100_000)],
        )

    running.echo.act = fail
    error = await failing(running.stub, "GetEcho", "hello", metadata=issuer.metadata())
    remote = read_remote_error(error)
    assert remote.reason == "CUP_EMPTY"
    assert remote.violations[0].field == "cups[0]"


@pytest.mark.parametrize("kind", KINDS)
async def test_an_unexpected_error_tells_the_caller_nothing_but_the_request_id(
    running: Running, issuer: Issuer, kind: str
) -> None:
    async def fail(text: str) -> str:
        raise RuntimeError("password=hunter2 at /srv/secret.py")

    running.echo.act = fail
    metadata = (*issuer.metadata(), ("x-request-id", "call-17"))
    error = await failing(running.stub, kind, "hello", metadata=metadata)
    assert error.code() == grpc.StatusCode.INTERNAL
    told = repr(error) + repr(details(error))
    assert "hunter2" not in told
    assert "secret.py" not in told
    remote = read_remote_error(error)
    assert (remote.reason, remote.metadata) == ("INTERNAL", {"request_id": "call-17"})
    assert ("x-request-id", "call-17") in list(error.trailing_metadata() or ())


@pytest.mark.parametrize("kind", KINDS)
async def test_every_broken_rule_is_told_at_once_with_its_path(
    running: Running, issuer: Issuer, kind: str
) -> None:
    bad = pb.EchoRequest(
        text="",
        times=101,
        parts=[pb.Part(name="ok"), pb.Part(name="too long")],
        labels={"colour": pb.Part(name="turquoise")},
    )
    request = iter([bad]) if kind in ("CollectEcho", "ChatEcho") else bad
    started = getattr(running.stub, kind)(request, metadata=issuer.metadata())
    answer = anext(aiter(started)) if kind in ("WatchEcho", "ChatEcho") else started
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await answer
    remote = read_remote_error(caught.value)
    assert (remote.code, remote.reason, remote.domain) == (
        Code.INVALID_ARGUMENT,
        "VALIDATION_FAILED",
        "encompass.common",
    )
    assert {each.field for each in remote.violations} == {
        "text",
        "times",
        "parts[1].name",
        'labels["colour"].name',
    }
    assert {each.reason for each in remote.violations} == {"string.min_len", "int32.lte", "string.max_len"}
    assert all(each.description for each in remote.violations)


async def test_a_later_message_of_a_stream_is_validated_too(running: Running, issuer: Issuer) -> None:
    error = await failing(running.stub, "ChatEcho", "good", "x" * 21, metadata=issuer.metadata())
    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT


async def test_the_handler_knows_who_calls_and_in_which_call(running: Running, issuer: Issuer) -> None:
    seen: list[object] = []

    async def look(text: str) -> str:
        seen.extend([current_principal(), context.current()])
        return text

    running.echo.act = look
    metadata = (*issuer.metadata(), ("x-request-id", "call-18"))
    await call(running.stub, "GetEcho", "hello", metadata=metadata, timeout=60)
    principal, call_context = seen
    assert (principal.user_id, principal.workspace_id, principal.session_id) == (  # type: ignore[attr-defined]
        issuer.user_id,
        issuer.workspace_id,
        issuer.session_id,
    )
    assert isinstance(call_context, context.CallContext)
    assert call_context.request_id == "call-18"
    assert call_context.user_id == str(issuer.user_id)
    assert call_context.deadline is not None
    remaining = call_context.deadline - asyncio.get_running_loop().time()
    assert 0 < remaining <= 60


async def test_a_request_id_that_could_break_a_log_is_replaced(running: Running, issuer: Issuer) -> None:
    seen: list[str] = []

    async def look(text: str) -> str:
        seen.append(context.current().request_id)
        return text

    running.echo.act = look
    await call(running.stub, "GetEcho", "hello", metadata=(*issuer.metadata(), ("x-request-id", "x" * 129)))
    assert len(seen[0]) == 32


@pytest.mark.parametrize("kind", KINDS)
async def test_calls_beyond_the_limit_are_turned_away_with_a_time_to_come_back(
    serve: Serve, issuer: Issuer, kind: str
) -> None:
    inside, leave = asyncio.Event(), asyncio.Event()

    async def wait(text: str) -> str:
        inside.set()
        await leave.wait()
        return text

    async with serve(grpc=GrpcSettings(max_concurrent_calls=1, max_concurrent_streams=1)) as running:
        running.echo.act = wait
        first = asyncio.create_task(call(running.stub, kind, "first", metadata=issuer.metadata()))
        await inside.wait()
        error = await failing(running.stub, kind, "second", metadata=issuer.metadata())
        leave.set()
        assert await first == ["first"]
        assert await call(running.stub, kind, "third", metadata=issuer.metadata()) == ["third"]
    assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert read_remote_error(error).reason == "OVERLOADED"
    assert any(isinstance(each, error_details_pb2.RetryInfo) for each in details(error))


async def test_one_person_calling_too_fast_is_slowed_and_others_are_not(serve: Serve, issuer: Issuer) -> None:
    async with serve(grpc=GrpcSettings(user_calls_per_second=0.001, user_burst=2)) as running:
        for _ in range(2):
            await call(running.stub, "GetEcho", "hello", metadata=issuer.metadata())
        error = await failing(running.stub, "GetEcho", "hello", metadata=issuer.metadata())
        other = issuer.metadata(sub="0b8a1f5e-3c52-4e55-9a86-3f2b9b8f6f00")
        assert await call(running.stub, "GetEcho", "hello", metadata=other) == ["HELLO"]
    remote = read_remote_error(error)
    assert (remote.code, remote.reason) == (Code.RESOURCE_EXHAUSTED, "RATE_LIMITED")
    assert int(remote.metadata["retry_after_ms"]) > 0


async def test_cancelling_a_stream_closes_the_handlers_generator(running: Running, issuer: Issuer) -> None:
    started = running.stub.WatchEcho(pb.EchoRequest(text="a", times=100), metadata=issuer.metadata())
    await started.read()

    async def wait(text: str) -> str:
        await asyncio.Event().wait()
        return text

    running.echo.act = wait
    started.cancel()
    async with asyncio.timeout(30):
        await running.echo.chunks_closed.wait()


async def test_a_deadline_ends_the_handler(running: Running, issuer: Issuer) -> None:
    reached, ended = asyncio.Event(), asyncio.Event()

    async def wait(text: str) -> str:
        reached.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return text

    running.echo.act = wait
    for seconds in (0.1, 1.0, 10.0, 60.0):  # a shorter one may be over before the handler is reached
        error = await failing(running.stub, "GetEcho", "hello", metadata=issuer.metadata(), timeout=seconds)
        assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED
        if reached.is_set():
            break
    async with asyncio.timeout(30):
        await ended.wait()


async def test_a_method_that_does_not_exist_is_unimplemented(running: Running, issuer: Issuer) -> None:
    unknown = running.channel.unary_unary(
        f"/{SERVICE}/Invented",
        request_serializer=pb.EchoRequest.SerializeToString,
        response_deserializer=pb.EchoResponse.FromString,
    )
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await unknown(pb.EchoRequest(text="a"), metadata=issuer.metadata())
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


async def test_health_and_reflection_need_no_token(running: Running) -> None:
    health = health_pb2_grpc.HealthStub(running.channel)
    answer = await health.Check(health_pb2.HealthCheckRequest(service=SERVICE))
    assert answer.status == health_pb2.HealthCheckResponse.SERVING

    reflect = reflection_pb2_grpc.ServerReflectionStub(running.channel)
    request = reflection_pb2.ServerReflectionRequest(list_services="")
    async for response in reflect.ServerReflectionInfo(iter([request])):
        names = {each.name for each in response.list_services_response.service}
    assert {SERVICE, "grpc.health.v1.Health"} <= names


async def test_only_the_services_that_are_named_may_call(
    serve: Serve, issuer: Issuer, authority: Authority, tls: TlsSettings
) -> None:
    async with serve(tls=tls.model_copy(update={"allowed_peers": frozenset({"edge"})})) as running:
        # The fixture's channel shows the certificate of "echo".
        error = await failing(running.stub, "PublicEcho", "hello")
        health = health_pb2_grpc.HealthStub(running.channel)
        assert (await health.Check(health_pb2.HealthCheckRequest())).status
        async with open_channel(running.target, authority.issue("edge"), server_name="echo") as channel:
            assert await call(pb_grpc.EchoServiceStub(channel), "PublicEcho", "hello") == ["HELLO"]
    assert read_remote_error(error).reason == "PEER_NOT_ALLOWED"


async def test_a_client_without_a_certificate_of_the_mesh_gets_no_connection(
    running: Running, tls: TlsSettings
) -> None:
    credentials = grpc.ssl_channel_credentials(tls.ca.read_bytes())
    options = (("grpc.ssl_target_name_override", "echo.encompass.local"),)
    async with grpc.aio.secure_channel(running.target, credentials, options) as channel:
        error = await failing(pb_grpc.EchoServiceStub(channel), "PublicEcho", "hello", timeout=30)
    assert error.code() == grpc.StatusCode.UNAVAILABLE


async def test_a_server_of_another_name_is_not_talked_to(running: Running, tls: TlsSettings) -> None:
    async with open_channel(running.target, tls, server_name="auth", services=[]) as channel:
        error = await failing(pb_grpc.EchoServiceStub(channel), "PublicEcho", "hello", timeout=30)
    assert error.code() == grpc.StatusCode.UNAVAILABLE
