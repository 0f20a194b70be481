"""Lists by keyset, with opaque page tokens that belong to one list of one owner."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from services.kit.db.base import OwnedRow
from services.kit.db.unit_of_work import Tx
from services.kit.errors import PageTokenInvalid

Key = int | str | datetime | UUID
RowT = TypeVar("RowT", bound=OwnedRow)

MAX_PAGE_BYTES = 3 * 1024 * 1024
"""A message of gRPC has at most 4 MiB where nobody has said otherwise."""
_CHECKSUM_BYTES = 9
_READERS: dict[str, Callable[[str], Key]] = {"i": int, "s": str, "d": datetime.fromisoformat, "u": UUID}


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Some rows of a list, and the token that gets the ones after them; an empty token is the only end."""

    rows: Sequence[RowT]
    next_page_token: str


def bounded_page_size(requested: int, *, default: int = 25, maximum: int = 100) -> int:
    """The page size to use for what a request asks: 0 means the default, more than the maximum means that."""
    return min(requested, maximum) if requested > 0 else default


async def fetch_page(
    tx: Tx,
    query: Select[RowT],
    *,
    keys: Sequence[InstrumentedAttribute[Any]],
    page_size: int,
    page_token: str,
    list_name: str,
    descending: bool = True,
    weigh: Callable[[RowT], int] | None = None,
) -> Page[RowT]:
    """One page of `query` (made by `tx.owned(Model)`), ordered by `keys`, whose last one is unique.

    `list_name` names the list with its filters (`scripts?state=READY`): a token of another list or another
    owner, or one that was tampered with, raises `PageTokenInvalid`.

    `weigh` says about how many bytes a row takes in a message: a page that would be too large for one is cut.
    """
    scope = f"{tx.owner}/{list_name}"
    if page_token:
        last = tuple_(*(literal(value, key.type) for value, key in _known_keys(scope, page_token, keys)))
        query = query.where(tuple_(*keys) < last if descending else tuple_(*keys) > last)
    query = query.order_by(*(key.desc() if descending else key.asc() for key in keys)).limit(page_size + 1)
    rows = (await tx.session.scalars(query)).all()
    shown = rows[:page_size] if weigh is None else _light(rows[:page_size], weigh)
    if len(shown) == len(rows):
        return Page(rows, "")
    return Page(shown, encode_token(scope, [getattr(shown[-1], key.key) for key in keys]))


def encode_token(scope: str, values: Sequence[Key]) -> str:
    """A page token for the row with these key values, good only within `scope`."""
    body = json.dumps([_written(value) for value in values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_checksum(scope, body) + body).rstrip(b"=").decode()


def decode_token(scope: str, token: str) -> list[Key]:
    """The key values in a page token.

    Raises:
        PageTokenInvalid: it isn't one of this scope.
    """
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        checksum, body = raw[:_CHECKSUM_BYTES], raw[_CHECKSUM_BYTES:]
        if checksum != _checksum(scope, body):
            raise _invalid()
        return [_READERS[kind](text) for kind, text in json.loads(body)]
    except (ValueError, KeyError, TypeError, binascii.Error, UnicodeError):
        raise _invalid() from None


def _light(rows: Sequence[RowT], weigh: Callable[[RowT], int]) -> Sequence[RowT]:
    """As many of the first rows as a message holds, and at least one."""
    size = 0
    for count, row in enumerate(rows):
        size += weigh(row)
        if count and size > MAX_PAGE_BYTES:
            return rows[:count]
    return rows


def _known_keys(
    scope: str, token: str, keys: Sequence[InstrumentedAttribute[Any]]
) -> list[tuple[Key, InstrumentedAttribute[Any]]]:
    values = decode_token(scope, token)
    if len(values) != len(keys):
        raise _invalid()
    return list(zip(values, keys, strict=True))


def _written(value: Key) -> tuple[str, str]:
    match value:
        case datetime():
            return "d", value.isoformat()
        case UUID():
            return "u", value.hex
        case int():
            return "i", str(value)
        case str():
            return "s", value


def _checksum(scope: str, body: bytes) -> bytes:
    """Not a secret: a forged token could only ever point into the forger's own rows."""
    return hashlib.blake2b(
        body, digest_size=_CHECKSUM_BYTES, key=hashlib.sha256(scope.encode()).digest()
    ).digest()


def _invalid() -> PageTokenInvalid:
    return PageTokenInvalid("This page token doesn't belong to this list. Start from the first page.")
