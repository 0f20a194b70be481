"""Which language model is to write: the shipped one or somebody's own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triton_models.build.errors import PrepareError

VARIABLE = "ENCOMPASS_STORY_MODEL"
BASE, TUNED = "base", "tuned"
SHIPPED = BASE
REMEMBERED = "story_model.json"


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """A name of a shipped model, or a path."""

    name: str
    path: Path | None = None

    def fingerprint(self) -> Mapping[str, str]:
        """What changes when the files behind a path do: gigabytes aren't read for it."""
        assert self.path is not None
        files = [self.path] if self.path.is_file() else sorted(self.path.iterdir())
        sizes = [f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files]
        return {"path": str(self.path), "files": " ".join(sizes)}

    def needed_bytes(self) -> int:
        """Room for the model in between and the one that is kept."""
        if self.path is None:
            return 400 << 20
        files = [self.path] if self.path.is_file() else list(self.path.iterdir())
        return 3 * sum(file.stat().st_size for file in files)

    def remedy(self) -> str:
        """What a person can do when it doesn't work."""
        return "reinstall openvino-genai with `make setup`" if self.path is None else "name another model"


def choose(wish: str | None, root: Path) -> StoryChoice:
    """The wish if there is one, else what was wished for before, else what is shipped.

    Raises:
        PrepareError: there is nothing at the path.
    """
    if not wish:
        wish = remembered(root)
    if wish in ("", "shipped"):
        return StoryChoice(SHIPPED)
    if wish in (BASE, TUNED):
        return StoryChoice(wish)
    path = Path(wish).expanduser().absolute()
    if not path.exists():
        raise PrepareError(
            f"there is no story model at {path}: name a GGUF file, a Hugging Face folder, or `shipped`"
        )
    return StoryChoice("own", path)


def remember(choice: StoryChoice, root: Path) -> None:
    """Keeps the choice for the next preparation."""
    wish = str(choice.path) if choice.path is not None else choice.name
    if wish == SHIPPED:
        (root / REMEMBERED).unlink(missing_ok=True)
    else:
        (root / REMEMBERED).write_text(json.dumps({"story_model": wish}) + "\n", encoding="utf-8")


def remembered(root: Path) -> str:
    """The last choice; "" for what is shipped."""
    try:
        return str(json.loads((root / REMEMBERED).read_text(encoding="utf-8"))["story_model"])
    except (OSError, ValueError, KeyError):
        return ""
