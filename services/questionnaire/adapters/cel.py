"""Expressions in CEL, over google's own engine.

Answers are a message type made for the questionnaire, so that the engine checks names and types when it
compiles, and what is missing has a value of its type. Time is bounded by the engine: no loops but over lists,
a budget of iterations, and regular expressions in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from time import perf_counter
from typing import Any

from cel_expr_python import cel
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, timestamp_pb2
from google.protobuf.message import Message

from services.questionnaire.adapters.cel_source import explained, refuse_long_loops, with_double
from services.questionnaire.domain.answers import (
    Answers,
    Choice,
    Choices,
    Day,
    Number,
    Other,
    Photo,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
)
from services.questionnaire.domain.expressions import (
    IDENTIFIER,
    MAX_EXPRESSION_LENGTH,
    Condition,
    ExpressionInvalid,
    Possibility,
    Prepared,
    Scope,
    Wording,
    names_in,
    without_strings,
)
from services.questionnaire.domain.questions import (
    OTHER,
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Question,
    QuestionId,
    RankingKind,
    ScaleKind,
    YesNoKind,
)

_Field = descriptor_pb2.FieldDescriptorProto
_TYPE = "encompass.answers.Answers"
_MOST_CASTS = 24
_MOST_CASTS_IN_ALL = 600
_MOST_SECONDS = 0.25
"""For all expressions over the same answers: real questionnaires take a hundredth of it."""
_TYPES = {
    "list(string)": cel.Type.List(cel.Type.STRING),
    "google.protobuf.Timestamp": cel.Type.TIMESTAMP,
    "int": cel.Type.INT,
    "double": cel.Type.DOUBLE,
    "bool": cel.Type.BOOL,
    "string": cel.Type.STRING,
}
_HAS = re.compile(r"\bhas\s*\(\s*answers\s*\.\s*(\w+)\s*\)")
_PLAIN = {"STRING", "INT", "DOUBLE", "BOOL"}
_UNTYPED = cel.NewEnv(
    variables={
        "answers": cel.Type.Map(cel.Type.STRING, cel.Type.DYN),
        "present": cel.Type.Map(cel.Type.STRING, cel.Type.BOOL),
    }
)


class CelConditions:
    """`Conditions` in CEL."""

    def over(self, questions: Sequence[Question]) -> Scope:
        return _CelScope(questions)


class _CelScope:
    """Expressions over the answers to one list of questions; their type is built when somebody needs it."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._kinds = {
            question.id: question.kind for question in questions if IDENTIFIER.fullmatch(question.id)
        }
        self._environments: dict[str, cel.Env] = {}
        self._looked_at: frozenset[QuestionId] = frozenset()
        self._casts_left = _MOST_CASTS_IN_ALL

    def prepared(self, answers: Answers) -> Prepared:
        return _PreparedAnswers(answers, self._looked_at)

    def condition(self, expression: str, about: Question | None = None) -> Condition:
        compiled, env = self._compiled(expression, about)
        found = compiled.return_type()
        if found != cel.Type.BOOL:
            raise ExpressionInvalid(f"it isn't true or false but {_named(found)}")
        return self._program(compiled, env, expression, about)

    def wording(self, expression: str) -> Wording:
        compiled, env = self._compiled(expression, None)
        found = compiled.return_type()
        if found.name() not in _PLAIN:
            raise ExpressionInvalid(f"it has to be words or a number, and is {_named(found)}")
        return self._program(compiled, env, expression, None)

    def _program(
        self, compiled: cel.Expression, env: cel.Env, expression: str, about: Question | None
    ) -> _Program:
        names = frozenset(names_in(expression))
        self._looked_at |= names
        return _Program(compiled, env, self._answers, names, about)

    def possibility(self, expression: str) -> Possibility:
        self._compiled(expression, None)
        return _Possibility(expression, self._answers.kinds)

    def _compiled(self, expression: str, about: Question | None) -> tuple[cel.Expression, cel.Env]:
        if len(expression) > MAX_EXPRESSION_LENGTH:
            raise ExpressionInvalid(f"it is longer than {MAX_EXPRESSION_LENGTH} characters")
        refuse_long_loops(expression)
        env = self._environment(about)
        source = expression
        for _ in range(min(_MOST_CASTS, self._casts_left) + 1):
            try:
                return env.compile(source), env
            except RuntimeError as error:
                cast = with_double(source, str(error))
                if cast is None:
                    raise ExpressionInvalid(explained(str(error))) from None
                source = cast
                self._casts_left -= 1
        raise ExpressionInvalid(
            "it mixes too many whole and broken numbers: write `double(…)` around the whole ones"
        )

    def _environment(self, about: Question | None) -> cel.Env:
        of_value = "" if about is None else _type_name(about.kind)
        if of_value not in self._environments:
            variables = {"answers": cel.Type(_TYPE)}
            if about is not None:
                variables["value"] = _TYPES[of_value]
            self._environments[of_value] = cel.NewEnv(self._answers.pool, variables=variables)
        return self._environments[of_value]

    @cached_property
    def _answers(self) -> _AnswersType:
        return _AnswersType(self._kinds)


class _AnswersType:
    """The message type of the answers to a questionnaire."""

    def __init__(self, kinds: dict[QuestionId, Kind]) -> None:
        self.kinds = kinds
        file = descriptor_pb2.FileDescriptorProto(
            name="answers.proto", package="encompass.answers", syntax="proto2"
        )
        file.dependency.append("google/protobuf/timestamp.proto")
        message = file.message_type.add(name="Answers")
        for number, (key, kind) in enumerate(kinds.items(), start=1):
            _declare(message.field.add(name=key, json_name=key, number=number), kind)
        self.pool = descriptor_pool.DescriptorPool()
        self.pool.AddSerializedFile(timestamp_pb2.DESCRIPTOR.serialized_pb)
        self.pool.AddSerializedFile(file.SerializeToString())
        self._class = message_factory.GetMessageClass(self.pool.FindMessageTypeByName(_TYPE))

    def message(self, answers: Answers, names: Iterable[QuestionId]) -> Message:
        """Only what expressions look at: the engine copies the whole of it."""
        message = self._class()
        for name in names:
            value = answers.get(name)
            kind = self.kinds.get(name)
            if value is None or kind is None:
                continue
            plain = _plain(value, kind)
            if isinstance(plain, list):
                getattr(message, name).extend(plain)
            elif isinstance(plain, datetime):
                getattr(message, name).FromDatetime(plain)
            else:
                setattr(message, name, plain)
        return message


class _PreparedAnswers:
    """Answers as the engine takes them, made when the first expression asks."""

    def __init__(self, answers: Answers, names: frozenset[QuestionId]) -> None:
        self._answers = answers
        self._names = names
        self.seconds_left = _MOST_SECONDS
        self._message: Message | None = None
        self._activation: cel.Activation | None = None

    def message(self, of: _AnswersType, names: frozenset[QuestionId]) -> Message:
        if self._message is None or not names <= self._names:
            self._names |= names
            self._message, self._activation = of.message(self._answers, self._names), None
        return self._message

    def activation(self, env: cel.Env, of: _AnswersType, names: frozenset[QuestionId]) -> cel.Activation:
        message = self.message(of, names)
        if self._activation is None:
            self._activation = env.Activation({"answers": message})
        return self._activation


class _Program:
    """One compiled expression."""

    def __init__(
        self,
        compiled: cel.Expression,
        env: cel.Env,
        answers: _AnswersType,
        names: frozenset[QuestionId],
        about: Question | None,
    ) -> None:
        self._compiled = compiled
        self._env = env
        self._answers = answers
        self._names = names
        self._about = about

    def holds(self, answers: Prepared, value: Value | None = None) -> bool | None:
        found = self._evaluated(answers, value)
        return found if isinstance(found, bool) else None

    def text(self, answers: Prepared) -> str | None:
        found = self._evaluated(answers, None)
        match found:
            case bool():
                return "true" if found else "false"
            case float():
                return str(int(found)) if found.is_integer() else f"{found:.10g}"
            case int() | str():
                return str(found)
            case _:
                return None

    def _evaluated(self, answers: Prepared, value: Value | None) -> object:
        """The value; None for errors."""
        if not isinstance(answers, _PreparedAnswers):
            raise TypeError("answers have to be prepared by the scope that the expression is of")
        if answers.seconds_left < 0:
            return None
        started = perf_counter()
        try:
            if self._about is None or value is None:
                given = answers.activation(self._env, self._answers, self._names)
            else:
                message = answers.message(self._answers, self._names)
                plain = _plain(value, self._about.kind)
                given = self._env.Activation({"answers": message, "value": plain})
            result = self._compiled.eval(given)
        except (RuntimeError, TypeError, ValueError):
            return None
        finally:
            answers.seconds_left -= perf_counter() - started
        return None if result.type() == cel.Type.ERROR else result.value()


class _Possibility:
    """A condition over maps: what isn't in them is an error, and CEL knows that `false && error` is false."""

    def __init__(self, expression: str, kinds: Mapping[QuestionId, Kind]) -> None:
        blank = without_strings(expression)
        source, at = "", 0
        for found in _HAS.finditer(blank):
            source += expression[at : found.start()] + f"present.{found[1]}"
            at = found.end()
        self._compiled = _UNTYPED.compile(source + expression[at:])
        self._kinds = kinds

    def __call__(self, known: Mapping[QuestionId, Value | None]) -> bool:
        answers: dict[str, Any] = {}
        present: dict[str, Any] = {}
        for key, value in known.items():
            plain = _empty(self._kinds[key]) if value is None else _plain(value, self._kinds[key])
            answers[key] = plain
            present[key] = value is not None and plain != []
        try:
            result = self._compiled.eval(_UNTYPED.Activation({"answers": answers, "present": present}))
        except (RuntimeError, TypeError, ValueError):
            return True
        return result.type() == cel.Type.ERROR or result.value() is not False


def _declare(field: descriptor_pb2.FieldDescriptorProto, kind: Kind) -> None:
    field.label = _Field.LABEL_OPTIONAL
    match _type_name(kind):
        case "list(string)":
            field.type, field.label = _Field.TYPE_STRING, _Field.LABEL_REPEATED
        case "google.protobuf.Timestamp":
            field.type, field.type_name = _Field.TYPE_MESSAGE, ".google.protobuf.Timestamp"
        case "int":
            field.type = _Field.TYPE_INT64
        case "double":
            field.type = _Field.TYPE_DOUBLE
        case "bool":
            field.type = _Field.TYPE_BOOL
        case _:
            field.type = _Field.TYPE_STRING


def _type_name(kind: Kind) -> str:
    match kind:
        case MultipleChoiceKind() | RankingKind():
            return "list(string)"
        case DateKind():
            return "google.protobuf.Timestamp"
        case ScaleKind() | NumberKind(whole=True):
            return "int"
        case NumberKind():
            return "double"
        case YesNoKind():
            return "bool"
        case _:
            return "string"


def _plain(value: Value, kind: Kind) -> str | int | float | bool | list[str] | datetime:
    """An answer as an expression sees it."""
    match value:
        case Text(text):
            return text
        case Choice(chosen):
            return chosen
        case Other():
            return OTHER
        case Choices(values, other):
            return [*values, *([OTHER] if other else [])]
        case Ranking(values):
            return list(values)
        case Scale(number):
            return number
        case Number(number):
            return int(number) if isinstance(kind, NumberKind) and kind.whole else number
        case YesNo(yes):
            return yes
        case Day(iso):
            return datetime.fromisoformat(iso).replace(tzinfo=UTC)
        case Photo(asset_id):
            return str(asset_id)


def _empty(kind: Kind) -> str | int | float | bool | list[str] | datetime:
    """What stands for a missing answer."""
    match _type_name(kind):
        case "list(string)":
            return []
        case "google.protobuf.Timestamp":
            return datetime(1970, 1, 1, tzinfo=UTC)
        case "int":
            return 0
        case "double":
            return 0.0
        case "bool":
            return False
        case _:
            return ""


def _named(found: cel.Type) -> str:
    names = {
        "STRING": "words",
        "INT": "a whole number",
        "DOUBLE": "a number",
        "google.protobuf.Timestamp": "a day",
    }
    name = found.name()
    return names.get(name, "a list" if name.startswith("LIST") else name.lower())
