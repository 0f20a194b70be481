"""What a browser sends along without its page's doing: the page's origin, and the refresh cookie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.auth.errors import OriginNotAllowed
from services.kit.grpc.call import ServicerContext

COOKIE = "encompass_refresh"
_ORIGIN = "origin"
_ANY_PORT = ":*"
_LONGEST_ORIGIN = 200


@dataclass(frozen=True, slots=True)
class WebOrigins:
    """The origins whose pages may sign people in."""

    allowed: Sequence[str]
    """As a browser writes them: `https://app.example`; one that ends in `:*` stands for all its ports."""

    def check(self, context: ServicerContext) -> None:
        """Makes sure that a page of ours calls. A browser always says whose page it is, and no page can lie.

        Raises:
            OriginNotAllowed: it is another's page, or no browser that calls.
        """
        origin = _first(context, _ORIGIN)
        if not any(_fits(origin, each) for each in self.allowed):
            raise OriginNotAllowed(origin[:_LONGEST_ORIGIN])


@dataclass(frozen=True, slots=True)
class RefreshCookie:
    """The cookie that a browser keeps its refresh token in (RFC 6265bis)."""

    path: str
    """Of the one service that it is sent to."""
    secure: bool
    """Never sent over plain HTTP."""

    def of(self, context: ServicerContext) -> str:
        """The refresh token that the browser sent; empty when it has none."""
        for key, value in context.invocation_metadata() or ():
            if key != "cookie":
                continue
            # HTTP/2 may send each cookie in a header of its own.
            for pair in str(value).split(";"):
                name, _, token = pair.strip().partition("=")
                if name == COOKIE:
                    return token
        return ""

    async def keep(
        self, context: ServicerContext, token: str, *, expires_at: datetime, now: datetime
    ) -> None:
        """Has the browser keep this token for as long as it is good for."""
        seconds = max(0, int((expires_at - now).total_seconds()))
        await self._set(context, f"{COOKIE}={token}; Max-Age={seconds}")

    async def clear(self, context: ServicerContext) -> None:
        """Has the browser forget the token."""
        await self._set(context, f"{COOKIE}=; Max-Age=0")

    async def _set(self, context: ServicerContext, pair: str) -> None:
        text = f"{pair}; Path={self.path}; HttpOnly; SameSite=Strict"
        await context.send_initial_metadata((("set-cookie", text + ("; Secure" if self.secure else "")),))


def _first(context: ServicerContext, name: str) -> str:
    return next((str(value) for key, value in context.invocation_metadata() or () if key == name), "")


def _fits(origin: str, allowed: str) -> bool:
    if not allowed.endswith(_ANY_PORT):
        return origin == allowed
    host = allowed.removesuffix(_ANY_PORT)
    rest = origin.removeprefix(host) if origin.startswith(host) else None
    return rest is not None and (not rest or (rest[0] == ":" and rest[1:].isdecimal()))
