"""Whether films still look as their segments' keys say: compares what is painted with what was recorded.

    python -m evaluation.film.pictures           says what looks different; exits 1 if anything does
    python -m evaluation.film.pictures record    records it, and raises PICTURES if anything does

Segments of older versions of a film are taken over where nothing changed, and `PICTURES` is the part of their
keys that stands for the code that paints and letters. See docs/adr/0020.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evaluation.film.lettering import lettered
from services.video.use_cases import fingerprints

ROOT: Final = Path(__file__).resolve().parents[2]
RECORDED: Final = Path(__file__).with_name("pictures.json")
CONSTANT: Final = Path(fingerprints.__file__)
_PYTHON: Final = ROOT / ".venv" / "models" / "bin" / "python"
_PAINTING_SECONDS: Final = 600

_LEVELS: Final = 4
"""By so much the mean of a block may differ, of 255: what another processor's rounding comes to, and more."""
_BLOCKS: Final = 2
"""So many blocks of a picture may differ by more: one bright dot that rounding moved touches no more."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was painted when PICTURES had a value."""

    pictures: int
    probes: Mapping[str, str]
    """Fingerprints by name."""


def main(arguments: Sequence[str]) -> int:
    """The command's exit code."""
    record, probes = recorded(), painted()
    changed = differing(record.probes, probes)
    if arguments == ["record"]:
        # Somebody may have raised it already, for what these pictures don't show: how films are encoded, say.
        number = max(record.pictures + bool(changed), fingerprints.PICTURES)
        write(Record(number, probes))
        print(f"{len(changed)} of {len(probes)} pictures look different: PICTURES is {number}")
        return 0
    complaint = complaint_of(record, changed)
    print(complaint or f"All {len(probes)} pictures look as they did.")
    return bool(complaint)


def recorded() -> Record:
    """What was recorded last."""
    fields = json.loads(RECORDED.read_text(encoding="utf-8"))
    return Record(fields["pictures"], fields["probes"])


def painted() -> Mapping[str, str]:
    """What is painted and lettered now.

    Raises:
        subprocess.SubprocessError: the renderer failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "probes.json"
        script = Path(__file__).with_name("probes.py")
        subprocess.run([_PYTHON, script, out], check=True, timeout=_PAINTING_SECONDS)
        scenes: Mapping[str, str] = json.loads(out.read_text(encoding="utf-8"))
    return {**scenes, **lettered()}


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> Sequence[str]:
    """Names of the pictures that an eye would tell apart, and of those that only one side has."""
    return [
        name
        for name in sorted({*before, *after})
        if name not in before or name not in after or _differ(before[name], after[name])
    ]


def complaint_of(record: Record, changed: Sequence[str]) -> str:
    """What is to be done; empty if nothing is."""
    how = "Once they are as you want them, run `make pictures`, which raises it and records them."
    if changed:
        return (
            f"Pictures look different from those that PICTURES = {record.pictures} stands for: "
            f"{'; '.join(changed)}. {how}"
        )
    if record.pictures != fingerprints.PICTURES:
        return f"PICTURES is {fingerprints.PICTURES}, and pictures were recorded for {record.pictures}. {how}"
    return ""


def write(record: Record) -> None:
    """Records it, and sets PICTURES."""
    source = CONSTANT.read_text(encoding="utf-8")
    changed, count = re.subn(r"(?m)^(PICTURES: Final = )\d+$", rf"\g<1>{record.pictures}", source)
    if count != 1:
        raise ValueError(f"{CONSTANT} says PICTURES in a way that isn't known here")
    CONSTANT.write_text(changed, encoding="utf-8")
    fields = {"pictures": record.pictures, "probes": dict(record.probes)}
    RECORDED.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")


def _differ(before: str, after: str) -> bool:
    one, other = _means(before), _means(after)
    if one.shape != other.shape:
        return True
    return int((np.abs(one - other) > _LEVELS).sum()) > _BLOCKS


def _means(fingerprint: str) -> NDArray[np.int16]:
    return np.frombuffer(base64.b64decode(fingerprint), np.uint8).astype(np.int16)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
