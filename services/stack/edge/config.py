"""Envoy's configuration, from the templates beside this file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template

from services.stack.edge.pages import as_yaml, pages_in
from services.stack.environment import Environment
from services.stack.layout import REPOSITORY
from services.stack.pki import TRUST_DOMAIN, spiffe_id
from services.stack.ports import EDGE
from services.stack.servers import seaweed

ROUTED = {
    "auth": ("AuthService", "WebSessionService"),
    "questionnaire": ("QuestionnaireService", "AuthoringService"),
    "script": ("ScriptService",),
    "video": ("VideoService", "ShareService"),
    "media": ("MediaService",),
    "jobs": ("JobAdminService", "MeshAdminService"),
}
"""The gRPC services that each of our processes has behind the edge."""

BROWSERS_ONLY = ("encompass.auth.v1.WebSessionService",)
"""Those that have to do with cookies: gRPC-Web only, and the only ones that are shown a cookie."""

INNER = ("encompass.media.v1.PortraitService",)
"""The gRPC services that answer others of the mesh alone."""

PUBLIC_METHODS = (
    "/encompass.auth.v1.AuthService/SignUp",
    "/encompass.auth.v1.AuthService/SignIn",
    "/encompass.auth.v1.AuthService/Refresh",
    "/encompass.auth.v1.AuthService/GetJwks",
    # A browser's cookie stands in for the token.
    "/encompass.auth.v1.WebSessionService/CreateWebAccount",
    "/encompass.auth.v1.WebSessionService/CreateWebSession",
    "/encompass.auth.v1.WebSessionService/RefreshWebSession",
    "/encompass.auth.v1.WebSessionService/EndWebSession",
    # These two take a playback token in their path instead.
    "/encompass.video.v1.VideoService/GetPlaylist",
    "/encompass.video.v1.VideoService/GetMultivariantPlaylist",
    "/encompass.video.v1.VideoService/GetThumbnails",
    "/encompass.video.v1.VideoService/GetPlayer",
    # And this one a share link's in its body.
    "/encompass.video.v1.ShareService/GetSharedFilm",
)
PUBLIC_SERVICES = (
    "/grpc.health.v1.Health/",
    "/grpc.reflection.v1.ServerReflection/",
    "/grpc.reflection.v1alpha.ServerReflection/",
)
STORED = ("videos", "media")
"""What of the store anybody may read who has a presigned link to it."""
HOST = "127.0.0.1"
DESCRIPTORS = REPOSITORY / "clients" / "descriptors" / "encompass.binpb"


@dataclass(frozen=True, slots=True)
class EdgeOptions:
    """What a deployment may want otherwise."""

    origins: Sequence[str] = (r"https?://(localhost|127\.0\.0\.1)(:[0-9]+)?",)
    """Regular expressions of the web origins that may call the edge from a browser."""
    requests_per_second: int = 5000
    """What the edge lets through in all; each service limits each person on top."""
    traces: bool = True
    """Whether the edge sends its spans to the stack's collector."""
    traced_percent: float = 100
    """How many of the calls that come without a trace of their own are recorded, from the edge inwards."""
    issuer: str = "https://auth.encompass.local"
    audience: str = "encompass"


def edge_config(environment: Environment, options: EdgeOptions | None = None) -> str:
    """The whole configuration, as YAML."""
    chosen = options or EdgeOptions()
    layout, ports = environment.layout, environment.ports
    pages = pages_in(layout.pages, host=HOST, port=ports[EDGE])
    return _template("edge.yaml.tmpl").substitute(
        port=ports[EDGE],
        admin_port=ports["edge-admin"],
        traces_port=ports["traces"],
        access_log=_access_logs(layout.logs / "edge-access.log"),
        descriptors=_quoted(DESCRIPTORS),
        services=", ".join(name for name in map(_full_name, _routed()) if name not in BROWSERS_ONLY),
        issuer=chosen.issuer,
        audience=chosen.audience,
        origins=", ".join(f"{{safe_regex: {{regex: {_quoted(origin)}}}}}" for origin in chosen.origins),
        requests_per_second=chosen.requests_per_second,
        tracing=_TRACING.format(percent=chosen.traced_percent) if chosen.traces else "",
        public_rules=_indented(
            14, [_public(path, exact=True) for path in PUBLIC_METHODS] + [_public(p) for p in PUBLIC_SERVICES]
        ),
        stored=f"/{seaweed.BUCKET}/({'|'.join(STORED)})/.+",
        bucket=f"/{seaweed.BUCKET}",
        store_port=ports["seaweed-s3"],
        routes="".join(map(_routes, _routed())) + _MESH_ROUTES,
        pages=as_yaml(pages, columns=14),
        largest_page=pages.largest_bytes,
        clusters="".join(_cluster(service, environment) for service in ROUTED),
    )


def _routed() -> list[tuple[str, str]]:
    return [(service, name) for service, names in ROUTED.items() for name in names]


def _access_logs(file: Path) -> str:
    """Of all requests, without what in their path is a secret."""
    template = _template("access_log.yaml.tmpl")
    # Never the original path, where a playback token is, nor a query, where a presigned link's signature is.
    others = template.substitute(file=_quoted(file), prefix=_SHARED, others="true", path="%PATH(NQ:PATH)%")
    # The page of a shared film has its token in its address.
    shared = template.substitute(file=_quoted(file), prefix=_SHARED, others="false", path=f"{_SHARED}…")
    return others + shared


def _full_name(routed: tuple[str, str]) -> str:
    service, name = routed
    return f"encompass.{service}.v1.{name}"


def _routes(routed: tuple[str, str]) -> str:
    service, name = routed
    template = "browser_route" if _full_name(routed) in BROWSERS_ONLY else "route"
    return _template(f"{template}.yaml.tmpl").substitute(service=service, name=name)


def _cluster(service: str, environment: Environment) -> str:
    layout = environment.layout
    return _template("cluster.yaml.tmpl").substitute(
        service=service,
        port=environment.ports[service],
        trust_domain=TRUST_DOMAIN,
        spiffe_id=spiffe_id(service),
        ca=_quoted(layout.ca),
        certificate=_quoted(layout.certificate_of("edge")),
        key=_quoted(layout.key_of("edge")),
    )


def _public(path: str, *, exact: bool = False) -> str:
    return f"- match: {{{'path' if exact else 'prefix'}: {path}}}"


def _indented(columns: int, lines: Sequence[str]) -> str:
    return "\n".join(" " * columns + line for line in lines)


def _template(name: str) -> Template:
    return Template(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _quoted(text: str | Path) -> str:
    """As YAML reads it, whatever characters a path has."""
    return json.dumps(str(text))


_SHARED = "/shared/"

_MESH_ROUTES = """\
              # What any service of the mesh can answer for itself.
              - match: {prefix: /grpc.health.v1.Health/}
                route: {cluster: script, timeout: 5s}
              - match: {prefix: /grpc.reflection.}
                route: {cluster: script, timeout: 0s}
"""

_TRACING = """\
          tracing:
            random_sampling: {{value: {percent:g}}}
            # A playback link has its token in the path; the method is in grpc.path.
            max_path_tag_length: 24
            provider:
              name: envoy.tracers.opentelemetry
              typed_config:
                "@type": type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig
                service_name: edge
                http_service:
                  http_uri: {{uri: "http://127.0.0.1/v1/traces", cluster: traces, timeout: 1s}}
"""
