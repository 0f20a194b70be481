"""Pages of a list that is in memory, for documents."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.kit.errors import PageTokenInvalid

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """Some items, and the token for those after them; an empty token is the only end."""

    items: Sequence[Item]
    next_page_token: str


def page_of(
    items: Sequence[Item], *, key: Callable[[Item], str], page_size: int, page_token: str
) -> ListPage[Item]:
    """The items after the token's, of a list in ascending order of its keys. Raises PageTokenInvalid."""
    after = _decoded(page_token)
    rest = [item for item in items if key(item) > after]
    shown = rest[:page_size]
    token = _encoded(key(shown[-1])) if len(rest) > page_size else ""
    return ListPage(shown, token)


def _encoded(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()


def _decoded(token: str) -> str:
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise PageTokenInvalid(
            "This page token doesn't belong to this list. Start from the first page."
        ) from None
