"""Prompts, read from versioned files."""

from __future__ import annotations

from pathlib import Path

from services.script.domain.chat import ChatFormat
from services.script.domain.prompting import PromptSet

FOLDER = Path(__file__).resolve().parents[1] / "prompts"
LATEST = "v1"
_NAMES = ("blank_system", "blank_user", "story_system", "story_user", "scene_system", "scene_user")


class PromptsInvalid(Exception):
    """A version of the prompts that isn't there, or isn't whole."""


def load_prompts(version: str = LATEST, chat_format: ChatFormat = ChatFormat.CHATML) -> PromptSet:
    """Reads a version of the prompts.

    Raises:
        PromptsInvalid
    """
    folder = FOLDER / version
    known = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    if version not in known:
        raise PromptsInvalid(f"there are no prompts {version!r}: choose one of {', '.join(known)}")
    missing = [name for name in _NAMES if not (folder / f"{name}.txt").is_file()]
    if missing:
        raise PromptsInvalid(f"prompts {version!r} lack {', '.join(missing)}")
    texts = {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in _NAMES}
    return PromptSet(version, texts, chat_format)
