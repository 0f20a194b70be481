from __future__ import annotations

import asyncio
from datetime import timedelta

import encompass
import grpc
import pytest
from encompass.questionnaire.v1 import questionnaire_pb2
from google.protobuf import duration_pb2
from google.rpc import error_details_pb2

from tests.unit.client.edge import edge, fake_auth, fake_scripts, reason


async def test_an_error_carries_its_reason_its_metadata_and_every_violation() -> None:
    scripts = fake_scripts()
    scripts.failure = (
        grpc.StatusCode.INVALID_ARGUMENT,
        "two things are wrong",
        (
            error_details_pb2.ErrorInfo(
                reason="VALIDATION_FAILED", domain="encompass.common", metadata={"violations": "2"}
            ),
            error_details_pb2.BadRequest(
                field_violations=[
                    error_details_pb2.BadRequest.FieldViolation(field="email", description="not an address"),
                    error_details_pb2.BadRequest.FieldViolation(field="password", description="too short"),
                ]
            ),
        ),
    )
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        with pytest.raises(encompass.InvalidArgument) as raised:
            await client.scripts.get("s-1")
    assert raised.value.reason == "VALIDATION_FAILED"
    assert raised.value.domain == "encompass.common"
    assert raised.value.metadata == {"violations": "2"}
    assert [violation.field for violation in raised.value.violations] == ["email", "password"]
    assert "password: too short" in str(raised.value)


async def test_a_throttled_call_says_when_to_come_back() -> None:
    scripts = fake_scripts()
    delay = error_details_pb2.RetryInfo(retry_delay=duration_pb2.Duration(seconds=3))
    scripts.failure = (grpc.StatusCode.RESOURCE_EXHAUSTED, "slow down", (reason("RATE_LIMITED"), delay))
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        with pytest.raises(encompass.ResourceExhausted) as raised:
            await client.scripts.get("s-1")
    assert raised.value.retry_after == timedelta(seconds=3)


async def test_an_error_says_where_help_is_and_holds_what_its_contract_adds() -> None:
    scripts = fake_scripts()
    conflict = questionnaire_pb2.AnswersConflict(
        conflicts=[questionnaire_pb2.AnswerConflict(question_id="dream")], etag="4"
    )
    help_ = error_details_pb2.Help(
        links=[error_details_pb2.Help.Link(description="Somebody to talk to", url="tel:116123")]
    )
    scripts.failure = (grpc.StatusCode.ABORTED, "too late", (reason("ETAG_MISMATCH"), help_, conflict))
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        with pytest.raises(encompass.Aborted) as raised:
            await client.scripts.get("s-1")
    assert raised.value.help_links == (encompass.HelpLink("Somebody to talk to", "tel:116123"),)
    assert raised.value.detail(questionnaire_pb2.AnswersConflict) == conflict
    assert raised.value.detail(questionnaire_pb2.AnswerConflict) is None


async def test_an_error_with_many_details_comes_through() -> None:
    scripts = fake_scripts()
    conflict = questionnaire_pb2.AnswersConflict(etag="x" * 30_000)
    scripts.failure = (grpc.StatusCode.ABORTED, "too late", (reason("ETAG_MISMATCH"), conflict))
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        with pytest.raises(encompass.Aborted) as raised:
            await client.scripts.get("s-1")
    assert raised.value.detail(questionnaire_pb2.AnswersConflict) == conflict


async def test_a_call_without_signing_in_fails_before_it_leaves() -> None:
    scripts = fake_scripts()
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        with pytest.raises(encompass.Unauthenticated) as raised:
            await client.scripts.get("s-1")
    assert raised.value.reason == "TOKEN_MISSING"
    assert scripts.seen_tokens == []


async def test_parallel_calls_renew_a_token_that_is_about_to_expire_once() -> None:
    auth, scripts = fake_auth(lifetime=timedelta(seconds=10)), fake_scripts()
    async with edge(auth, scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        auth.lifetime = timedelta(minutes=10)
        await asyncio.gather(*(client.scripts.get(f"s-{number}") for number in range(5)))
    assert auth.refreshes == ["refresh-1"]
    assert scripts.seen_tokens == ["access-2"] * 5


async def test_a_token_that_the_edge_calls_expired_is_renewed_and_the_call_sent_again() -> None:
    auth, scripts = fake_auth(), fake_scripts()
    scripts.accepted = {"access-2"}
    async with edge(auth, scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        assert (await client.scripts.get("s-1")).id == "s-1"
    assert scripts.seen_tokens == ["access-1", "access-2"]


async def test_a_list_walks_over_all_pages() -> None:
    async with edge(fake_auth(), fake_scripts()) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        assert [script.id async for script in client.scripts.list()] == ["0", "1", "2", "3", "4", "5"]


async def test_a_search_asks_every_page_with_the_same_words() -> None:
    scripts = fake_scripts()
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        assert len([script async for script in client.scripts.list(query="sea", response_id="r")]) == 6
    assert scripts.searched == [("sea", "r")] * 3


async def test_a_url_that_is_none_is_refused_with_an_example() -> None:
    with pytest.raises(encompass.EncompassError, match=r"https://api\.example\.com"):
        encompass.Encompass("127.0.0.1:8080")
