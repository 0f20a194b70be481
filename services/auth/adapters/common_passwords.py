"""The list of words and passwords that everybody tries first."""

from pathlib import Path

_FILE = Path(__file__).parent.parent / "common_passwords.txt"


def load_common_passwords(path: Path = _FILE) -> frozenset[str]:
    """One entry a line, lower case; lines that start with # are comments."""
    lines = (line.strip().casefold() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
