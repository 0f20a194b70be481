"""Whose stories are judged: invented people, or responses that were saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "people"
STORY = "story"


class AnswersInvalid(Exception):
    """A file of answers that can't be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """One person's answers, and what should come of them."""

    id: str
    answers: Mapping[str, str]
    expected: str = STORY
    """story, care or refuse."""
    concern: str = ""
    keep: tuple[str, ...] = ()
    """What a reader who knows this person would look for in their story, spelled as they spell it."""


def load_people(folder: Path = FOLDER, only: str = "") -> list[Respondent]:
    """The people of a folder of YAML or JSON files, in order of their names.

    Args:
        only: parts of ids, with commas between them; empty: everybody.

    Raises:
        AnswersInvalid: a file isn't one of answers, or nobody is left.
    """
    wanted = [part.strip() for part in only.split(",") if part.strip()]
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("*.json")])
    people = [_read(path) for path in paths if not wanted or any(part in path.stem for part in wanted)]
    if not people:
        raise AnswersInvalid(f"{folder} has no answers{f' of {only}' if wanted else ''}")
    return people


def _read(path: Path) -> Respondent:
    try:
        text = path.read_text(encoding="utf-8")
        content: Any = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise AnswersInvalid(f"{path.name}: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("answers"), dict):
        raise AnswersInvalid(f"{path.name} has no answers")
    answers = {str(key): _as_text(value) for key, value in content["answers"].items() if value is not None}
    return Respondent(
        path.stem,
        answers,
        expected=str(content.get("expect", STORY)),
        concern=str(content.get("concern", "")),
        keep=tuple(str(detail) for detail in content.get("keep") or ()),
    )


def _as_text(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
