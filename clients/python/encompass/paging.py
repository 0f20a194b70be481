"""Lists, page by page, as one stream of items."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Protocol, TypeVar


class _Page(Protocol):
    @property
    def next_page_token(self) -> str: ...


PageT = TypeVar("PageT", bound=_Page)
Item = TypeVar("Item")


async def every(
    fetch: Callable[[str], Awaitable[PageT]], items: Callable[[PageT], Iterable[Item]]
) -> AsyncIterator[Item]:
    """Yields the items of all pages; `fetch` takes a page token, empty for the first page."""
    page_token = ""
    while True:
        page = await fetch(page_token)
        for item in items(page):
            yield item
        if not (page_token := page.next_page_token):
            return
