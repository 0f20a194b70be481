"""Signing up across two databases."""

import asyncio
from datetime import timedelta

import pytest

from services.auth.errors import CredentialsInvalid, EmailTaken, PasswordTooCommon, SignInThrottled
from services.auth.use_cases.sign_up import DEFAULT_WORKSPACE
from tests.fakes.auth import BrokeOff
from tests.unit.auth.desk import EMAIL, Auth


@pytest.fixture
def auth() -> Auth:
    return Auth()


async def test_who_signs_up_has_an_account_in_the_default_workspace_and_is_signed_in(
    auth: Auth,
) -> None:
    signed_up = await auth.sign_up(" Ada@Example.com ", name=" Ada\tL. ")
    assert signed_up.account.email == "Ada@Example.com"
    assert signed_up.account.display_name == "Ada L."
    assert signed_up.account.workspace_id == DEFAULT_WORKSPACE
    page = await auth.sessions.page(signed_up.account.id, page_size=10, page_token="")
    assert [session.device_name for session in page.sessions] == ["laptop"]
    assert not auth.identities.by_email[EMAIL].pending


async def test_an_address_in_another_spelling_is_taken(auth: Auth) -> None:
    await auth.sign_up("ada@example.com")
    with pytest.raises(EmailTaken) as caught:
        await auth.sign_up("ADA@Example.COM", "another kettle marsh")
    assert caught.value.metadata == {}


async def test_a_sign_up_whose_reply_got_lost_can_be_sent_again(auth: Auth) -> None:
    first = await auth.sign_up()
    second = await auth.sign_up()
    assert second.account == first.account
    assert second.tokens.refresh_token != first.tokens.refresh_token


async def test_much_later_even_the_right_password_does_not_sign_in_by_signing_up(auth: Auth) -> None:
    await auth.sign_up()
    auth.clock.advance(timedelta(minutes=11))
    with pytest.raises(EmailTaken):
        await auth.sign_up()


async def test_guesses_by_sign_up_are_counted_as_guesses(auth: Auth) -> None:
    await auth.sign_up()
    for number in range(5):
        with pytest.raises(EmailTaken):
            await auth.sign_up(password=f"a wrong guess {number}")
    with pytest.raises(EmailTaken):
        await auth.sign_up(password="a wrong guess 6")
    with pytest.raises(SignInThrottled):
        await auth.sign_up(password="a wrong guess 7")


async def test_a_sign_up_that_broke_off_before_the_account_was_stored_locks_nobody_out(
    auth: Auth,
) -> None:
    auth.accounts.dies_before_commit = True
    with pytest.raises(BrokeOff):
        await auth.sign_up()
    reserved = auth.identities.by_email[EMAIL]
    assert reserved.pending

    auth.accounts.dies_before_commit = False
    signed_up = await auth.sign_up(password="quite another one")
    assert signed_up.account.id == reserved.user_id
    await auth.sign_in(password="quite another one")
    assert not auth.identities.by_email[EMAIL].pending


async def test_a_sign_up_that_broke_off_at_its_last_step_is_finished_by_signing_in(
    auth: Auth,
) -> None:
    auth.identities.dies_before = "activate"
    with pytest.raises(BrokeOff):
        await auth.sign_up()
    assert auth.identities.by_email[EMAIL].pending

    auth.identities.dies_before = ""
    signed_in = await auth.sign_in()
    assert signed_in.account.email == EMAIL
    assert not auth.identities.by_email[EMAIL].pending


async def test_a_sign_up_that_broke_off_at_its_last_step_is_finished_by_sending_it_again(
    auth: Auth,
) -> None:
    auth.identities.dies_before = "activate"
    with pytest.raises(BrokeOff):
        await auth.sign_up()
    auth.identities.dies_before = ""
    assert (await auth.sign_up()).account.id == auth.identities.by_email[EMAIL].user_id
    assert not auth.identities.by_email[EMAIL].pending


async def test_a_half_finished_account_is_not_given_to_somebody_with_another_password(auth: Auth) -> None:
    auth.identities.dies_before = "activate"
    with pytest.raises(BrokeOff):
        await auth.sign_up()
    auth.identities.dies_before = ""
    with pytest.raises(EmailTaken):
        await auth.sign_up(password="a thief's password")
    with pytest.raises(CredentialsInvalid):
        await auth.sign_in(password="a thief's password")
    await auth.sign_in()


async def test_of_two_sign_ups_at_once_with_different_passwords_one_gets_the_address(auth: Auth) -> None:
    passwords = ["the first one's words", "the second one's words"]
    results = await asyncio.gather(
        *(auth.sign_up(password=password) for password in passwords), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in results) == ["EmailTaken", "SignedIn"]
    winner = passwords[[type(result).__name__ for result in results].index("SignedIn")]
    await auth.sign_in(password=winner)


@pytest.mark.parametrize("password", ["Sunshine 2024!", "ada@example.com", "Password1234"])
async def test_an_easy_password_is_refused_with_the_field_named(auth: Auth, password: str) -> None:
    with pytest.raises(PasswordTooCommon) as caught:
        await auth.sign_up(password=password)
    assert [violation.field for violation in caught.value.violations] == ["password"]
    assert auth.identities.by_email == {}


async def test_sign_ups_from_one_network_address_are_slowed_down_and_others_are_not(auth: Auth) -> None:
    for number in range(61):
        await auth.sign_up(f"person{number}@example.com")
    with pytest.raises(SignInThrottled) as caught:
        await auth.sign_up("late@example.com")
    assert caught.value.metadata == {"retry_after_s": "1"}
    assert caught.value.retry_after == timedelta(seconds=1)
    await auth.sign_up("late@example.com", address="203.0.113.9")
