"""The dashboard's files as routes of the edge: answered from its memory, compressed beforehand."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from services.stack.layout import REPOSITORY

DIST: Final = REPOSITORY / "clients" / "web" / "dist"
"""What `make web` builds."""

ADDRESSES: Final = (
    "/((sign-in|sign-up|library|account|operator)/?|answers/new/?|(answers|stories|films|shared)/[^/]+/?)?"
)
"""Paths that the dashboard itself makes pages of: each gets index.html."""

_ADDRESS: Final[Mapping[str, Any]] = {"safe_regex": {"regex": ADDRESSES}}
_INDEX: Final = "index.html"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_SAFETY: Final[Mapping[str, str]] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # A shared film's address has its token in it.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), fullscreen=(self), microphone=(), geolocation=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_HASHED: Final = re.compile(r"/assets/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+")
"""Names that change whenever the file does."""

_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".wasm": "application/wasm",
}
_COMPRESSIBLE: Final = frozenset(
    {".html", ".js", ".css", ".json", ".map", ".webmanifest", ".svg", ".txt", ".ico"}
)
_ENCODINGS: Final[Mapping[str, str]] = {".br": "br", ".gz": "gzip"}
"""Suffixes of compressed copies, the smallest first."""

_NOT_BUILT: Final = (
    "<!doctype html><html lang=en><title>Encompass</title><h1>The dashboard isn't built</h1>"
    "<p>Run <code>make web</code>, then start the stack again. The API is here all the same."
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Routes of the dashboard."""

    routes: tuple[Mapping[str, Any], ...]
    """As Envoy's `Route` in JSON, in the order in which they are asked."""
    largest_bytes: int
    """Of the bodies in them."""


def keep_copy(dist: Path, folder: Path) -> None:
    """Takes over what was built, each text with a compressed copy, so that the edge starts again whatever
    happens to `dist`. Without a build there is nothing in `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    if not (dist / _INDEX).is_file():
        return
    shutil.copytree(dist, folder)
    for file in _files(folder):
        compressed = file.with_name(f"{file.name}.gz")
        if file.suffix in _COMPRESSIBLE and not compressed.exists():
            compressed.write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def pages_in(folder: Path, *, host: str, port: int) -> Pages:
    """The routes of the files in a folder, under this address; a page that says so if there are none."""
    elsewhere = _from_localhost(host, port)
    if not (folder / _INDEX).is_file():
        return Pages((_missing(),), len(_NOT_BUILT))
    files = list(_files(folder))
    routes = [elsewhere, *_variants(folder / _INDEX, _read_of(_ADDRESS), _ASK_AGAIN)]
    for file in files:
        if file.name != _INDEX:
            path = f"/{file.relative_to(folder).as_posix()}"
            routes += _variants(file, _read_of({"path": path}), _cached(path))
    return Pages(tuple(routes), max(file.stat().st_size for file in files))


def _files(folder: Path) -> Iterator[Path]:
    """What was built, but for the compressed copies."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in _ENCODINGS:
            yield file


def _variants(file: Path, match: Mapping[str, Any], cache: str) -> Iterator[Mapping[str, Any]]:
    for suffix, encoding in _ENCODINGS.items():
        compressed = file.with_name(f"{file.name}{suffix}")
        if compressed.is_file():
            yield _answer(file, compressed, _accepting(match, encoding), cache, encoding)
    yield _answer(file, file, match, cache, "")


def _cached(path: str) -> str:
    return _FOREVER if _HASHED.fullmatch(path) else _ASK_AGAIN


def _answer(file: Path, body: Path, match: Mapping[str, Any], cache: str, encoding: str) -> Mapping[str, Any]:
    headers = {"content-type": _TYPES.get(file.suffix, "application/octet-stream"), "cache-control": cache}
    if file.suffix in _COMPRESSIBLE:
        headers["vary"] = "accept-encoding"
    if encoding:
        headers["content-encoding"] = encoding
    return _route(match, headers, {"status": 200, "body": {"filename": str(body)}})


def _missing() -> Mapping[str, Any]:
    headers = {"content-type": _TYPES[".html"], "cache-control": "no-store"}
    answer = {"status": 404, "body": {"inline_string": _NOT_BUILT}}
    return _route(_read_of(_ADDRESS), headers, answer)


def _route(match: Mapping[str, Any], headers: Mapping[str, str], answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "match": match,
        "direct_response": answer,
        "response_headers_to_add": [
            {"header": {"key": key, "value": value}, "append_action": "OVERWRITE_IF_EXISTS_OR_ADD"}
            for key, value in {**headers, **_SAFETY}.items()
        ],
        **_UNGUARDED,
    }


def _from_localhost(host: str, port: int) -> Mapping[str, Any]:
    """Films and photos come from the edge's one address: a page that was opened by another name may not load
    them."""
    match = _read_of(_ADDRESS)
    match["headers"].insert(0, _header(":authority", exact=f"localhost:{port}"))
    return {
        "match": match,
        "redirect": {"host_redirect": host, "port_redirect": port, "response_code": "TEMPORARY_REDIRECT"},
        **_UNGUARDED,
    }


def _read_of(match: Mapping[str, Any]) -> dict[str, Any]:
    headers: list[Mapping[str, Any]] = [_header(":method", regex="GET|HEAD")]
    if "path" in match:
        # Envoy looks at headers before it looks at the path, and at the first one first. Without this, each
        # call of the API would pay for a hundred expressions that it doesn't match.
        headers.insert(0, _header(":path", exact=match["path"]))
    return {**match, "headers": headers}


def _accepting(match: Mapping[str, Any], encoding: str) -> Mapping[str, Any]:
    """Of browsers that name the encoding, and not with a weight of nought."""
    accepted = rf"(.*,)?\s*{encoding}\s*(;\s*q=(1|0?\.0*[1-9])[0-9.]*\s*)?(,.*)?"
    return {**match, "headers": [*match["headers"], _header("accept-encoding", regex=accepted)]}


def _header(name: str, *, exact: str = "", regex: str = "") -> Mapping[str, Any]:
    return {"name": name, "string_match": {"exact": exact} if exact else {"safe_regex": {"regex": regex}}}


def as_yaml(pages: Pages, *, columns: int) -> str:
    """The routes as lines of a YAML list: JSON is YAML."""
    return "".join(f"{' ' * columns}- {json.dumps(route)}\n" for route in pages.routes)


_OFF: Final = {"@type": "type.googleapis.com/envoy.config.route.v3.FilterConfig", "disabled": True}
_NEVER: Final = {"numerator": 0}
_UNGUARDED: Final[Mapping[str, Any]] = {
    # Anybody may have them, and no gRPC method is meant.
    "typed_per_filter_config": {
        "envoy.filters.http.jwt_authn": _OFF,
        "envoy.filters.http.grpc_json_transcoder": _OFF,
    },
    "tracing": {"client_sampling": _NEVER, "random_sampling": _NEVER, "overall_sampling": _NEVER},
}
