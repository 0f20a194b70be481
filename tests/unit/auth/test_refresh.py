"""Refresh tokens: rotated on use, forgiving for ten seconds, unforgiving after."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import integers

from services.auth.domain.refresh_tokens import PresentedToken, decode_refresh_token, encode_refresh_token
from services.auth.domain.sessions import Lifetimes, SessionEnd
from services.auth.errors import AuthError, RefreshTokenInvalid, RefreshTokenReused, SessionEnded
from services.kit.ids import UserId, new_id
from services.kit.plans import Plan
from tests.unit.auth.desk import Auth

GRACE = Lifetimes().grace
MOMENT = timedelta(seconds=1)


@pytest.fixture
def auth() -> Auth:
    return Auth()


async def test_each_refresh_gives_a_new_pair_and_spends_the_old_token(auth: Auth) -> None:
    first = (await auth.sign_up()).tokens
    auth.clock.advance(MOMENT)
    second = await auth.refresh(first.refresh_token)
    assert second.refresh_token != first.refresh_token
    assert second.access.expires_at == auth.clock.now() + timedelta(minutes=10)
    assert second.refresh_expires_at == auth.clock.now() + timedelta(days=30)
    auth.clock.advance(MOMENT)
    await auth.refresh(second.refresh_token)


async def test_a_change_of_plan_is_known_with_the_next_refresh(auth: Auth) -> None:
    first = (await auth.sign_up()).tokens
    assert first.access.text.endswith("FREE")
    auth.plans.plan = Plan.PRO
    assert (await auth.refresh(first.refresh_token)).access.text.endswith("PRO")
    assert (await auth.sign_in()).tokens.access.text.endswith("PRO")


async def test_two_tabs_that_refresh_at_once_both_get_a_pair_that_works(auth: Auth) -> None:
    token = (await auth.sign_up()).tokens.refresh_token
    pairs = await asyncio.gather(*(auth.refresh(token) for _ in range(5)))
    assert len({pair.refresh_token for pair in pairs}) == 5
    auth.clock.advance(timedelta(minutes=9))
    for pair in pairs:
        await auth.refresh(pair.refresh_token)


async def test_the_grace_includes_its_last_moment_and_no_more(auth: Auth) -> None:
    token = (await auth.sign_up()).tokens.refresh_token
    await auth.refresh(token)
    auth.clock.advance(GRACE)
    await auth.refresh(token)
    auth.clock.advance(timedelta(microseconds=1))
    with pytest.raises(RefreshTokenReused):
        await auth.refresh(token)


async def test_a_repeat_within_the_grace_does_not_lengthen_the_grace(auth: Auth) -> None:
    token = (await auth.sign_up()).tokens.refresh_token
    await auth.refresh(token)
    auth.clock.advance(GRACE - MOMENT)
    await auth.refresh(token)
    auth.clock.advance(2 * MOMENT)
    with pytest.raises(RefreshTokenReused):
        await auth.refresh(token)


async def test_a_stolen_token_closes_the_session_for_thief_and_owner_alike(auth: Auth) -> None:
    signed_up = await auth.sign_up()
    stolen = signed_up.tokens.refresh_token
    owners = await auth.refresh(stolen)
    auth.clock.advance(GRACE + MOMENT)
    with pytest.raises(RefreshTokenReused):
        await auth.refresh(stolen)
    with pytest.raises(SessionEnded):
        await auth.refresh(owners.refresh_token)
    with pytest.raises(SessionEnded):
        await auth.refresh(stolen)
    shelf = auth.accounts.shelves[signed_up.account.id]
    assert list(shelf.ends.values()) == [SessionEnd.TOKEN_REUSED]


async def test_other_sessions_of_the_person_go_on(auth: Auth) -> None:
    first = (await auth.sign_up()).tokens.refresh_token
    other = (await auth.sign_in()).tokens.refresh_token
    await auth.refresh(first)
    auth.clock.advance(GRACE + MOMENT)
    with pytest.raises(RefreshTokenReused):
        await auth.refresh(first)
    await auth.refresh(other)


async def test_a_session_that_is_not_used_for_thirty_days_is_over(auth: Auth) -> None:
    token = (await auth.sign_up()).tokens.refresh_token
    auth.clock.advance(timedelta(days=29))
    token = (await auth.refresh(token)).refresh_token
    auth.clock.advance(timedelta(days=30))
    with pytest.raises(RefreshTokenInvalid):
        await auth.refresh(token)


async def test_however_often_it_is_used_a_session_is_over_after_a_year(auth: Auth) -> None:
    token = (await auth.sign_up()).tokens.refresh_token
    for _ in range(18):
        auth.clock.advance(timedelta(days=20))
        token = (await auth.refresh(token)).refresh_token
    auth.clock.advance(timedelta(days=5))
    with pytest.raises(RefreshTokenInvalid):
        await auth.refresh(token)


@pytest.mark.parametrize("token", ["", "x", "AAAA", "not base64 at all!", "A" * 87, "é" * 20, "=" * 4])
async def test_what_is_not_a_token_is_refused(auth: Auth, token: str) -> None:
    with pytest.raises(RefreshTokenInvalid):
        await auth.refresh(token)


async def test_a_token_with_a_changed_secret_or_owner_is_refused_and_harms_nobody(auth: Auth) -> None:
    token = (await auth.sign_up()).tokens.refresh_token
    real = decode_refresh_token(token)
    assert real is not None
    guessed = PresentedToken(real.user_id, real.token_id, bytes(32))
    elsewhere = PresentedToken(UserId(new_id()), real.token_id, real.secret)
    for forged in (guessed, elsewhere):
        with pytest.raises(RefreshTokenInvalid):
            await auth.refresh(encode_refresh_token(forged))
    await auth.refresh(token)


async def test_what_is_stored_cannot_be_used_as_a_token(auth: Auth) -> None:
    signed_up = await auth.sign_up()
    real = decode_refresh_token(signed_up.tokens.refresh_token)
    assert real is not None
    (stored,) = auth.accounts.shelves[signed_up.account.id].tokens.values()
    assert stored.secret_hash != real.secret
    assert real.secret.hex() not in repr(signed_up) + repr(real)
    assert signed_up.tokens.refresh_token not in repr(signed_up)
    with pytest.raises(RefreshTokenInvalid):
        await auth.refresh(encode_refresh_token(PresentedToken(real.user_id, stored.id, stored.secret_hash)))


class RotationMachine(RuleBasedStateMachine):
    """Any order of refreshes with any token ever given out, against a model of what has to happen."""

    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.auth = Auth()
        self.used_at: dict[str, float] = {}
        self.seconds = 0.0
        self.last_use = 0.0
        self.ended = False

    def teardown(self) -> None:
        self.runner.close()

    @initialize(target=tokens)
    def sign_up(self) -> str:
        return self.runner.run(self.auth.sign_up()).tokens.refresh_token

    @rule(seconds=integers(1, 25))
    def wait(self, seconds: int) -> None:
        self.seconds += seconds
        self.auth.clock.advance(timedelta(seconds=seconds))

    @rule(target=tokens, token=tokens)
    def refresh(self, token: str) -> str:
        since_use = self.seconds - self.used_at[token] if token in self.used_at else None
        expected: type[AuthError] | None = None
        if self.ended:
            expected = SessionEnded
        elif since_use is not None and since_use > GRACE.total_seconds():
            expected = RefreshTokenReused
        if expected is not None:
            with pytest.raises(expected):
                self.runner.run(self.auth.refresh(token))
            self.ended = True
            return token
        pair = self.runner.run(self.auth.refresh(token))
        self.used_at.setdefault(token, self.seconds)
        return pair.refresh_token

    @invariant()
    def a_session_is_listed_exactly_while_its_tokens_work(self) -> None:
        for owner in list(self.auth.accounts.shelves):
            page = self.runner.run(self.auth.sessions.page(owner, page_size=5, page_token=""))
            assert bool(page.sessions) is not self.ended


TestAnyOrderOfRefreshes = RotationMachine.TestCase
TestAnyOrderOfRefreshes.settings = settings(max_examples=40, stateful_step_count=25)
