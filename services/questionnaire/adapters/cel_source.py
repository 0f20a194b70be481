"""The source of expressions: what is refused, what is mended, and how the engine's complaints are told."""

from __future__ import annotations

import re

from services.questionnaire.domain.expressions import ExpressionInvalid, without_strings

_MISMATCH = re.compile(
    r"<input>:(\d+):(\d+): found no matching overload for '_(\S+?)_' applied to '\((\w+), (\w+)\)'"
)
_NUMBER_BEFORE = re.compile(r"(?:(?<![\w.])\d+|\b(?:answers\s*\.\s*\w+|value))\s*$")
_NUMBER_AFTER = re.compile(r"\s*(?:\d+(?![\w.])|(?:answers\s*\.\s*\w+|value)\b)")
_LOOP = re.compile(r"\.\s*(all|exists|exists_one|map|filter)\s*\(")
_ANSWER_BEFORE = re.compile(r"(?<![\w.])(?:answers\s*\.\s*\w+|value)\s*$")
_SAID_BETTER = (
    (re.compile(r"^INVALID_ARGUMENT: |\s*\[[A-Z_]+\]\s*$"), ""),
    (re.compile(r"ERROR: <input>:(\d+):(\d+): "), r"line \1, column \2: "),
    (re.compile(r"Syntax error: .*'<EOF>'.*"), "it isn't finished"),
    (re.compile(r"Syntax error: [^']*('[^']*').*"), r"\1 isn't expected here"),
    (
        re.compile(r"found no matching overload for '_(\S+?)_' applied to '\((.+), (.+)\)'"),
        r"\2 \1 \3: these don't go together",
    ),
    (re.compile(r"found no matching overload for '(.+)' applied to '(.*)'"), r"\1 doesn't take \2"),
    (re.compile(r"undeclared reference to ('[^']*') .*"), r"nothing here is called \1"),
)


def refuse_long_loops(expression: str) -> None:
    """Loops over loops, and over what isn't an answer, could be made to take seconds.

    Raises ExpressionInvalid.
    """
    blank = without_strings(expression)
    ends = 0
    for loop in _LOOP.finditer(blank):
        if loop.start() < ends or not _ANSWER_BEFORE.search(blank[: loop.start()]):
            raise ExpressionInvalid(
                f"`{loop[1]}` can go through one answer at a time, as in answers.pets.{loop[1]}(p, …)"
            )
        depth = 1
        ends = loop.end()
        while ends < len(blank) and depth:
            depth += {"(": 1, ")": -1}.get(blank[ends], 0)
            ends += 1


def with_double(source: str, error: str) -> str | None:
    """The expression with a cast where a whole number meets a broken one; None when that isn't what is wrong.

    CEL compares the two only with a cast, and `answers.height >= 2` should do without.
    """
    found = _MISMATCH.search(error)
    if found is None or {found[4], found[5]} != {"int", "double"}:
        return None
    lines = source.split("\n")
    at = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    blank = without_strings(source)
    if found[4] == "int":
        operand = _NUMBER_BEFORE.search(blank[:at])
        start, end = operand.span() if operand else (0, 0)
    else:
        after = at + len(found[3])
        operand = _NUMBER_AFTER.match(blank[after:])
        start, end = (operand.start() + after, operand.end() + after) if operand else (0, 0)
    if operand is None:
        return None
    return f"{source[:start]} double({source[start:end].strip()}) {source[end:]}"


def explained(error: str) -> str:
    """The engine's first complaint, in one line."""
    first = error.split("\n", 1)[0]
    for pattern, words in _SAID_BETTER:
        first = pattern.sub(words, first)
    return first.strip()[:300]
