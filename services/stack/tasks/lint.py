"""`make lint`: style, types, layers, contracts, generated code, and the servers' configuration."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from services.stack import binaries
from services.stack.credentials import load_or_make_credentials
from services.stack.edge.config import edge_config
from services.stack.environment import Environment
from services.stack.layout import REPOSITORY, Layout
from services.stack.pki import prepare_certificates
from services.stack.plan import CERTIFIED
from services.stack.ports import HA_PORTS, PORTS, settle_ports
from services.stack.servers import nats
from services.stack.tasks.checks import Check, run_checks

BIN = binaries.ENVIRONMENT / "bin"
# What runs in the models' environment is checked there, model by model; probes stand in for Triton's module.
UNTYPED = (
    *("--exclude", "triton_models/(repository|gpu)/"),
    *("--exclude", "tests/unit/(scene_video|portrait|video_upscale)/probes/"),
)
TYPED = ("services", "clients/python/encompass", "triton_models", "tests", "benchmarks", "evaluation")


def main() -> None:
    """Runs every check; exits with 1 when one fails."""
    with tempfile.TemporaryDirectory(prefix="encompass-lint-") as folder:
        checks = [
            *code_checks(),
            *contract_checks(),
            *dashboard_checks(),
            *configuration_checks(Path(folder)),
        ]
        raise SystemExit(0 if run_checks(checks) else 1)


def code_checks() -> list[Check]:
    """Of the Python code."""
    # Each model has a `model.py` of its own, so they are checked one by one.
    models = sorted(path.parent for path in (REPOSITORY / "triton_models").glob("*/*/1"))
    return [
        Check("types (mypy --strict)", [str(BIN / "mypy"), *UNTYPED, *TYPED]),
        *(Check(f"types of {model.name}", [str(BIN / "mypy"), str(model)]) for model in models),
        Check("style (ruff)", [str(BIN / "ruff"), "check", "."]),
        Check("format (ruff)", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        Check("layers (import-linter)", [str(BIN / "lint-imports"), "--no-cache"]),
        Check(
            "inner layers import the standard library only",
            [sys.executable, "-m", "services.stack.tasks.layers"],
        ),
    ]


def contract_checks() -> list[Check]:
    """Of the protos and of what is generated from them."""
    buf = str(BIN / "buf")
    checks = [
        Check("contracts (buf lint)", [buf, "lint"]),
        Check("contracts' format (buf)", [buf, "format", "--diff", "--exit-code", "protos"]),
        Check("generated code is current", [sys.executable, "clients/generate.py", "--check"]),
    ]
    if against := _published_contracts():
        checks.append(
            Check(
                f"contracts break nobody (against {against})",
                [buf, "breaking", "--against", f".git#ref={against}"],
            )
        )
    return checks


def dashboard_checks() -> list[Check]:
    """Of clients/web: types, style, and its own tests."""
    npm = [sys.executable, "-m", "services.stack.tasks.dashboard", "npm", "run", "--silent"]
    return [Check(f"dashboard ({script})", [*npm, script]) for script in ("check", "lint", "test")]


def configuration_checks(folder: Path) -> list[Check]:
    """Of what the stack writes for Envoy and NATS, by their own binaries."""
    layout = Layout(folder)
    layout.create()
    ports, _ = settle_ports(None, is_free=lambda _: True)
    credentials = load_or_make_credentials(layout.secrets)
    prepare_certificates(layout, CERTIFIED)
    envoy = layout.config / "envoy.yaml"
    envoy.write_text(edge_config(Environment(layout, ports, credentials)), encoding="utf-8")
    conf = nats.write_config(
        layout.config / "nats.conf",
        folder / "store",
        ports["nats"],
        ports["nats-monitor"],
        credentials.nats_password,
    )
    ha, _ = settle_ports(None, names=(*PORTS, *HA_PORTS), is_free=lambda _: True)
    cluster = nats.node_parts(layout, ha, credentials.nats_password, {})
    return [
        Check(
            "Envoy's configuration",
            [str(binaries.envoy()), "--mode", "validate", "-c", str(envoy), "-l", "error"],
        ),
        Check("NATS's configuration", [str(binaries.nats_server()), "-t", "-c", str(conf)]),
        Check("NATS's configuration in a cluster", [*cluster[0].argv, "-t"]),
    ]


def _published_contracts() -> str | None:
    """The commit to compare with: main as others know it, or as it was before this commit."""
    for ref in ("refs/remotes/origin/main", "refs/heads/main", "HEAD"):
        found = subprocess.run(
            ["git", "ls-tree", "-r", "--name-only", ref, "protos"],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        if found.returncode == 0 and found.stdout.strip():
            return ref
    return None


if __name__ == "__main__":
    main()
