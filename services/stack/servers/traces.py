"""The collector of the spans that Envoy and Triton send."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from services.stack.layout import REPOSITORY, Layout
from services.stack.parts import Part
from services.stack.probes import answers_ok

NAME = "traces"
PATH = "/v1/traces"
"""Where OTLP over HTTP is spoken."""


def traces_part(layout: Layout, port: int, env: Mapping[str, str]) -> Part:
    """A small process of our own."""
    return Part(
        name=NAME,
        argv=(sys.executable, "-m", "services.stack.traces", str(port), str(layout.traces)),
        env={**env, "PYTHONPATH": os.fspath(REPOSITORY)},
        cwd=REPOSITORY,
        port=port,
        probe=answers_ok(port, "/healthz"),
    )


def traces_url(port: int) -> str:
    """Where to send spans to."""
    return f"http://127.0.0.1:{port}{PATH}"
