"""Wires the auth service; the only file that names concrete adapters."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from encompass.auth.v1.auth_service_pb2_grpc import add_AuthServiceServicer_to_server
from encompass.auth.v1.web_session_service_pb2_grpc import add_WebSessionServiceServicer_to_server

from services.auth.adapters.argon2_pool import open_passwords
from services.auth.adapters.argon2_worker import Parameters
from services.auth.adapters.common_passwords import load_common_passwords
from services.auth.adapters.directory import DirectoryIdentities, DirectoryThrottle
from services.auth.adapters.jwt_issuer import JwtIssuer
from services.auth.adapters.key_folder import KeyFolder
from services.auth.adapters.plans import DirectoryPlans
from services.auth.adapters.shard import ShardAccounts
from services.auth.browsers import RefreshCookie, WebOrigins
from services.auth.client_address import ClientAddresses
from services.auth.handlers.auth_service import PUBLIC_METHODS, SERVICE, AuthHandlers
from services.auth.handlers.web_session_service import COOKIE_PATH, WebSessionHandlers
from services.auth.handlers.web_session_service import PUBLIC_METHODS as WEB_PUBLIC_METHODS
from services.auth.handlers.web_session_service import SERVICE as WEB_SERVICE
from services.auth.ports import Accounts, Identities, Passwords, Plans, Throttle
from services.auth.settings import AuthSection, AuthSettings
from services.auth.use_cases.delete_account import AccountErasure, DeleteAccount
from services.auth.use_cases.end_session import EndSession
from services.auth.use_cases.opening import TokenDesk
from services.auth.use_cases.proof import PasswordProof
from services.auth.use_cases.refresh import Refresh
from services.auth.use_cases.sessions import Sessions
from services.auth.use_cases.sign_in import SignIn
from services.auth.use_cases.sign_up import SignUp
from services.kit.clock import Clock, SystemClock
from services.kit.db.databases import open_databases
from services.kit.grpc.server import GrpcService
from services.kit.jobs.erasure import SETTLES_AFTER, eraser
from services.kit.process import running


def open_keys(settings: AuthSection, clock: Clock | None = None) -> KeyFolder:
    """The keys that tokens are signed and checked with.

    Raises:
        NoSigningKey: the folder holds none.
    """
    return KeyFolder(settings.keys_dir, settings.key_times, clock or SystemClock())


@asynccontextmanager
async def bootstrap(
    settings: AuthSettings,
    keys: KeyFolder,
    *,
    clock: Clock | None = None,
    settles_after: timedelta = SETTLES_AFTER,
) -> AsyncIterator[Sequence[GrpcService]]:
    """Opens what the service needs, yields it, and closes it all."""
    async with (
        open_databases(settings.db, application_name=settings.service) as databases,
        open_passwords(
            Parameters(
                memory_kib=settings.auth.password.memory_kib,
                iterations=settings.auth.password.iterations,
                parallelism=settings.auth.password.parallelism,
            ),
            processes=settings.auth.password.processes,
            timeout_seconds=settings.auth.password.timeout_seconds,
        ) as passwords,
    ):
        identities, now = DirectoryIdentities(databases.directory), clock or SystemClock()
        accounts = ShardAccounts(databases.uow)
        handlers, web_handlers = build_handlers(
            settings,
            keys,
            identities=identities,
            throttle=DirectoryThrottle(databases.directory, settings.auth.throttle.limits),
            plans=DirectoryPlans(databases.directory),
            accounts=accounts,
            passwords=passwords,
            clock=now,
        )
        erasure = AccountErasure(identities, accounts, now)
        listener = eraser(settings.nats, "auth", erasure, now, settles_after=settles_after)
        async with running([listener.run], drain_seconds=settings.drain_seconds):
            yield [
                GrpcService(
                    SERVICE,
                    lambda server: add_AuthServiceServicer_to_server(handlers, server),
                    PUBLIC_METHODS,
                ),
                GrpcService(
                    WEB_SERVICE,
                    lambda server: add_WebSessionServiceServicer_to_server(web_handlers, server),
                    WEB_PUBLIC_METHODS,
                ),
            ]


def build_handlers(
    settings: AuthSettings,
    keys: KeyFolder,
    *,
    identities: Identities,
    throttle: Throttle,
    plans: Plans,
    accounts: Accounts,
    passwords: Passwords,
    clock: Clock,
) -> tuple[AuthHandlers, WebSessionHandlers]:
    """The handlers of both services over these adapters."""
    issuer = JwtIssuer(keys, settings.auth.issuer, settings.auth.audience, settings.auth.lifetimes.access)
    desk = TokenDesk(issuer, settings.auth.lifetimes, plans)
    proof = PasswordProof(accounts, passwords, throttle, clock)
    edge_id = f"spiffe://{settings.tls.trust_domain}/{settings.auth.edge_service}".encode()
    addresses = ClientAddresses(edge_id)
    sign_up = SignUp(
        identities=identities,
        accounts=accounts,
        passwords=passwords,
        throttle=throttle,
        proof=proof,
        desk=desk,
        common_passwords=load_common_passwords(),
        clock=clock,
    )
    sign_in = SignIn(identities, accounts, passwords, proof, desk, clock)
    refresh = Refresh(accounts, desk, clock)
    handlers = AuthHandlers(
        sign_up=sign_up,
        sign_in=sign_in,
        refresh=refresh,
        sessions=Sessions(accounts, plans, clock),
        delete_account=DeleteAccount(identities, accounts, proof, clock),
        keys=keys,
        addresses=addresses,
    )
    web_handlers = WebSessionHandlers(
        sign_up=sign_up,
        sign_in=sign_in,
        refresh=refresh,
        end_session=EndSession(accounts, clock),
        addresses=addresses,
        origins=WebOrigins(settings.auth.web.origins),
        cookie=RefreshCookie(COOKIE_PATH, secure=settings.auth.web.secure_cookie),
        clock=clock,
    )
    return handlers, web_handlers
