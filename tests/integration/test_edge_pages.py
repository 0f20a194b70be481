"""The dashboard's files as a browser gets them: from a real Envoy with a stand-in for the store behind it."""

import gzip
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from services.stack import binaries
from services.stack.credentials import load_or_make_credentials
from services.stack.edge.config import edge_config
from services.stack.edge.pages import keep_copy
from services.stack.environment import Environment
from services.stack.layout import Layout
from services.stack.pki import prepare_certificates
from services.stack.plan import CERTIFIED
from services.stack.ports import EDGE, chosen_range, settle_ports

INDEX = "<!doctype html><title>Encompass</title>" + "<p>A page.</p>" * 50
SCRIPT = "console.log('a script');" * 4000
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"


class _Store(BaseHTTPRequestHandler):
    """A store that answers with the headers that it was sent."""

    def do_GET(self) -> None:
        body = str(self.headers).lower().encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A running Envoy."""

    web: httpx.Client
    layout: Layout
    port: int


def _built(folder: Path) -> Path:
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX, encoding="utf-8")
    script = folder / "assets" / "index-DfE2_x-1.js"
    script.write_text(SCRIPT, encoding="utf-8")
    script.with_name(f"{script.name}.br").write_bytes(b"as small as brotli makes it")
    (folder / "assets" / "fraunces-12345678.woff2").write_bytes(b"a font")
    (folder / "icon.svg").write_text("<svg/>", encoding="utf-8")
    return folder


def _serving(folder: Path, dist: Path) -> Iterator[Edge]:
    layout = Layout(folder)
    layout.create()
    ports, _ = settle_ports(None, within=chosen_range(os.environ))
    prepare_certificates(layout, CERTIFIED)
    keep_copy(dist, layout.pages)
    config = layout.config / "envoy.yaml"
    environment = Environment(layout, ports, load_or_make_credentials(layout.secrets))
    config.write_text(edge_config(environment), encoding="utf-8")
    store = ThreadingHTTPServer(("127.0.0.1", ports["seaweed-s3"]), _Store)
    threading.Thread(target=store.serve_forever, daemon=True).start()
    command = [str(binaries.envoy()), "-c", str(config), "--disable-hot-restart", "--concurrency", "1"]
    with (
        store,
        subprocess.Popen([*command, "--log-level", "error"]) as envoy,
        httpx.Client(base_url=environment.edge_url, timeout=30) as web,
    ):
        try:
            _wait_for(web)
            yield Edge(web, layout, ports[EDGE])
        finally:
            envoy.terminate()
            store.shutdown()


def _wait_for(web: httpx.Client) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            web.get("/")
        except httpx.TransportError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    folder = tmp_path_factory.mktemp("edge")
    yield from _serving(folder / "stack", _built(folder / "dist"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sign-in",
        "/sign-up",
        "/library",
        "/library?q=sea",
        "/account",
        "/operator",
        "/answers/new",
        "/answers/0192-a",
        "/stories/0192-b/",
        "/films/0192-c",
        "/shared/AbC_d-e",
    ],
)
def test_each_address_of_the_dashboard_is_its_one_page(edge: Edge, path: str) -> None:
    answer = edge.web.get(path)
    assert (answer.status_code, answer.text) == (200, INDEX)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"].startswith(POLICY)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=(self)" in answer.headers["permissions-policy"]
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("path", "kind", "cached"),
    [
        (
            "/assets/index-DfE2_x-1.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("/assets/fraunces-12345678.woff2", "font/woff2", "public, max-age=31536000, immutable"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
    ],
)
def test_files_say_what_they_are_and_whether_they_can_change(
    edge: Edge, path: str, kind: str, cached: str
) -> None:
    answer = edge.web.get(path, headers={"accept-encoding": "identity"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == cached
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("gzip", "gzip"),
        ("brotli", None),
        ("identity", None),
        ("", None),
    ],
)
def test_a_script_is_sent_as_small_as_the_browser_takes_it(
    edge: Edge, accepted: str, sent: str | None
) -> None:
    request = edge.web.build_request(
        "GET", "/assets/index-DfE2_x-1.js", headers={"accept-encoding": accepted}
    )
    answer = edge.web.send(request, stream=True)
    body = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == sent
    assert answer.headers["vary"] == "accept-encoding"
    if sent == "br":
        assert body == b"as small as brotli makes it"
    else:
        assert (gzip.decompress(body) if sent else body).decode() == SCRIPT


def test_the_head_of_a_page_can_be_asked_for(edge: Edge) -> None:
    for path in ("/", "/library", "/assets/index-DfE2_x-1.js"):
        answer = edge.web.head(path)
        assert (answer.status_code, answer.content) == (200, b"")
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/library/more", 404),
        ("GET", "/assets/", 404),
        ("GET", "/assets/index-00000000.js", 404),
        ("GET", "/index.html", 404),
        ("GET", "/assets/index-DfE2_x-1.js.br", 404),
        ("GET", "/assets/..%2f..%2fsecrets.json", 400),
        ("POST", "/library", 404),
        ("GET", "/v1/account", 401),
    ],
)
def test_all_else_is_the_api_s_as_before(edge: Edge, method: str, path: str, status: int) -> None:
    answer = edge.web.request(method, path)
    assert answer.status_code == status
    assert INDEX not in answer.text


def test_whoever_opens_it_as_localhost_is_sent_to_where_films_come_from(edge: Edge) -> None:
    answer = edge.web.get("/films/0192?from=mail", headers={"host": f"localhost:{edge.port}"})
    assert answer.status_code == 307
    assert answer.headers["location"] == f"http://127.0.0.1:{edge.port}/films/0192?from=mail"


def test_a_shared_film_s_token_is_not_in_the_log(edge: Edge) -> None:
    edge.web.get("/shared/a-token-that-opens-a-film")
    edge.web.get("/films/and-another-page")
    log = edge.layout.log_of("edge-access")
    deadline = time.monotonic() + 30
    while "and-another-page" not in (text := log.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "a-token-that-opens" not in text
    assert '"/shared/…"' in text


def test_no_cookie_goes_to_whoever_has_no_business_with_it(edge: Edge) -> None:
    answer = edge.web.get("/encompass/videos/film.mp4", headers={"cookie": "encompass_refresh=a-secret"})
    assert answer.status_code == 200
    assert "host:" in answer.text
    assert "a-secret" not in answer.text


def test_sign_in_for_browsers_is_closed_to_forms_and_to_json(edge: Edge) -> None:
    path = "/encompass.auth.v1.WebSessionService/RefreshWebSession"
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json", "application/grpc"):
        answer = edge.web.post(path, content=b"\0\0\0\0\0", headers={"content-type": kind})
        assert answer.status_code in (403, 404) or answer.headers["grpc-status"] == "7", kind


def test_without_a_build_the_edge_starts_and_says_what_to_do(tmp_path: Path) -> None:
    for edge in _serving(tmp_path / "stack", tmp_path / "nothing"):
        answer = edge.web.get("/library")
        assert answer.status_code == 404
        assert "make web" in answer.text
        assert edge.web.get("/v1/account").status_code == 401
