"""What may go wrong with accounts and sessions; the reasons of encompass/auth/v1/error_reason.proto."""

import math
from datetime import timedelta
from typing import ClassVar

from services.kit.errors import Code, DomainError, FieldViolation
from services.kit.ids import SessionId

DOMAIN = "encompass.auth"


class AuthError(DomainError):
    """An error of this domain."""

    domain = DOMAIN


class EmailTaken(AuthError):
    """Another account has this e-mail address."""

    code: ClassVar[Code] = Code.ALREADY_EXISTS
    reason: ClassVar[str] = "EMAIL_TAKEN"

    def __init__(self) -> None:
        super().__init__("There is an account with this e-mail address. Sign in, or use another address.")


class PasswordTooCommon(AuthError):
    """The password is among the first that a guesser tries."""

    code: ClassVar[Code] = Code.INVALID_ARGUMENT
    reason: ClassVar[str] = "PASSWORD_TOO_COMMON"

    def __init__(self) -> None:
        text = "This password is too easy to guess. Three or four unrelated words make a good one."
        super().__init__(text, violations=(FieldViolation("password", text, "password.too_common"),))


class CredentialsInvalid(AuthError):
    """No account has this e-mail address with this password; which of the two is wrong isn't said."""

    code: ClassVar[Code] = Code.UNAUTHENTICATED
    reason: ClassVar[str] = "CREDENTIALS_INVALID"

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is wrong.")


class SignInThrottled(AuthError):
    """Too many attempts of late."""

    code: ClassVar[Code] = Code.RESOURCE_EXHAUSTED
    reason: ClassVar[str] = "SIGN_IN_THROTTLED"

    def __init__(self, wait: timedelta) -> None:
        seconds = math.ceil(wait.total_seconds())
        super().__init__(
            f"Too many attempts. Try again in {seconds} second{'' if seconds == 1 else 's'}.",
            metadata={"retry_after_s": str(seconds)},
            retry_after=timedelta(seconds=seconds),
        )


class RefreshTokenInvalid(AuthError):
    """The refresh token is unknown, malformed or expired."""

    code: ClassVar[Code] = Code.UNAUTHENTICATED
    reason: ClassVar[str] = "REFRESH_TOKEN_INVALID"

    def __init__(self) -> None:
        super().__init__("The refresh token can't be used. Sign in again.")


class RefreshTokenReused(AuthError):
    """The refresh token had been used before; its session is closed."""

    code: ClassVar[Code] = Code.UNAUTHENTICATED
    reason: ClassVar[str] = "REFRESH_TOKEN_REUSED"

    def __init__(self) -> None:
        super().__init__(
            "The refresh token was used before, so somebody else may have it. "
            "The session is closed: sign in again."
        )


class SessionEnded(AuthError):
    """The session was closed or has expired."""

    code: ClassVar[Code] = Code.UNAUTHENTICATED
    reason: ClassVar[str] = "SESSION_ENDED"

    def __init__(self) -> None:
        super().__init__("The session has ended. Sign in again.")


class SessionNotFound(AuthError):
    """The caller has no such session."""

    code: ClassVar[Code] = Code.NOT_FOUND
    reason: ClassVar[str] = "SESSION_NOT_FOUND"

    def __init__(self, session_id: SessionId) -> None:
        super().__init__(f"You have no session {session_id}.", metadata={"session_id": str(session_id)})


class WebSessionMissing(AuthError):
    """The browser sent no cookie of a session."""

    code: ClassVar[Code] = Code.UNAUTHENTICATED
    reason: ClassVar[str] = "WEB_SESSION_MISSING"

    def __init__(self) -> None:
        super().__init__("Nobody is signed in here.")


class OriginNotAllowed(AuthError):
    """A page of another origin, or no browser at all, asks for a browser's session."""

    code: ClassVar[Code] = Code.PERMISSION_DENIED
    reason: ClassVar[str] = "ORIGIN_NOT_ALLOWED"

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"Pages of {origin} may not sign people in." if origin else "Only a browser may call this.",
            metadata={"origin": origin},
        )


class AccountNotFound(AuthError):
    """The caller's account no longer exists."""

    code: ClassVar[Code] = Code.NOT_FOUND
    reason: ClassVar[str] = "ACCOUNT_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("This account no longer exists.")
