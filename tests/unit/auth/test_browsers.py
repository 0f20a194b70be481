"""Which pages may sign people in, and how their browser's cookie is read."""

from dataclasses import dataclass
from typing import Any, cast

import pytest

from services.auth.browsers import RefreshCookie, WebOrigins
from services.auth.errors import OriginNotAllowed
from services.kit.grpc.call import ServicerContext


@dataclass
class Context:
    """As much of a call's context as matters."""

    metadata: tuple[tuple[str, str], ...]

    def invocation_metadata(self) -> Any:
        return self.metadata


def _from(*metadata: tuple[str, str]) -> ServicerContext:
    return cast(ServicerContext, Context(metadata))


@pytest.mark.parametrize(
    ("origin", "fits"),
    [
        ("https://app.example", True),
        ("http://127.0.0.1:20563", True),
        ("http://127.0.0.1", True),
        ("https://app.example:8443", False),
        ("http://app.example", False),
        ("https://app.example.evil", False),
        ("http://127.0.0.1.evil:80", False),
        ("http://127.0.0.1:80@evil", False),
        ("http://127.0.0.1:", False),
        ("null", False),
    ],
)
def test_an_origin_is_ours_or_it_is_not(origin: str, fits: bool) -> None:
    origins = WebOrigins(("https://app.example", "http://127.0.0.1:*"))
    if fits:
        origins.check(_from(("origin", origin)))
    else:
        with pytest.raises(OriginNotAllowed):
            origins.check(_from(("origin", origin)))


def test_where_no_origin_is_named_no_page_may() -> None:
    with pytest.raises(OriginNotAllowed):
        WebOrigins(()).check(_from(("origin", "https://app.example")))


def test_whoever_sends_no_origin_is_no_browser() -> None:
    with pytest.raises(OriginNotAllowed):
        WebOrigins(("https://app.example",)).check(_from())


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        (("encompass_refresh=abc",), "abc"),
        (("theme=dark; encompass_refresh=abc; x=y",), "abc"),
        (("theme=dark", "encompass_refresh=abc"), "abc"),
        (("my_encompass_refresh=abc",), ""),
        (("encompass_refresh",), ""),
        ((), ""),
    ],
)
def test_the_cookie_is_found_among_others(headers: tuple[str, ...], token: str) -> None:
    cookie = RefreshCookie("/", secure=True)
    assert cookie.of(_from(*(("cookie", header) for header in headers))) == token
