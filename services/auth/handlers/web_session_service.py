"""WebSessionService: protobuf to use cases and back, and the refresh token into a cookie and out of it."""

from encompass.auth.v1 import web_session_service_pb2 as web_pb2
from encompass.auth.v1.web_session_service_pb2_grpc import WebSessionServiceServicer

from services.auth.browsers import RefreshCookie, WebOrigins
from services.auth.client_address import ClientAddresses
from services.auth.errors import RefreshTokenInvalid, RefreshTokenReused, SessionEnded, WebSessionMissing
from services.auth.handlers.messages import account_message
from services.auth.use_cases.end_session import EndSession
from services.auth.use_cases.opening import SignedIn, TokenPair
from services.auth.use_cases.refresh import Refresh
from services.auth.use_cases.sign_in import SignIn, SignInCommand
from services.auth.use_cases.sign_up import SignUp, SignUpCommand
from services.kit.clock import Clock
from services.kit.grpc.call import ServicerContext
from services.kit.grpc.moments import timestamp

SERVICE = "encompass.auth.v1.WebSessionService"
COOKIE_PATH = f"/{SERVICE}/"
PUBLIC_METHODS = frozenset({"CreateWebAccount", "CreateWebSession", "RefreshWebSession", "EndWebSession"})


class WebSessionHandlers(WebSessionServiceServicer):
    """Answers the calls of WebSessionService."""

    def __init__(
        self,
        *,
        sign_up: SignUp,
        sign_in: SignIn,
        refresh: Refresh,
        end_session: EndSession,
        addresses: ClientAddresses,
        origins: WebOrigins,
        cookie: RefreshCookie,
        clock: Clock,
    ) -> None:
        self._sign_up = sign_up
        self._sign_in = sign_in
        self._refresh = refresh
        self._end_session = end_session
        self._addresses = addresses
        self._origins = origins
        self._cookie = cookie
        self._clock = clock

    async def CreateWebAccount(
        self, request: web_pb2.CreateWebAccountRequest, context: ServicerContext
    ) -> web_pb2.CreateWebAccountResponse:
        self._origins.check(context)
        command = SignUpCommand(
            email=request.email,
            password=request.password,
            display_name=request.display_name,
            device_name=request.device_name,
            address=self._addresses.of(context),
        )
        signed_up = await self._sign_up(command)
        await self._keep(context, signed_up)
        return web_pb2.CreateWebAccountResponse(
            account=account_message(signed_up.account, signed_up.plan), access=_access(signed_up.tokens)
        )

    async def CreateWebSession(
        self, request: web_pb2.CreateWebSessionRequest, context: ServicerContext
    ) -> web_pb2.CreateWebSessionResponse:
        self._origins.check(context)
        command = SignInCommand(
            email=request.email,
            password=request.password,
            device_name=request.device_name,
            address=self._addresses.of(context),
        )
        signed_in = await self._sign_in(command)
        await self._keep(context, signed_in)
        return web_pb2.CreateWebSessionResponse(
            account=account_message(signed_in.account, signed_in.plan), access=_access(signed_in.tokens)
        )

    async def RefreshWebSession(
        self, request: web_pb2.RefreshWebSessionRequest, context: ServicerContext
    ) -> web_pb2.RefreshWebSessionResponse:
        self._origins.check(context)
        token = self._cookie.of(context)
        if not token:
            raise WebSessionMissing
        try:
            signed_in = await self._refresh(token)
        except (RefreshTokenInvalid, RefreshTokenReused, SessionEnded):
            await self._cookie.clear(context)
            raise
        await self._keep(context, signed_in)
        return web_pb2.RefreshWebSessionResponse(
            account=account_message(signed_in.account, signed_in.plan), access=_access(signed_in.tokens)
        )

    async def EndWebSession(
        self, request: web_pb2.EndWebSessionRequest, context: ServicerContext
    ) -> web_pb2.EndWebSessionResponse:
        self._origins.check(context)
        if token := self._cookie.of(context):
            await self._end_session(token)
        await self._cookie.clear(context)
        return web_pb2.EndWebSessionResponse()

    async def _keep(self, context: ServicerContext, signed_in: SignedIn) -> None:
        tokens = signed_in.tokens
        await self._cookie.keep(
            context, tokens.refresh_token, expires_at=tokens.refresh_expires_at, now=self._clock.now()
        )


def _access(pair: TokenPair) -> web_pb2.WebAccess:
    return web_pb2.WebAccess(
        access_token=pair.access.text, access_expire_time=timestamp(pair.access.expires_at)
    )
