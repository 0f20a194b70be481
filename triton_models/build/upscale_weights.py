"""Takes the network that doubles frames from the project's own data, where its training put it."""

import json
import shutil
from pathlib import Path

from triton_models.build.artifacts import Recipe, sha256_of
from triton_models.build.errors import PrepareError

DATA = Path(__file__).resolve().parents[2] / "data" / "upscaler"
NAME = "video_upscale.onnx"
FIGURES = "figures.json"


def recipe() -> Recipe:
    """What the network is."""
    return Recipe("video_upscale", {"recipe": "1", NAME: checksum()}, needed_bytes=1 << 20)


def make(folder: Path) -> None:
    """Copies the file that its training noted.

    Raises:
        PrepareError: the file is another one.
    """
    source = DATA / NAME
    if sha256_of(source) != checksum():
        raise PrepareError(f"{source} is not the file that its training made: restore it from the repository")
    shutil.copyfile(source, folder / NAME)


def checksum() -> str:
    """As training noted it."""
    figures = json.loads((DATA / FIGURES).read_text(encoding="utf-8"))
    return str(figures["sha256"][NAME])
