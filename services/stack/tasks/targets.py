"""Lists the targets of a Makefile with what they do: the text behind each `##`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_TARGET = re.compile(r"^([a-z][a-z0-9%-]*):[^#\n]*##\s*(.+)$", re.MULTILINE)


def main() -> None:
    """Prints one line a target."""
    found = _TARGET.findall(Path(sys.argv[1]).read_text(encoding="utf-8"))
    width = max(len(name) for name, _ in found)
    for name, purpose in found:
        print(f"make {name:{width}}  {purpose}")


if __name__ == "__main__":
    main()
