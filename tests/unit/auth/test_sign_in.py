"""Signing in: who gets in, who waits, and what an onlooker can learn."""

import asyncio
from datetime import timedelta

import pytest

from services.auth.errors import CredentialsInvalid, SignInThrottled
from tests.unit.auth.desk import EMAIL, Auth


@pytest.fixture
async def auth() -> Auth:
    auth = Auth()
    await auth.sign_up()
    return auth


async def fail(auth: Auth, times: int, *, email: str = EMAIL, address: str = "198.51.100.1") -> None:
    for _ in range(times):
        with pytest.raises(CredentialsInvalid):
            await auth.sign_in(email, "not the password", address=address)


async def fail_from_everywhere(auth: Auth, times: int) -> None:
    for number in range(times):
        await fail(auth, 1, address=f"203.0.113.{number}")


async def test_the_right_password_opens_a_session_of_its_own(auth: Auth) -> None:
    auth.clock.advance(timedelta(seconds=1))
    signed_in = await auth.sign_in("ADA@example.com")
    page = await auth.sessions.page(signed_in.account.id, page_size=10, page_token="")
    assert [session.device_name for session in page.sessions] == ["phone", "laptop"]


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(auth: Auth) -> None:
    with pytest.raises(CredentialsInvalid) as wrong:
        await auth.sign_in(password="not the password")
    with pytest.raises(CredentialsInvalid) as unknown:
        await auth.sign_in("nobody@example.com")
    assert str(wrong.value) == str(unknown.value)
    assert wrong.value.metadata == unknown.value.metadata == {}


async def test_an_unknown_address_costs_the_same_check_of_a_hash(auth: Auth) -> None:
    auth.passwords.verified.clear()
    await fail(auth, 1, email="nobody@example.com")
    assert auth.passwords.verified == [auth.passwords.decoy]


async def test_a_password_typed_in_another_unicode_form_is_the_same(auth: Auth) -> None:
    await auth.sign_up("zoe@example.com", "Zoe\u0301 likes marshes")
    await auth.sign_in("zoe@example.com", "Zo\u00e9 likes marshes")


async def test_a_hash_of_old_parameters_is_renewed_at_sign_in_and_only_then(auth: Auth) -> None:
    auth.passwords.version = "v2"
    await fail(auth, 1)
    owner = auth.identities.by_email[EMAIL].user_id
    assert auth.accounts.shelves[owner].password_hash.startswith("v1:")
    await auth.sign_in()
    assert auth.accounts.shelves[owner].password_hash.startswith("v2:")
    hashed = auth.passwords.hashed
    await auth.sign_in()
    assert auth.passwords.hashed == hashed


async def test_waits_double_from_a_second_to_a_quarter_of_an_hour(auth: Auth) -> None:
    await fail(auth, 5)
    waits = []
    for _ in range(14):
        await fail(auth, 1)
        with pytest.raises(SignInThrottled) as caught:
            await auth.sign_in()
        assert caught.value.retry_after is not None
        waits.append(caught.value.retry_after)
        auth.clock.advance(caught.value.retry_after)
    assert waits[:5] == [timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 16)]
    assert waits[-1] == timedelta(minutes=15)


async def test_asking_while_waiting_does_not_make_the_wait_longer(auth: Auth) -> None:
    await fail(auth, 6)
    for _ in range(50):
        with pytest.raises(SignInThrottled):
            await auth.sign_in()
    auth.clock.advance(timedelta(seconds=1))
    await auth.sign_in()


async def test_the_right_password_wipes_the_mistakes_out(auth: Auth) -> None:
    await fail(auth, 4)
    await auth.sign_in()
    await fail(auth, 5)
    await auth.sign_in()


async def test_guesses_sent_all_at_once_are_as_few_as_guesses_sent_one_by_one(auth: Auth) -> None:
    guesses = (auth.sign_in(password=f"guess number {number}") for number in range(100))
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(result, CredentialsInvalid) for result in results) == 6
    assert sum(isinstance(result, SignInThrottled) for result in results) == 94


async def test_guesses_from_many_networks_slow_each_other_down(auth: Auth) -> None:
    await fail_from_everywhere(auth, 21)
    with pytest.raises(SignInThrottled):
        await auth.sign_in(password="not the password", address="203.0.113.200")


async def test_nobody_can_lock_a_person_out_of_a_place_where_they_signed_in_before(auth: Auth) -> None:
    await auth.sign_in(address="192.0.2.7")
    await fail_from_everywhere(auth, 21)
    await auth.sign_in(address="192.0.2.7")


async def test_an_attack_keeps_a_person_in_a_new_place_waiting_for_half_a_minute_at_most(auth: Auth) -> None:
    await fail_from_everywhere(auth, 20)
    for number in range(10):
        await fail(auth, 1, address=f"203.0.114.{number}")
        auth.clock.advance(timedelta(seconds=30))
    await fail(auth, 1, address="203.0.115.1")
    with pytest.raises(SignInThrottled) as caught:
        await auth.sign_in(address="192.0.2.8")
    assert caught.value.retry_after is not None
    assert caught.value.retry_after <= timedelta(seconds=30)
    auth.clock.advance(caught.value.retry_after)
    await auth.sign_in(address="192.0.2.8")


async def test_guesses_at_many_accounts_from_one_network_are_slowed_down(auth: Auth) -> None:
    for number in range(101):
        await fail(auth, 1, email=f"person{number}@example.com", address="203.0.113.5")
    with pytest.raises(SignInThrottled):
        await auth.sign_in("person900@example.com", address="203.0.113.5")


async def test_an_account_of_ones_own_does_not_wipe_out_guesses_at_others(auth: Auth) -> None:
    for number in range(100):
        await fail(auth, 1, email=f"person{number}@example.com", address="203.0.113.5")
        if number % 10 == 0:
            await auth.sign_in(address="203.0.113.5")
    await fail(auth, 1, email="person900@example.com", address="203.0.113.5")
    with pytest.raises(SignInThrottled):
        await auth.sign_in("person901@example.com", address="203.0.113.5")


async def test_an_hour_of_quiet_is_forgiveness(auth: Auth) -> None:
    await fail(auth, 6)
    auth.clock.advance(timedelta(hours=1))
    await fail(auth, 5)
    await auth.sign_in()
