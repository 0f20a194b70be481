"""The caller's account and sessions."""

from __future__ import annotations

from collections.abc import AsyncIterator

from encompass.auth.v1 import auth_pb2, auth_service_pb2, auth_service_pb2_grpc
from encompass.paging import every
from encompass.transport import Transport

Account = auth_pb2.Account
Session = auth_pb2.Session


class Accounts:
    """Sign-up, sign-in and the places where a person is signed in."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = auth_service_pb2_grpc.AuthServiceStub(transport.channel)

    async def sign_up(
        self, email: str, password: str, *, display_name: str = "", device_name: str = ""
    ) -> Account:
        """Creates an account and signs it in. Raises AlreadyExists (EMAIL_TAKEN), InvalidArgument."""
        request = auth_service_pb2.SignUpRequest(
            email=email, password=password, display_name=display_name, device_name=device_name
        )
        response = await self._transport.call_public(self._stub.SignUp, request)
        self._transport.tokens = response.tokens
        return response.account

    async def sign_in(self, email: str, password: str, *, device_name: str = "") -> Account:
        """Signs a person in. Raises Unauthenticated (CREDENTIALS_INVALID), ResourceExhausted."""
        request = auth_service_pb2.SignInRequest(email=email, password=password, device_name=device_name)
        response = await self._transport.call_public(self._stub.SignIn, request)
        self._transport.tokens = response.tokens
        return response.account

    async def sign_out(self) -> None:
        """Closes the session that this client uses."""
        await self._transport.call(self._stub.SignOut, auth_service_pb2.SignOutRequest())
        self._transport.tokens = None

    async def get(self) -> Account:
        """The account of the person who is signed in."""
        response = await self._transport.call(self._stub.GetAccount, auth_service_pb2.GetAccountRequest())
        return response.account

    async def delete(self, password: str) -> None:
        """Deletes the account with all that is theirs; nothing brings it back.

        Raises Unauthenticated (CREDENTIALS_INVALID), ResourceExhausted, NotFound.
        """
        request = auth_service_pb2.DeleteAccountRequest(password=password)
        await self._transport.call(self._stub.DeleteAccount, request)
        self._transport.tokens = None

    def sessions(self) -> AsyncIterator[Session]:
        """The caller's open sessions, newest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListSessions, auth_service_pb2.ListSessionsRequest(page_token=page_token)
            ),
            lambda page: page.sessions,
        )

    async def revoke_session(self, session_id: str) -> None:
        """Closes one of the caller's sessions. Raises NotFound."""
        request = auth_service_pb2.RevokeSessionRequest(session_id=session_id)
        await self._transport.call(self._stub.RevokeSession, request)
