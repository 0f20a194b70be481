"""Lists by keyset, with opaque page tokens that belong to one list of one owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from services.kit.db.base import OwnedRow
from services.kit.db.unit_of_work import Tx

Key = int | str | datetime | UUID
RowT = TypeVar("RowT", bound=OwnedRow)


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
    query: Select[tuple[RowT]],
    *,
    keys: Sequence[InstrumentedAttribute[Any]],
    page_size: int,
    page_token: str,
    list_name: str,
    descending: bool = True,
) -> Page[RowT]:
    """One page of `query` (made by `tx.owned(Model)`), ordered by `keys`, whose last one is unique.

    `list_name` names the list with its filters (`scripts?state=READY`): a token of another list or another
    owner, or one that was tampered with, raises `PageTokenInvalid`.
    """
    ...
