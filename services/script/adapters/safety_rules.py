"""The rules of safety, from the YAML files of services/script/safety."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.script.domain.safety.care import FALLBACK, Care, Help
from services.script.domain.safety.model import Action, Concern, Resource
from services.script.domain.safety.phrases import PhraseInvalid, pattern_of
from services.script.domain.safety.rules import ACTIONS, Rule, Rules

FOLDER = Path(__file__).resolve().parents[1] / "safety"
_RULE_FILES = ("self_harm.yaml", "abuse.yaml", "refused.yaml")
_File = TypeVar("_File", bound=BaseModel)


class SafetyRulesInvalid(Exception):
    """The files of rules can't be used; the message says which and why."""


@cache
def load_safety_rules(folder: Path = FOLDER) -> Rules:
    """Reads and compiles them, once for each folder.

    Raises:
        SafetyRulesInvalid: a file is missing or malformed, or something that every concern needs is.
    """
    lists = _read(folder / "lists.yaml", _Lists).lists
    rules: list[Rule] = []
    for name in _RULE_FILES:
        file = _read(folder / name, _RuleFile)
        rules += [_rule(name, item, item.concern or file.concern, lists) for item in file.rules]
    ids = [rule.id for rule in rules]
    if repeated := {rule_id for rule_id in ids if ids.count(rule_id) > 1}:
        raise SafetyRulesInvalid(f"two rules are called {', '.join(sorted(repeated))}")
    injections = pattern_of(_read(folder / "injections.yaml", _Injections).injections, lists)
    if injections is None:
        raise SafetyRulesInvalid("injections.yaml names no phrase")
    return Rules(tuple(rules), injections, _care(_read(folder / "care.yaml", _CareFile)), ACTIONS)


def _rule(file: str, item: _Rule, concern: Concern | None, lists: Mapping[str, Sequence[str]]) -> Rule:
    if concern is None:
        raise SafetyRulesInvalid(f"{file}: {item.id} has no concern")
    try:
        phrases = pattern_of(item.phrases, lists)
        assert phrases is not None
        return Rule(
            item.id,
            concern,
            phrases,
            unless=pattern_of(item.unless, lists),
            unless_anywhere=pattern_of(item.unless_anywhere, lists),
            despite=pattern_of(item.despite, lists),
            minors_only=item.minors_only,
            never_past_for_minors=item.never_past_for_minors,
            strict=item.strict,
        )
    except PhraseInvalid as error:
        raise SafetyRulesInvalid(f"{file}: {item.id}: {error}") from error


def _care(file: _CareFile) -> Care:
    for action, texts in ((Action.CARE, file.replies), (Action.REFUSE, file.refusals)):
        needed = {concern for concern, follows in ACTIONS.items() if follows is action}
        if action is Action.REFUSE:
            needed |= {concern for concern in Concern if concern not in ACTIONS}
        for concern in needed:
            if FALLBACK not in texts.get(concern, {}):
                raise SafetyRulesInvalid(f"care.yaml: nothing is said in English of {concern.value}")
    helps = tuple(
        Help(
            Resource(item.name, item.contact, item.url, item.region),
            frozenset(item.concerns),
            frozenset(item.languages),
            item.for_minors,
        )
        for item in file.resources
    )
    return Care(file.replies, file.refusals, helps, frozenset(file.europe))


def _read(path: Path, kind: type[_File]) -> _File:
    try:
        return kind.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SafetyRulesInvalid(f"{path.name}: {error}") from error


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Lists(_Strict):
    lists: dict[str, list[str]]


class _Rule(_Strict):
    id: str = Field(pattern=r"^[a-z]{2,3}/[a-z0-9-]{2,40}$")
    concern: Concern | None = None
    phrases: list[str] = Field(min_length=1)
    unless: list[str] = []
    unless_anywhere: list[str] = []
    despite: list[str] = []
    minors_only: bool = False
    never_past_for_minors: bool = False
    strict: bool = False


class _RuleFile(_Strict):
    concern: Concern | None = None
    rules: list[_Rule]


class _Injections(_Strict):
    injections: list[str]


class _Resource(_Strict):
    name: str
    contact: str = ""
    url: str = Field(default="", pattern=r"^(https://\S+)?$")
    region: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    concerns: list[Concern]
    languages: list[str] = []
    for_minors: bool = False


class _CareFile(_Strict):
    replies: dict[Concern, dict[str, str]]
    refusals: dict[Concern, dict[str, str]]
    resources: list[_Resource]
    europe: list[str]
