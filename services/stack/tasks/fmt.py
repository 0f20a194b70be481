"""`make fmt`: formats Python and protos."""

from __future__ import annotations

from services.stack.tasks.checks import Check, run_checks
from services.stack.tasks.lint import BIN


def main() -> None:
    """Formats; exits with 1 when something can't be read."""
    ok = run_checks(
        [
            Check(
                "imports and simple mistakes (ruff)",
                [str(BIN / "ruff"), "check", "--fix-only", "--quiet", "."],
            ),
            Check("protos (buf)", [str(BIN / "buf"), "format", "--write", "protos"]),
        ]
    ) and run_checks([Check("format (ruff)", [str(BIN / "ruff"), "format", "--quiet", "."])])
    raise SystemExit(0 if ok else 1)


if __name__ == "__main__":
    main()
