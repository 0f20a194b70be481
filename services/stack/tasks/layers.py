"""Holds a rule that import-linter can't say: `domain/` and `ports.py` import the standard library, their own
domain's innermost layer and the kit's plain vocabulary, and nothing else.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.stack.layout import REPOSITORY

DOMAINS = ("auth", "questionnaire", "script", "video", "media")

PLAIN_KIT = (
    "services.kit.ids",
    "services.kit.audit_entries",
    "services.kit.errors",
    "services.kit.clock",
    "services.kit.plans",
    "services.kit.principal",
    "services.kit.roles",
)
"""Modules of the kit that are themselves nothing but standard library: names, not machinery."""


@dataclass(frozen=True, slots=True)
class Violation:
    """An import that reaches too far."""

    file: Path
    line: int
    module: str


def main() -> None:
    """Prints each violation; exits with 1 when there is one."""
    found = list(violations(REPOSITORY))
    for violation in found:
        print(f"{violation.file.relative_to(REPOSITORY)}:{violation.line} imports {violation.module}")
    raise SystemExit(1 if found else 0)


def violations(root: Path) -> Iterator[Violation]:
    """Of all inner layers under `root`, and of the kit's modules that they may import."""
    for domain in DOMAINS:
        folder = root / "services" / domain
        inner = (f"services.{domain}.domain", f"services.{domain}.ports", f"services.{domain}.errors")
        for file in sorted(
            [*folder.glob("domain/**/*.py"), *folder.glob("ports.py"), *folder.glob("ports/*.py")]
        ):
            yield from _reaching_beyond(file, (*inner, *PLAIN_KIT))
    for module in PLAIN_KIT:
        file = root / f"{module.replace('.', '/')}.py"
        if file.exists():
            yield from _reaching_beyond(file, PLAIN_KIT)


def _reaching_beyond(file: Path, allowed: tuple[str, ...]) -> Iterator[Violation]:
    for line, module in _imports(file):
        if module.partition(".")[0] in sys.stdlib_module_names:
            continue
        if not any(module == name or module.startswith(f"{name}.") for name in allowed):
            yield Violation(file, line, module)


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from services.kit import ids` names the module services.kit.ids.
            if node.module == "services.kit":
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


if __name__ == "__main__":
    main()
