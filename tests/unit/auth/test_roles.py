"""Who is an operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.auth.errors import AccountNotFound
from services.auth.use_cases.roles import Roles
from services.kit.roles import Role, known_roles
from tests.unit.auth.desk import EMAIL, Auth


@pytest.fixture
def auth() -> Auth:
    return Auth()


async def roles_of(auth: Auth) -> frozenset[Role]:
    identity = auth.identities.by_email[EMAIL]
    account = auth.accounts.shelves[identity.user_id].account
    assert account is not None
    return account.roles


async def test_nobody_is_an_operator_by_signing_up(auth: Auth) -> None:
    signed_up = await auth.sign_up()
    assert signed_up.account.roles == frozenset()


async def test_a_role_is_granted_by_any_spelling_of_the_address_and_revoked_again(auth: Auth) -> None:
    await auth.sign_up()
    roles = Roles(auth.identities, auth.accounts)
    for _ in range(2):
        await roles.grant(" ADA@example.com", Role.OPERATOR)
        assert await roles_of(auth) == {Role.OPERATOR}
    for _ in range(2):
        await roles.revoke(EMAIL, Role.OPERATOR)
        assert await roles_of(auth) == frozenset()


async def test_only_who_has_an_account_gets_a_role(auth: Auth) -> None:
    with pytest.raises(AccountNotFound):
        await Roles(auth.identities, auth.accounts).grant("nobody@example.com", Role.OPERATOR)


@given(st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text() | st.integers() | st.none())))
def test_whatever_a_token_claims_only_known_roles_come_of_it(claim: object) -> None:
    roles = known_roles(claim)
    assert roles <= set(Role)
    assert bool(roles) == (isinstance(claim, list) and "operator" in claim)
