"""AuthService: protobuf to use cases and back."""

from uuid import UUID

from encompass.auth.v1 import auth_pb2, auth_service_pb2
from encompass.auth.v1.auth_service_pb2_grpc import AuthServiceServicer
from google.api.httpbody_pb2 import HttpBody

from services.auth.client_address import ClientAddresses
from services.auth.domain.sessions import Session
from services.auth.handlers.messages import account_message
from services.auth.ports import PublicKeys
from services.auth.use_cases.delete_account import DeleteAccount, DeleteAccountCommand
from services.auth.use_cases.opening import TokenPair
from services.auth.use_cases.refresh import Refresh
from services.auth.use_cases.sessions import Sessions
from services.auth.use_cases.sign_in import SignIn, SignInCommand
from services.auth.use_cases.sign_up import SignUp, SignUpCommand
from services.kit.grpc.call import ServicerContext
from services.kit.grpc.moments import timestamp
from services.kit.ids import SessionId
from services.kit.principal import current_principal

SERVICE = "encompass.auth.v1.AuthService"
PUBLIC_METHODS = frozenset({"SignUp", "SignIn", "Refresh", "GetJwks"})


class AuthHandlers(AuthServiceServicer):
    """Answers the calls of AuthService."""

    def __init__(
        self,
        *,
        sign_up: SignUp,
        sign_in: SignIn,
        refresh: Refresh,
        sessions: Sessions,
        delete_account: DeleteAccount,
        keys: PublicKeys,
        addresses: ClientAddresses,
    ) -> None:
        self._sign_up = sign_up
        self._sign_in = sign_in
        self._refresh = refresh
        self._sessions = sessions
        self._delete_account = delete_account
        self._keys = keys
        self._addresses = addresses

    async def SignUp(
        self, request: auth_service_pb2.SignUpRequest, context: ServicerContext
    ) -> auth_service_pb2.SignUpResponse:
        command = SignUpCommand(
            email=request.email,
            password=request.password,
            display_name=request.display_name,
            device_name=request.device_name,
            address=self._addresses.of(context),
        )
        signed_up = await self._sign_up(command)
        return auth_service_pb2.SignUpResponse(
            account=account_message(signed_up.account, signed_up.plan), tokens=_tokens(signed_up.tokens)
        )

    async def SignIn(
        self, request: auth_service_pb2.SignInRequest, context: ServicerContext
    ) -> auth_service_pb2.SignInResponse:
        command = SignInCommand(
            email=request.email,
            password=request.password,
            device_name=request.device_name,
            address=self._addresses.of(context),
        )
        signed_in = await self._sign_in(command)
        return auth_service_pb2.SignInResponse(
            account=account_message(signed_in.account, signed_in.plan), tokens=_tokens(signed_in.tokens)
        )

    async def Refresh(
        self, request: auth_service_pb2.RefreshRequest, context: ServicerContext
    ) -> auth_service_pb2.RefreshResponse:
        refreshed = await self._refresh(request.refresh_token)
        return auth_service_pb2.RefreshResponse(tokens=_tokens(refreshed.tokens))

    async def SignOut(
        self, request: auth_service_pb2.SignOutRequest, context: ServicerContext
    ) -> auth_service_pb2.SignOutResponse:
        principal = current_principal()
        await self._sessions.sign_out(principal.user_id, principal.session_id)
        return auth_service_pb2.SignOutResponse()

    async def GetAccount(
        self, request: auth_service_pb2.GetAccountRequest, context: ServicerContext
    ) -> auth_service_pb2.GetAccountResponse:
        account, plan = await self._sessions.account_of(current_principal().user_id)
        return auth_service_pb2.GetAccountResponse(account=account_message(account, plan))

    async def DeleteAccount(
        self, request: auth_service_pb2.DeleteAccountRequest, context: ServicerContext
    ) -> auth_service_pb2.DeleteAccountResponse:
        command = DeleteAccountCommand(
            owner=current_principal().user_id,
            password=request.password,
            address=self._addresses.of(context),
        )
        await self._delete_account(command)
        return auth_service_pb2.DeleteAccountResponse()

    async def ListSessions(
        self, request: auth_service_pb2.ListSessionsRequest, context: ServicerContext
    ) -> auth_service_pb2.ListSessionsResponse:
        principal = current_principal()
        page = await self._sessions.page(
            principal.user_id, page_size=request.page_size, page_token=request.page_token
        )
        return auth_service_pb2.ListSessionsResponse(
            sessions=[_session(session, current=principal.session_id) for session in page.sessions],
            next_page_token=page.next_page_token,
        )

    async def RevokeSession(
        self, request: auth_service_pb2.RevokeSessionRequest, context: ServicerContext
    ) -> auth_service_pb2.RevokeSessionResponse:
        await self._sessions.revoke(current_principal().user_id, SessionId(UUID(request.session_id)))
        return auth_service_pb2.RevokeSessionResponse()

    async def GetJwks(
        self, request: auth_service_pb2.GetJwksRequest, context: ServicerContext
    ) -> auth_service_pb2.GetJwksResponse:
        body = HttpBody(content_type="application/json", data=self._keys.jwks())
        return auth_service_pb2.GetJwksResponse(jwks=body)


def _session(session: Session, *, current: SessionId) -> auth_pb2.Session:
    return auth_pb2.Session(
        id=str(session.id),
        device_name=session.device_name,
        create_time=timestamp(session.created_at),
        last_use_time=timestamp(session.last_used_at),
        expire_time=timestamp(session.expires_at),
        current=session.id == current,
    )


def _tokens(pair: TokenPair) -> auth_pb2.Tokens:
    return auth_pb2.Tokens(
        access_token=pair.access.text,
        access_expire_time=timestamp(pair.access.expires_at),
        refresh_token=pair.refresh_token,
        refresh_expire_time=timestamp(pair.refresh_expires_at),
    )
