"""Sign-in for browsers, called as the edge calls it: the cookie, who may ask, and what tabs do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import grpc
import pytest
from encompass.auth.v1 import auth_pb2
from encompass.auth.v1 import web_session_service_pb2 as web_pb2

from services.auth.adapters.directory import DirectoryIdentities
from services.auth.adapters.shard import ShardAccounts
from services.auth.settings import AuthSettings, WebSettings
from services.auth.use_cases.roles import Roles
from services.kit.db.databases import open_databases
from services.kit.roles import Role
from services.kit.settings import DbSettings
from services.stack.launch import StackInfo
from tests.support.auth_service import (
    PASSWORD,
    SECONDS,
    Service,
    auth_settings,
    reason_of,
    running,
)

OURS = "https://app.example"
PATH = "/encompass.auth.v1.WebSessionService/"


@dataclass
class Browser:
    """A browser's jar with the one cookie that matters, and a page of ours."""

    service: Service
    cookie: str = ""
    attributes: str = ""
    origin: str = OURS

    async def sign_up(self, email: str = "ada@example.com") -> web_pb2.CreateWebAccountResponse:
        request = web_pb2.CreateWebAccountRequest(
            email=email, password=PASSWORD, display_name="Ada", device_name="laptop"
        )
        answer: web_pb2.CreateWebAccountResponse = await self._call("CreateWebAccount", request)
        return answer

    async def sign_in(self, password: str = PASSWORD) -> web_pb2.CreateWebSessionResponse:
        request = web_pb2.CreateWebSessionRequest(
            email="ada@example.com", password=password, device_name="phone"
        )
        answer: web_pb2.CreateWebSessionResponse = await self._call("CreateWebSession", request)
        return answer

    async def refresh(self) -> web_pb2.RefreshWebSessionResponse:
        answer: web_pb2.RefreshWebSessionResponse = await self._call(
            "RefreshWebSession", web_pb2.RefreshWebSessionRequest()
        )
        return answer

    async def end(self) -> None:
        await self._call("EndWebSession", web_pb2.EndWebSessionRequest())

    async def _call(self, method: str, request: Any) -> Any:
        metadata = [("origin", self.origin)] if self.origin else []
        if self.cookie:
            metadata.append(("cookie", f"theme=dark; encompass_refresh={self.cookie}"))
        call = getattr(self.service.web, method)(request, metadata=tuple(metadata), timeout=SECONDS)
        self._keep(await call.initial_metadata())
        return await call

    def _keep(self, metadata: Sequence[tuple[str, str]]) -> None:
        for key, value in metadata:
            if key == "set-cookie":
                morsel = SimpleCookie(value)["encompass_refresh"]
                self.cookie = morsel.value if int(morsel["max-age"]) > 0 else ""
                self.attributes = value.partition(";")[2]


@pytest.fixture
def settings(servers: StackInfo, fresh_db: DbSettings, tmp_path: Path) -> AuthSettings:
    return auth_settings(servers, fresh_db, tmp_path)


@pytest.fixture
async def service(settings: AuthSettings, servers: StackInfo) -> AsyncIterator[Service]:
    async with running(settings, servers) as started:
        yield started


@pytest.fixture
def browser(service: Service) -> Browser:
    return Browser(service)


async def _refused(call: Any) -> str:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return reason_of(caught.value).removeprefix("encompass.auth/")


async def test_a_page_gets_an_access_token_and_only_the_browser_the_refresh_token(browser: Browser) -> None:
    answer = await browser.sign_up()
    assert answer.account.email == "ada@example.com"
    assert browser.cookie
    assert browser.cookie not in str(answer)
    assert browser.attributes.split("; ")[1:] == [f"Path={PATH}", "HttpOnly", "SameSite=Strict", "Secure"]
    days = int(browser.attributes.split("; ")[0].removeprefix(" Max-Age=")) / 86_400
    assert 29.9 < days <= 30
    account = await browser.service.account(answer.access.access_token)
    assert account.id == answer.account.id


async def test_the_cookie_can_be_had_without_secure_where_there_is_no_https(
    settings: AuthSettings, servers: StackInfo
) -> None:
    web = WebSettings(origins=("http://127.0.0.1:*",), secure_cookie=False)
    plain = settings.model_copy(update={"auth": settings.auth.model_copy(update={"web": web})})
    async with running(plain, servers) as service:
        browser = Browser(service, origin="http://127.0.0.1:5173")
        await browser.sign_up()
    assert "Secure" not in browser.attributes
    assert "HttpOnly" in browser.attributes


async def test_a_refresh_knows_whose_it_is_and_turns_the_cookie_over(browser: Browser) -> None:
    signed_in = await browser.sign_up()
    first = browser.cookie
    refreshed = await browser.refresh()
    assert refreshed.account == signed_in.account
    assert browser.cookie not in ("", first)
    await browser.refresh()


async def test_tabs_that_refresh_at_once_all_stay_signed_in(browser: Browser) -> None:
    await browser.sign_up()
    tabs = [Browser(browser.service, browser.cookie) for _ in range(6)]
    await asyncio.gather(*(tab.refresh() for tab in tabs))
    for tab in tabs:
        await tab.refresh()


async def test_a_dead_refresh_token_is_cleared_from_the_browser(browser: Browser) -> None:
    await browser.sign_up()
    stale = Browser(browser.service, browser.cookie)
    await browser.refresh()
    browser.service.clock.advance(timedelta(seconds=11))
    assert await _refused(stale.refresh()) == "REFRESH_TOKEN_REUSED"
    assert stale.attributes
    assert stale.cookie == ""
    assert await _refused(browser.refresh()) == "SESSION_ENDED"
    assert browser.cookie == ""
    assert await _refused(browser.refresh()) == "WEB_SESSION_MISSING"


async def test_signing_out_needs_no_access_token_and_closes_the_session_for_good(browser: Browser) -> None:
    await browser.sign_up()
    copied = Browser(browser.service, browser.cookie)
    await browser.end()
    assert browser.cookie == ""
    await browser.end()
    assert await _refused(copied.refresh()) == "SESSION_ENDED"


async def test_a_spent_cookie_still_signs_out_and_a_forged_one_signs_nobody_out(browser: Browser) -> None:
    await browser.sign_up()
    spent = Browser(browser.service, browser.cookie)
    await browser.refresh()
    await Browser(browser.service, browser.cookie[:-4] + "AAAA").end()
    await browser.refresh()
    await spent.end()
    assert await _refused(browser.refresh()) == "SESSION_ENDED"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "https://app.example.evil", "null", ""])
async def test_no_page_but_ours_can_use_the_cookie(browser: Browser, origin: str) -> None:
    await browser.sign_up()
    attacker = Browser(browser.service, browser.cookie, origin=origin)
    for call in (attacker.refresh(), attacker.end(), attacker.sign_in()):
        assert await _refused(call) == "ORIGIN_NOT_ALLOWED"
    assert not attacker.attributes
    await browser.refresh()


async def test_a_wrong_password_leaves_the_browser_as_it_was(browser: Browser) -> None:
    await browser.sign_up()
    before = browser.cookie
    assert await _refused(browser.sign_in("another guess")) == "CREDENTIALS_INVALID"
    assert browser.cookie == before
    await browser.refresh()


async def test_an_operator_is_told_that_they_are_one(browser: Browser) -> None:
    signed_up = await browser.sign_up()
    assert list(signed_up.account.roles) == []
    async with open_databases(browser.service.db, application_name="test") as databases:
        roles = Roles(DirectoryIdentities(databases.directory), ShardAccounts(databases.uow))
        await roles.grant("ada@example.com", Role.OPERATOR)
    assert list((await browser.refresh()).account.roles) == [auth_pb2.ROLE_OPERATOR]
