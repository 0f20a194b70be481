"""Expressions over answers: what the rules of a questionnaire need from the language they are written in.

`answers.<question id>` is typed by the question's kind: words, and the value of a choice (`other` for own
words), are strings; a scale and a whole number are integers, any other number is a double; yes is true;
several choices and a ranking are lists of strings; a day is a timestamp, at midnight in UTC; a photo is the
id of its picture. What has no answer, or is hidden, is empty: `""`, `0`, `false`, `[]`, the first day of
1970; `has(answers.x)` tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from services.questionnaire.domain.answers import Answers, Value
from services.questionnaire.domain.questions import Question, QuestionId

MAX_EXPRESSION_LENGTH = 500

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""What the key of a question looks like, so that it can stand in an expression."""

_PATH = re.compile(r"(?<![\w.])answers\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)")
_TRIPLE = r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\''
_STRING = re.compile(
    rf'[bB]?[rR][bB]?(?:{_TRIPLE}|"[^"\n]*"|\'[^\'\n]*\')'
    rf'|[bB]?(?:{_TRIPLE}|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')|//[^\n]*'
)
_WHOLE = re.compile(r"(?<![\w.])answers\b")
_BARE = re.compile(r"answers\s*\.\s*([a-z][a-z0-9_]*)")


class ExpressionInvalid(Exception):
    """An expression that can't be used; the message says why, for its author."""


class Prepared(Protocol):
    """Answers, ready for the expressions of a scope: preparing them costs more than an expression."""


class Condition(Protocol):
    """A compiled expression that is true or false."""

    def holds(self, answers: Prepared, value: Value | None = None) -> bool | None:
        """Whether it holds; `value` is the answer that a validation rule is about.

        None: it can't be told, as when it divides by zero. Never raises; takes a bounded time.
        """
        ...


class Wording(Protocol):
    """A compiled expression that stands for words."""

    def text(self, answers: Prepared) -> str | None:
        """The words; None when they can't be told. Never raises; takes a bounded time."""
        ...


class Possibility(Protocol):
    """A compiled condition, asked about answers of which some are unknown."""

    def __call__(self, known: Mapping[QuestionId, Value | None]) -> bool:
        """False only when it doesn't hold whatever the questions that aren't in `known` are answered."""
        ...


class Scope(Protocol):
    """Compiles expressions over the answers to some questions."""

    def prepared(self, answers: Answers) -> Prepared:
        """Answers for this scope's expressions. They mustn't change afterwards."""
        ...

    def condition(self, expression: str, about: Question | None = None) -> Condition:
        """A condition; `about` makes it a validation rule, with `value` for that question's answer.

        Raises ExpressionInvalid: syntax, a name that isn't there, types that don't fit, or not a condition.
        """
        ...

    def wording(self, expression: str) -> Wording:
        """An expression whose value becomes part of a text. Raises ExpressionInvalid."""
        ...

    def possibility(self, expression: str) -> Possibility:
        """Tells whether a condition can hold. Raises ExpressionInvalid."""
        ...


class Conditions(Protocol):
    """The language that rules are written in."""

    def over(self, questions: Sequence[Question]) -> Scope:
        """What compiles expressions over the answers to these questions."""
        ...


def names_in(expression: str) -> list[QuestionId]:
    """Keys of the questions whose answers an expression looks at, in order, each once."""
    return list(dict.fromkeys(QuestionId(name) for name in _PATH.findall(without_strings(expression))))


def uses_answers_whole(expression: str) -> bool:
    """Whether it says `answers` without the name of one, or gives that word another meaning."""
    blank = without_strings(expression)
    return len(_WHOLE.findall(blank)) != len(_PATH.findall(blank))


def bare_answer(expression: str) -> QuestionId | None:
    """The question's key, where an expression is nothing but one answer."""
    found = _BARE.fullmatch(expression.strip())
    return QuestionId(found[1]) if found else None


def without_strings(expression: str) -> str:
    """The expression with string literals and comments blanked out, at the same positions."""
    return _STRING.sub(lambda found: " " * len(found[0]), expression)
