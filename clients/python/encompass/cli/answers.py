"""Answers files: a person's answers as YAML, read defensively."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from encompass.cli.film_options import render_options
from encompass.questionnaire.v1 import questionnaire_pb2
from encompass.responses import Answer, Questionnaire
from encompass.script.v1 import script_pb2
from encompass.scripts import ScriptLength, ScriptOptions
from encompass.video.v1 import video_pb2
from encompass.videos import RenderOptions, VideoFormat

MAX_FILE_BYTES = 64 * 1024
DEFAULT_QUESTIONNAIRE = "who-would-you-be"
_LENGTHS: Mapping[str, ScriptLength] = {
    "short": script_pb2.SCRIPT_LENGTH_SHORT,
    "standard": script_pb2.SCRIPT_LENGTH_STANDARD,
}
_TONES: Mapping[str, script_pb2.Tone] = {
    "hopeful": script_pb2.TONE_HOPEFUL,
    "adventurous": script_pb2.TONE_ADVENTUROUS,
    "gentle": script_pb2.TONE_GENTLE,
    "funny": script_pb2.TONE_FUNNY,
    "epic": script_pb2.TONE_EPIC,
}
_POINTS_OF_VIEW: Mapping[str, script_pb2.PointOfView] = {
    "i": script_pb2.POINT_OF_VIEW_FIRST,
    "you": script_pb2.POINT_OF_VIEW_SECOND,
    "name": script_pb2.POINT_OF_VIEW_THIRD,
}
_READING_AGES: Mapping[str, script_pb2.ReadingAge] = {
    "child": script_pb2.READING_AGE_CHILD,
    "teen": script_pb2.READING_AGE_TEEN,
    "adult": script_pb2.READING_AGE_ADULT,
}
_OPTIONS = ("scenes", "tone", "told_as", "reading_age", "language")
_SCENES = range(3, 13)
_FORMATS: Mapping[str, VideoFormat] = {
    "hd": video_pb2.VIDEO_FORMAT_HD,
    "small": video_pb2.VIDEO_FORMAT_SMALL,
}

AnswerValue = str | int | bool | tuple[str, ...]
T = TypeVar("T")


class AnswersError(Exception):
    """An answers file that can't be used; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file says: the answers by question key, and how long and large the film is to be."""

    path: Path
    questionnaire: str
    answers: Mapping[str, AnswerValue]
    length: ScriptLength = script_pb2.SCRIPT_LENGTH_SHORT
    format: VideoFormat = video_pb2.VIDEO_FORMAT_HD
    seed: int = 0
    options: ScriptOptions = field(default_factory=ScriptOptions)
    name: str = ""
    film: RenderOptions = field(default_factory=RenderOptions)


def load_answers(path: Path) -> AnswersFile:
    """Reads an answers file. Raises AnswersError."""
    document = _mapping(_parse(path), path, "the file")
    known = {"questionnaire", "answers", "length", "format", "seed", "options", "film"}
    if unknown := sorted(set(document) - known):
        raise AnswersError(
            f"{path}: unknown key {unknown[0]!r}; an answers file has {', '.join(sorted(known))}"
        )
    answers = {
        key: _value(value, path, key)
        for key, value in _mapping(document.get("answers"), path, "answers").items()
        if value is not None
    }
    return AnswersFile(
        path=path,
        questionnaire=_text(document.get("questionnaire", DEFAULT_QUESTIONNAIRE), path, "questionnaire"),
        answers=answers,
        length=_choice(document.get("length", "short"), _LENGTHS, path, "length"),
        format=_format(document, path),
        seed=_seed(document.get("seed", 0), path),
        options=_story_options(document.get("options"), path),
        name=str(answers.get("name", "")),
        film=_film(document.get("film"), path),
    )


def to_answers(file: AnswersFile, questionnaire: Questionnaire) -> list[Answer]:
    """The file's answers as the questionnaire's kinds of answer. Raises AnswersError."""
    questions = {question.id: question for question in questionnaire.questions}
    if unknown := [key for key in file.answers if key not in questions]:
        raise AnswersError(
            f"{file.path}: no question has the key {unknown[0]!r}; the keys are {', '.join(questions)}"
        )
    return [_answer(file, questions[key], value) for key, value in file.answers.items()]


def _parse(path: Path) -> object:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise AnswersError(f"{path}: {size} bytes are too many; at most {MAX_FILE_BYTES}")
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnswersError(f"{path}: no such file; examples/maya.yaml is one to start from") from None
    except UnicodeDecodeError:
        raise AnswersError(f"{path}: not a text file in UTF-8; save it as one") from None
    except OSError as error:
        raise AnswersError(f"{path}: can't be read ({error.strerror})") from None
    except RecursionError:
        raise AnswersError(f"{path}: nested too deeply for an answers file") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "malformed"
        raise AnswersError(
            f"{path}{where}: not valid YAML ({problem}); put the text in quotes or behind `|`"
        ) from None


def _mapping(value: object, path: Path, what: str) -> dict[str, object]:
    if not isinstance(value, dict) or not value:
        raise AnswersError(f"{path}: {what} must hold `key: value` lines; see examples/maya.yaml")
    return {str(key): entry for key, entry in value.items()}


def _value(value: object, path: Path, key: str) -> AnswerValue:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return str(value)
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    raise AnswersError(f"{path}: the answer to {key!r} must be text, a number, yes or no, or a list of texts")


def _text(value: object, path: Path, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise AnswersError(f"{path}: {key} must be text")
    return value


def _story_options(value: object, path: Path) -> ScriptOptions:
    if value is None:
        return ScriptOptions()
    given = _mapping(value, path, "options")
    if unknown := sorted(set(given) - set(_OPTIONS)):
        raise AnswersError(f"{path}: unknown option {unknown[0]!r}; the options are {', '.join(_OPTIONS)}")
    options = ScriptOptions()
    if "scenes" in given:
        scenes = given["scenes"]
        if not isinstance(scenes, int) or scenes not in _SCENES:
            raise AnswersError(f"{path}: scenes must be a number from 3 to 12")
        options.scene_count = scenes
    if "tone" in given:
        options.tone = _choice(given["tone"], _TONES, path, "tone")
    if "told_as" in given:
        told_as = given["told_as"]
        lower = told_as.lower() if isinstance(told_as, str) else told_as
        options.point_of_view = _choice(lower, _POINTS_OF_VIEW, path, "told_as")
    if "reading_age" in given:
        options.reading_age = _choice(given["reading_age"], _READING_AGES, path, "reading_age")
    if "language" in given:
        options.language = _text(given["language"], path, "language")
    return options


def _format(document: Mapping[str, object], path: Path) -> VideoFormat:
    if "film" in document and "format" not in document:
        return video_pb2.VIDEO_FORMAT_UNSPECIFIED
    return _choice(document.get("format", "hd"), _FORMATS, path, "format")


def _film(value: object, path: Path) -> RenderOptions:
    if value is None:
        return RenderOptions()
    try:
        return render_options(_mapping(value, path, "film"))
    except ValueError as error:
        raise AnswersError(f"{path}: {error}") from None


def _seed(value: object, path: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise AnswersError(f"{path}: seed must be a whole number from 0")
    return value


def _choice(value: object, options: Mapping[str, T], path: Path, key: str) -> T:
    if isinstance(value, str) and value in options:
        return options[value]
    raise AnswersError(f"{path}: {key} must be one of {', '.join(options)}")


def _answer(file: AnswersFile, question: questionnaire_pb2.Question, value: AnswerValue) -> Answer:
    def wrong(expected: str) -> AnswersError:
        return AnswersError(f"{file.path}: the answer to {question.id!r} must be {expected}")

    kind = question.WhichOneof("kind")
    match kind, value:
        case ("scale_question", int()) if not isinstance(value, bool):
            return Answer(question_id=question.id, scale=value)
        case ("scale_question", _):
            raise wrong("a whole number")
        case ("yes_no_question", bool()):
            return Answer(question_id=question.id, yes=value)
        case ("yes_no_question", _):
            raise wrong("yes or no")
        case ("multiple_choice_question", str()):
            return Answer(question_id=question.id, choices={"values": [value]})
        case ("multiple_choice_question", tuple()):
            return Answer(question_id=question.id, choices={"values": list(value)})
        case ("multiple_choice_question", _):
            raise wrong(f"a list of {_options(question.multiple_choice_question.options)}")
        case ("choice_question", str()):
            return Answer(question_id=question.id, choice=value)
        case ("choice_question", _):
            raise wrong(f"one of {_options(question.choice_question.options)}")
        case (_, bool()):
            raise wrong("text; put it in quotes")
        case (_, tuple()):
            raise wrong("text, not a list")
        case _:
            return Answer(question_id=question.id, text=str(value))


def _options(options: Iterable[questionnaire_pb2.Option]) -> str:
    return ", ".join(option.value for option in options)
