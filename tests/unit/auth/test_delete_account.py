"""Deleting an account: what proves it, what is left, and what happens when it breaks off."""

import pytest

from services.auth.errors import AccountNotFound, CredentialsInvalid, RefreshTokenInvalid, SignInThrottled
from tests.fakes.auth import BrokeOff
from tests.unit.auth.desk import EMAIL, Auth


@pytest.fixture
def auth() -> Auth:
    return Auth()


async def test_whoever_knows_the_password_deletes_the_account_and_the_address_is_free_again(
    auth: Auth,
) -> None:
    first = await auth.sign_up()
    phone = await auth.sign_in()
    await auth.delete_account(first.account.id)
    for gone in (first, phone):
        with pytest.raises(RefreshTokenInvalid):
            await auth.refresh(gone.tokens.refresh_token)
    with pytest.raises(CredentialsInvalid):
        await auth.sign_in()
    assert auth.accounts.shelves[first.account.id].told_of_deletion
    second = await auth.sign_up(password="another kettle marsh")
    assert second.account.id != first.account.id


async def test_a_wrong_password_deletes_nothing(auth: Auth) -> None:
    ada = await auth.sign_up()
    with pytest.raises(CredentialsInvalid):
        await auth.delete_account(ada.account.id, "another guess")
    await auth.sign_in()
    assert not auth.accounts.shelves[ada.account.id].told_of_deletion


async def test_passwords_can_be_guessed_no_faster_here_than_at_the_door(auth: Auth) -> None:
    ada = await auth.sign_up()
    for number in range(6):
        with pytest.raises(CredentialsInvalid):
            await auth.delete_account(ada.account.id, f"guess number {number}")
    with pytest.raises(SignInThrottled):
        await auth.delete_account(ada.account.id)


async def test_an_account_that_is_gone_cannot_be_deleted_again(auth: Auth) -> None:
    ada = await auth.sign_up()
    await auth.delete_account(ada.account.id)
    with pytest.raises(AccountNotFound):
        await auth.delete_account(ada.account.id)


async def test_one_that_breaks_off_before_it_is_committed_has_deleted_nothing(auth: Auth) -> None:
    ada = await auth.sign_up()
    auth.accounts.dies_before_commit = True
    with pytest.raises(BrokeOff):
        await auth.delete_account(ada.account.id)
    auth.accounts.dies_before_commit = False
    assert EMAIL in auth.identities.by_email
    await auth.sign_in()


async def test_one_that_breaks_off_afterwards_is_finished_by_whoever_hears_of_it(auth: Auth) -> None:
    ada = await auth.sign_up()
    auth.identities.dies_before = "release"
    with pytest.raises(BrokeOff):
        await auth.delete_account(ada.account.id)
    auth.identities.dies_before = ""
    assert auth.accounts.shelves[ada.account.id].told_of_deletion
    for _ in range(2):
        await auth.erasure(ada.account.id)
    await auth.sign_up()


async def test_deleting_one_account_leaves_the_others(auth: Auth) -> None:
    ada, eve = await auth.sign_up(), await auth.sign_up("eve@example.com")
    await auth.delete_account(ada.account.id)
    await auth.refresh(eve.tokens.refresh_token)
    await auth.sign_in("eve@example.com")
