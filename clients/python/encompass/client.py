"""The facade: one object, one connection, everything typed."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from encompass.accounts import Accounts
from encompass.auth.v1 import auth_pb2
from encompass.authoring import Authoring
from encompass.portraits import Portraits
from encompass.responses import Questionnaires, Responses
from encompass.scripts import Scripts
from encompass.transport import Transport
from encompass.videos import Videos


class Encompass:
    """A client of Encompass.

        async with Encompass("https://api.example.com") as encompass:
            await encompass.accounts.sign_in("maya@example.com", "…")
            async for change in encompass.scripts.watch(script_id):
                print(change.text, end="", flush=True)

    `edge_url` is http or https; `root_certificates` (PEM) replaces the system's for a private authority;
    `tokens` of an earlier client sign this one in. Every method raises a subclass of `EncompassError`.
    """

    def __init__(
        self,
        edge_url: str,
        *,
        root_certificates: bytes | None = None,
        tokens: auth_pb2.Tokens | None = None,
    ) -> None:
        self._transport = Transport(edge_url, root_certificates=root_certificates)
        self._transport.tokens = tokens
        self.accounts = Accounts(self._transport)
        self.authoring = Authoring(self._transport)
        self.portraits = Portraits(self._transport)
        self.questionnaires = Questionnaires(self._transport)
        self.responses = Responses(self._transport)
        self.scripts = Scripts(self._transport)
        self.videos = Videos(self._transport)

    @property
    def tokens(self) -> auth_pb2.Tokens | None:
        """The tokens in use; keep them (they are secrets) to be signed in again later."""
        return self._transport.tokens

    async def close(self) -> None:
        """Closes the connection; calls in flight are cancelled."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
