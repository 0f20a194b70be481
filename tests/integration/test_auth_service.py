"""The auth service as callers have it: over gRPC with mTLS and all interceptors, on real databases."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from statistics import median

import grpc
import psycopg
import pytest
from encompass.auth.v1 import auth_pb2, auth_service_pb2
from google.rpc import error_details_pb2
from psycopg import sql
from pydantic import SecretStr

from services.auth.adapters.key_folder import add_key
from services.auth.settings import AuthSettings
from services.kit.clock import SystemClock
from services.kit.settings import DbSettings
from services.stack.launch import StackInfo
from tests.support.auth_service import (
    PASSWORD,
    SECONDS,
    Service,
    auth_settings,
    bearer,
    details_of,
    reason_of,
    running,
)


@pytest.fixture
def settings(servers: StackInfo, fresh_db: DbSettings, tmp_path: Path) -> AuthSettings:
    return auth_settings(servers, fresh_db, tmp_path)


@pytest.fixture
async def service(settings: AuthSettings, servers: StackInfo) -> AsyncIterator[Service]:
    async with running(settings, servers) as started:
        yield started


async def test_a_person_signs_up_and_sees_their_account(service: Service) -> None:
    tokens = await service.sign_up("Ada@Example.com")
    answer = await service.stub.GetAccount(
        auth_service_pb2.GetAccountRequest(), metadata=bearer(tokens), timeout=SECONDS
    )
    assert answer.account.email == "Ada@Example.com"
    assert answer.account.display_name == "Ada"
    assert (list(answer.account.roles), answer.account.plan) == ([], auth_pb2.PLAN_FREE)


async def test_without_a_token_or_with_a_forged_one_nothing_is_shown(service: Service) -> None:
    forged = auth_pb2.Tokens(access_token="e30.e30.e30")
    for metadata, reason in ((None, "TOKEN_MISSING"), (bearer(forged), "TOKEN_INVALID")):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await service.stub.GetAccount(
                auth_service_pb2.GetAccountRequest(), metadata=metadata, timeout=SECONDS
            )
        assert caught.value.code() is grpc.StatusCode.UNAUTHENTICATED
        assert reason_of(caught.value) == f"encompass.common/{reason}"


async def test_errors_have_the_reasons_that_the_contract_names(service: Service) -> None:
    await service.sign_up()
    service.clock.advance(timedelta(minutes=11))
    with pytest.raises(grpc.aio.AioRpcError) as taken:
        await service.sign_up()
    assert taken.value.code() is grpc.StatusCode.ALREADY_EXISTS
    assert reason_of(taken.value) == "encompass.auth/EMAIL_TAKEN"

    request = auth_service_pb2.SignUpRequest(email="eve@example.com", password="Password2024")
    with pytest.raises(grpc.aio.AioRpcError) as common:
        await service.stub.SignUp(request, timeout=SECONDS)
    assert common.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert reason_of(common.value) == "encompass.auth/PASSWORD_TOO_COMMON"

    with pytest.raises(grpc.aio.AioRpcError) as malformed:
        await service.refresh("hm")
    assert reason_of(malformed.value) == "encompass.auth/REFRESH_TOKEN_INVALID"


async def test_too_many_guesses_get_a_time_to_come_back(service: Service) -> None:
    await service.sign_up()
    codes = []
    for number in range(8):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await service.sign_in(password=f"guess number {number}")
        codes.append(caught.value.code())
    assert codes == [grpc.StatusCode.UNAUTHENTICATED] * 6 + [grpc.StatusCode.RESOURCE_EXHAUSTED] * 2
    assert reason_of(caught.value) == "encompass.auth/SIGN_IN_THROTTLED"
    retry = error_details_pb2.RetryInfo()
    assert any(detail.Unpack(retry) for detail in details_of(caught.value))
    assert retry.retry_delay.seconds == 1
    service.clock.advance(timedelta(seconds=1))
    await service.sign_in()


async def test_guesses_are_counted_across_processes_and_restarts(
    settings: AuthSettings, servers: StackInfo
) -> None:
    async with running(settings, servers) as first:
        await first.sign_up()
        for number in range(6):
            with pytest.raises(grpc.aio.AioRpcError):
                await first.sign_in(password=f"guess number {number}")
    async with running(settings, servers) as second:
        second.clock.advance(first.clock.now() - second.clock.now())
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await second.sign_in()
        assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


async def test_where_the_edge_says_a_call_comes_from_is_where_it_is_counted(service: Service) -> None:
    await service.sign_up()

    async def guess(forwarded: str) -> grpc.StatusCode:
        request = auth_service_pb2.SignInRequest(email="ada@example.com", password="a wrong guess")
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await service.stub.SignIn(request, metadata=(("x-forwarded-for", forwarded),), timeout=SECONDS)
        return caught.value.code()

    here = [await guess(f"6.6.6.{number}, 203.0.113.5") for number in range(7)]
    assert here[-1] is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert await guess("203.0.113.6") is grpc.StatusCode.UNAUTHENTICATED


async def test_parallel_refreshes_all_get_a_pair_and_the_session_lives(service: Service) -> None:
    tokens = await service.sign_up()
    pairs = await asyncio.gather(*(service.refresh(tokens.refresh_token) for _ in range(12)))
    assert len({pair.refresh_token for pair in pairs}) == 12
    for pair in pairs:
        await service.refresh(pair.refresh_token)
    assert len(await service.sessions(pairs[-1])) == 1


async def test_a_token_used_twice_closes_its_session_and_no_other(service: Service) -> None:
    stolen, other = await service.sign_up(), await service.sign_in()
    owners = await service.refresh(stolen.refresh_token)
    service.clock.advance(timedelta(seconds=11))
    attempts = await asyncio.gather(
        *(service.refresh(stolen.refresh_token) for _ in range(4)), return_exceptions=True
    )
    reasons = sorted(reason_of(each) for each in attempts if isinstance(each, grpc.aio.AioRpcError))
    assert reasons == ["encompass.auth/REFRESH_TOKEN_REUSED"] + ["encompass.auth/SESSION_ENDED"] * 3
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await service.refresh(owners.refresh_token)
    assert reason_of(caught.value) == "encompass.auth/SESSION_ENDED"
    await service.refresh(other.refresh_token)


async def test_sessions_are_listed_revoked_and_signed_out_of(service: Service) -> None:
    laptop = await service.sign_up()
    service.clock.advance(timedelta(seconds=1))
    phone = await service.sign_in()
    listed = await service.sessions(phone)
    assert [(session.device_name, session.current) for session in listed] == [("phone", True), ("", False)]

    request = auth_service_pb2.RevokeSessionRequest(session_id=listed[1].id)
    await service.stub.RevokeSession(request, metadata=bearer(phone), timeout=SECONDS)
    with pytest.raises(grpc.aio.AioRpcError):
        await service.refresh(laptop.refresh_token)

    await service.stub.SignOut(auth_service_pb2.SignOutRequest(), metadata=bearer(phone), timeout=SECONDS)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await service.refresh(phone.refresh_token)
    assert reason_of(caught.value) == "encompass.auth/SESSION_ENDED"


async def test_somebody_elses_session_cannot_be_seen_or_revoked(service: Service) -> None:
    ada, eve = await service.sign_up(), await service.sign_up("eve@example.com")
    (session,) = await service.sessions(ada)
    request = auth_service_pb2.RevokeSessionRequest(session_id=session.id)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await service.stub.RevokeSession(request, metadata=bearer(eve), timeout=SECONDS)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND
    assert reason_of(caught.value) == "encompass.auth/SESSION_NOT_FOUND"
    assert session.id not in [each.id for each in await service.sessions(eve)]
    await service.refresh(ada.refresh_token)


async def test_of_many_sign_ups_at_once_for_one_address_one_password_wins(service: Service) -> None:
    async def sign_up(number: int) -> str:
        password = f"unrelated words {number}"
        request = auth_service_pb2.SignUpRequest(email="ada@example.com", password=password)
        try:
            return (await service.stub.SignUp(request, timeout=SECONDS)).account.id
        except grpc.aio.AioRpcError as error:
            return reason_of(error)

    outcomes = await asyncio.gather(*(sign_up(number) for number in range(5)))
    assert sorted(outcomes)[1:] == ["encompass.auth/EMAIL_TAKEN"] * 4


async def test_the_key_set_is_json_and_knows_a_new_key_without_a_restart(
    service: Service, settings: AuthSettings
) -> None:
    async def kids() -> set[str]:
        answer = await service.stub.GetJwks(auth_service_pb2.GetJwksRequest(), timeout=SECONDS)
        assert answer.jwks.content_type == "application/json"
        return {key["kid"] for key in json.loads(answer.jwks.data)["keys"]}

    before = await kids()
    new = add_key(settings.auth.keys_dir, SystemClock().now())
    service.clock.advance(timedelta(seconds=1))
    assert await kids() == before | {new}


async def test_nothing_that_can_be_used_to_sign_in_is_stored(service: Service) -> None:
    tokens = await service.sign_up()
    await service.refresh(tokens.refresh_token)
    stored = await rows_of(service.db.directory_url, "identity", "throttle")
    for shard in service.db.shards.values():
        stored += await rows_of(shard, "account", "password", "refresh_token")
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in stored
    assert PASSWORD not in stored
    assert "127.0.0.1" not in stored
    assert tokens.refresh_token not in stored
    assert tokens.access_token not in stored


async def rows_of(url: SecretStr, *tables: str) -> str:
    """All rows of these tables, as text."""
    address = url.get_secret_value().replace("postgresql+psycopg://", "postgresql://")
    found = ""
    async with await psycopg.AsyncConnection.connect(address) as connection:
        for table in tables:
            query = sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
            found += repr(await (await connection.execute(query)).fetchall())
    return found


async def test_how_long_a_failure_takes_does_not_tell_whether_the_address_is_known(service: Service) -> None:
    await service.sign_up()

    async def seconds(email: str, number: int) -> float:
        service.clock.advance(timedelta(hours=1))
        started = time.perf_counter()
        with pytest.raises(grpc.aio.AioRpcError):
            await service.sign_in(email, f"wrong guess {number}")
        return time.perf_counter() - started

    known, unknown = [], []
    for number in range(15):
        known.append(await seconds("ada@example.com", number))
        unknown.append(await seconds("nobody@example.com", number))
    # The hash alone is most of either; without it, one of them would take a fifth of the other.
    assert 0.5 < median(known) / median(unknown) < 2
