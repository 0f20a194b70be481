"""Reads and writes simple conditions in CEL and in SurveyJS's language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Protocol

from services.questionnaire.adapters.surveyjs.conditions import (
    All,
    Compare,
    Day,
    Given,
    Holds,
    Literal,
    Not,
    OneOf,
    Simple,
    Some,
    Untranslatable,
    every,
    opposite,
    some,
    strictly,
)

_CEL_TOKEN = re.compile(
    r"""\s*(?:(?P<word>[A-Za-z_]\w*(?:\s*\.\s*\w+)*)|(?P<number>-?\d+(?:\.\d+)?)"""
    r"""|(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<sign>&&|\|\||[=!<>]=|[<>!()\[\],]))"""
)
_SURVEY_TOKEN = re.compile(
    r"""\s*(?:(?P<name>\{[^{}]+\})|(?P<word>[A-Za-z]+)|(?P<number>-?\d+(?:\.\d+)?)"""
    r"""|(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<sign>&&|\|\||<>|[=!<>]=|[=<>!()\[\],]))"""
)
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SURVEY_SIGNS = {"=": "==", "==": "==", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00Z")
_DEEPEST = 30


class Typed(Protocol):
    """What is known of a question that a SurveyJS condition names."""

    def key(self, name: str) -> str:
        """Its key here. Raises Untranslatable: there is no such question."""
        ...

    def literal(self, name: str, value: str | float | bool) -> Literal:
        """A value that its answer is compared with, as its kind has it. Raises Untranslatable."""
        ...


def from_cel(expression: str, own: str = "") -> Simple:
    """What a condition in CEL says; `own` is the key of the question that `value` stands for.

    Raises Untranslatable.
    """
    reader = _Tokens(expression, _CEL_TOKEN)
    found = _some(reader, lambda: _cel_atom(reader, own), {"||"}, {"&&"})
    reader.end()
    return found


def from_surveyjs(expression: str, typed: Typed) -> Simple:
    """What a condition in SurveyJS's language says. Raises Untranslatable."""
    reader = _Tokens(expression, _SURVEY_TOKEN)
    found = _some(reader, lambda: _survey_atom(reader, typed), {"||", "or"}, {"&&", "and"})
    reader.end()
    return found


def to_cel(simple: Simple, own: str = "") -> str:
    """The condition in CEL."""

    def name(key: str) -> str:
        return "value" if own and key == own else f"answers.{key}"

    match simple:
        case Given(key):
            return f"has(answers.{key})"
        case Compare(key, "==", bool(wanted)):
            return name(key) if wanted else f"!{name(key)}"
        case Compare(key, sign, Day(iso)):
            return f'{name(key)} {sign} timestamp("{iso}T00:00:00Z")'
        case Compare(key, sign, literal):
            return f"{name(key)} {sign} {_json(literal)}"
        case Holds(key, value):
            return f"{_json(value)} in {name(key)}"
        case OneOf(key, values):
            return f"{name(key)} in [{', '.join(_json(value) for value in values)}]"
        case Not(Given(key)):
            return f"!has(answers.{key})"
        case Not(of):
            return f"!({to_cel(of, own)})"
        case All(parts):
            return " && ".join(_wrapped(part, to_cel(part, own), Some) for part in parts)
        case Some(parts):
            return " || ".join(to_cel(part, own) for part in parts)


def to_surveyjs(simple: Simple, strict: Mapping[str, bool]) -> str:
    """The condition in SurveyJS's language; `strict` tells whose words it would compare too loosely.

    Raises Untranslatable: a comparison of words, which SurveyJS makes without regard to capitals.
    """
    match simple:
        case Given(key):
            return f"{{{key}}} notempty"
        case Not(Given(key)):
            return f"{{{key}}} empty"
        case Compare(key, sign, "") if sign in ("==", "!="):
            return f"{{{key}}} {'empty' if sign == '==' else 'notempty'}"
        case Compare() as compared:
            if strict.get(compared.name, False):
                raise Untranslatable
            return _survey_compare(compared)
        case Holds(key, value):
            return f"{{{key}}} contains {_quoted(value)}"
        case OneOf(key, values):
            return f"{{{key}}} anyof [{', '.join(_quoted(value) for value in values)}]"
        case Not(of):
            return f"!({to_surveyjs(of, strict)})"
        case All(parts):
            return " and ".join(_wrapped(part, to_surveyjs(part, strict), Some) for part in parts)
        case Some(parts):
            return " or ".join(to_surveyjs(part, strict) for part in parts)


class _Tokens:
    """The words of an expression, one after the other."""

    def __init__(self, expression: str, pattern: re.Pattern[str]) -> None:
        self.found: list[tuple[str, str]] = []
        self._at = 0
        self.depth = 0
        place = 0
        text = expression.rstrip()
        while place < len(text):
            match = pattern.match(text, place)
            if match is None or match.lastgroup is None:
                raise Untranslatable
            self.found.append(
                (
                    match.lastgroup,
                    re.sub(r"\s", "", match[match.lastgroup])
                    if match.lastgroup == "word"
                    else match[match.lastgroup],
                )
            )
            place = match.end()

    def peek(self) -> tuple[str, str]:
        return self.found[self._at] if self._at < len(self.found) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self._at += 1
        return token

    def accept(self, *words: str) -> bool:
        kind, word = self.peek()
        if kind in ("sign", "word") and word.lower() in words:
            self._at += 1
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.accept(word):
            raise Untranslatable

    def end(self) -> None:
        if self.peek()[0] != "end":
            raise Untranslatable


def _some(reader: _Tokens, atom: Callable[[], Simple], ors: set[str], ands: set[str]) -> Simple:
    """`a && b || c`, with brackets and `!`."""
    reader.depth += 1
    if reader.depth > _DEEPEST:
        raise Untranslatable

    def unary() -> Simple:
        if reader.accept("!"):
            return opposite(unary())
        if reader.accept("("):
            inner = _some(reader, atom, ors, ands)
            reader.expect(")")
            return inner
        return atom()

    def conjunction() -> Simple:
        parts = [unary()]
        while reader.accept(*ands):
            parts.append(unary())
        return every(parts)

    parts = [conjunction()]
    while reader.accept(*ors):
        parts.append(conjunction())
    reader.depth -= 1
    return some(parts)


def _cel_atom(reader: _Tokens, own: str) -> Simple:
    if reader.accept("has"):
        reader.expect("(")
        name = _cel_name(reader.take(), own)
        reader.expect(")")
        return Given(name)
    if reader.peek()[0] != "word" or reader.peek()[1] in ("true", "false", "timestamp"):
        literal = _cel_literal(reader)
        if reader.accept("in"):
            return Holds(_cel_name(reader.take(), own), _words(literal))
        sign = _sign(reader, _MIRRORED)
        return Compare(_cel_name(reader.take(), own), sign, literal)
    name = _cel_name(reader.take(), own)
    if reader.accept("in"):
        return OneOf(name, _list(reader, lambda: _words(_cel_literal(reader))))
    if reader.peek()[1] in _MIRRORED:
        sign = reader.take()[1]
        return Compare(name, sign, _cel_literal(reader))
    return Compare(name, "==", True)


def _cel_name(token: tuple[str, str], own: str) -> str:
    kind, word = token
    if kind == "word" and word == "value" and own:
        return own
    if kind == "word" and word.startswith("answers.") and word.count(".") == 1:
        return word.removeprefix("answers.")
    raise Untranslatable


def _cel_literal(reader: _Tokens) -> Literal:
    kind, word = reader.take()
    if kind == "word" and word == "timestamp":
        reader.expect("(")
        day = _MIDNIGHT.fullmatch(_words(_cel_literal(reader)))
        reader.expect(")")
        if day is None:
            raise Untranslatable
        return Day(day[1])
    return _plain_literal(kind, word)


def _survey_atom(reader: _Tokens, typed: Typed) -> Simple:
    kind, word = reader.take()
    if kind != "name":
        raise Untranslatable
    name = word[1:-1].strip()
    key = typed.key(name)
    if reader.accept("notempty"):
        return Given(key)
    if reader.accept("empty"):
        return Not(Given(key))
    if reader.accept("contains"):
        return Holds(key, _words(typed.literal(name, _survey_literal(reader))))
    if reader.accept("notcontains"):
        return Not(Holds(key, _words(typed.literal(name, _survey_literal(reader)))))
    if reader.accept("anyof"):
        return OneOf(key, _list(reader, lambda: _words(typed.literal(name, _survey_literal(reader)))))
    if reader.peek()[1] in _SURVEY_SIGNS:
        sign = _sign(reader, _SURVEY_SIGNS)
        return strictly(Compare(key, sign, typed.literal(name, _survey_literal(reader))))
    if isinstance(yes := typed.literal(name, True), bool):
        return Compare(key, "==", yes)
    raise Untranslatable


def _survey_literal(reader: _Tokens) -> str | float | bool:
    literal = _plain_literal(*reader.take())
    if isinstance(literal, Day):
        raise Untranslatable
    return literal


def _survey_compare(compared: Compare) -> str:
    literal = compared.literal
    written = (
        _quoted(literal.iso if isinstance(literal, Day) else literal)
        if isinstance(literal, str | Day)
        else _json(literal)
    )
    plain = f"{{{compared.name}}} {'=' if compared.sign == '==' else compared.sign} {written}"
    if (compared.sign == "!=") == compared.when_missing:
        return plain
    if compared.when_missing:
        return f"({{{compared.name}}} empty or {plain})"
    return f"({{{compared.name}}} notempty and {plain})"


def _plain_literal(kind: str, word: str) -> str | float | bool:
    match kind:
        case "string":
            return re.sub(r"\\(.)", _unescaped, word[1:-1])
        case "number":
            return float(word) if "." in word else int(word)
        case "word" if word in ("true", "false"):
            return word == "true"
        case _:
            raise Untranslatable


def _unescaped(found: re.Match[str]) -> str:
    if found[1] not in "\\'\"":
        raise Untranslatable
    return found[1]


def _list(reader: _Tokens, one: Callable[[], str]) -> tuple[str, ...]:
    reader.expect("[")
    values = [one()]
    while reader.accept(","):
        values.append(one())
    reader.expect("]")
    return tuple(values)


def _sign(reader: _Tokens, known: Mapping[str, str]) -> str:
    sign = known.get(reader.take()[1])
    if sign is None:
        raise Untranslatable
    return sign


def _words(literal: Literal) -> str:
    if not isinstance(literal, str):
        raise Untranslatable
    return literal


def _wrapped(part: Simple, text: str, loose: type[Some]) -> str:
    return f"({text})" if isinstance(part, loose) else text


def _json(literal: object) -> str:
    return json.dumps(literal, ensure_ascii=False)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
