"""Looking at one's sessions, and closing them."""

from datetime import timedelta

import pytest

from services.auth.domain.refresh_tokens import decode_refresh_token
from services.auth.errors import AccountNotFound, SessionEnded, SessionNotFound
from services.auth.use_cases.opening import SignedIn
from services.kit.ids import SessionId, UserId, new_id
from tests.unit.auth.desk import Auth


@pytest.fixture
def auth() -> Auth:
    return Auth()


def session_of(auth: Auth, signed_in: SignedIn) -> SessionId:
    presented = decode_refresh_token(signed_in.tokens.refresh_token)
    assert presented is not None
    return auth.accounts.shelves[presented.user_id].tokens[presented.token_id].session_id


async def test_signing_out_ends_the_session_and_can_be_repeated(auth: Auth) -> None:
    signed_in = await auth.sign_up()
    session = session_of(auth, signed_in)
    for _ in range(2):
        await auth.sessions.sign_out(signed_in.account.id, session)
    with pytest.raises(SessionEnded):
        await auth.refresh(signed_in.tokens.refresh_token)


async def test_revoking_one_session_leaves_the_others_open(auth: Auth) -> None:
    laptop, phone = await auth.sign_up(), await auth.sign_in()
    for _ in range(2):
        await auth.sessions.revoke(laptop.account.id, session_of(auth, laptop))
    with pytest.raises(SessionEnded):
        await auth.refresh(laptop.tokens.refresh_token)
    await auth.refresh(phone.tokens.refresh_token)
    page = await auth.sessions.page(laptop.account.id, page_size=0, page_token="")
    assert [session.device_name for session in page.sessions] == ["phone"]


async def test_somebody_elses_session_is_not_found(auth: Auth) -> None:
    ada, eve = await auth.sign_up(), await auth.sign_up("eve@example.com")
    session = session_of(auth, ada)
    with pytest.raises(SessionNotFound) as caught:
        await auth.sessions.revoke(eve.account.id, session)
    assert caught.value.metadata == {"session_id": str(session)}
    await auth.refresh(ada.tokens.refresh_token)


async def test_sessions_are_listed_newest_first_page_by_page(auth: Auth) -> None:
    opened = [await auth.sign_up()]
    for _ in range(4):
        auth.clock.advance(timedelta(seconds=1))
        opened.append(await auth.sign_in())
    owner, token, seen = opened[0].account.id, "", []
    while True:
        page = await auth.sessions.page(owner, page_size=2, page_token=token)
        seen += [session.id for session in page.sessions]
        token = page.next_page_token
        if not token:
            break
    assert seen == [session_of(auth, signed_in) for signed_in in reversed(opened)]


async def test_a_session_that_has_expired_is_not_listed(auth: Auth) -> None:
    signed_up = await auth.sign_up()
    auth.clock.advance(timedelta(days=30))
    page = await auth.sessions.page(signed_up.account.id, page_size=0, page_token="")
    assert page.sessions == []


async def test_an_account_that_is_gone_is_not_found(auth: Auth) -> None:
    with pytest.raises(AccountNotFound):
        await auth.sessions.account_of(UserId(new_id()))
