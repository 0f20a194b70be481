"""A questionnaire as SurveyJS JSON, with what it can't hold."""

from __future__ import annotations

import json
from typing import Any

from services.questionnaire.adapters.surveyjs.conditions import Untranslatable
from services.questionnaire.adapters.surveyjs.language import from_cel, to_surveyjs
from services.questionnaire.authoring_ports import WrittenDocument
from services.questionnaire.domain.expressions import bare_answer
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import (
    Audience,
    ChoiceKind,
    DateKind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    Question,
    Questionnaire,
    RankingKind,
    ScaleKind,
    Section,
    TextKind,
    YesNoKind,
)
from services.questionnaire.domain.visibility import PIPE

_NOT_KNOWN = "SurveyJS doesn't know this"


def write_surveyjs(questionnaire: Questionnaire) -> WrittenDocument:
    """The document, and all that isn't in it."""
    writer = _Writer(questionnaire)
    document = json.dumps(writer.survey(), ensure_ascii=False, indent=2)
    return WrittenDocument(document, writer.left_out)


class _Writer:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._of = questionnaire
        self.left_out: list[Finding] = []
        self._in_words: dict[str, bool] = {
            question.id: isinstance(question.kind, TextKind) for question in questionnaire.questions
        }

    def survey(self) -> dict[str, Any]:
        of = self._of
        survey = _without_empty(
            {
                "title": self._text("title", of.title),
                "description": self._text("introduction", of.introduction),
                "locale": "" if of.default_language == "en" else of.default_language,
            }
        )
        for field, has_any in (
            ("estimated_minutes", of.estimated_minutes > 0),
            ("audience", of.audience is Audience.ANYONE),
            ("response_days", of.response_days > 0),
        ):
            if has_any:
                self.left_out.append(Finding(field, _NOT_KNOWN))
        return {**survey, "pages": self._pages()}

    def _pages(self) -> list[dict[str, Any]]:
        if not self._of.sections:
            return [
                {"name": "page1", "elements": [self._element(question) for question in self._of.questions]}
            ]
        return [self._page(section) for section in self._of.sections]

    def _page(self, section: Section) -> dict[str, Any]:
        at = f"sections[{section.id}]"
        page = {
            "name": section.id,
            "title": self._text(f"sections.{section.id}.title", section.title),
            "description": self._text(f"sections.{section.id}.introduction", section.introduction),
            "visibleIf": self._condition(f"{at}.visible_if", section.visible_if),
        }
        elements = [
            self._element(question) for question in self._of.questions if question.section_id == section.id
        ]
        return {**_without_empty(page), "elements": elements}

    def _element(self, question: Question) -> dict[str, Any]:
        at, path = f"questions[{question.id}]", f"questions.{question.id}"
        if question.story_role is not None:
            self.left_out.append(Finding(f"{at}.story_role", _NOT_KNOWN))
        element = {
            "name": question.id,
            "title": self._text(f"{path}.text", question.text, piped=True),
            "description": self._text(f"{path}.help", question.help, piped=True),
            "isRequired": question.required,
            "visibleIf": self._condition(f"{at}.visible_if", question.visible_if),
        }
        kind = self._kind(question, path)
        validators = [*kind.pop("validators", []), *self._validators(question)]
        return {"type": kind.pop("type"), **_without_empty({**element, **kind, "validators": validators})}

    def _kind(self, question: Question, path: str) -> dict[str, Any]:
        match question.kind:
            case TextKind() as kind:
                lengths = {"type": "text", "minLength": kind.min_length, "maxLength": kind.max_length}
                return {
                    "type": "comment" if kind.long else "text",
                    "maxLength": kind.max_length,
                    "placeholder": self._text(f"{path}.placeholder", kind.placeholder),
                    "validators": [lengths] if kind.min_length > 1 else [],
                }
            case ChoiceKind(options, other):
                return {"type": "radiogroup", "choices": self._choices(options, path), "showOtherItem": other}
            case MultipleChoiceKind() as several:
                return {
                    "type": "checkbox",
                    "choices": self._choices(several.options, path),
                    "showOtherItem": several.allows_other,
                    "minSelectedChoices": several.min_choices,
                    "maxSelectedChoices": several.max_choices,
                }
            case RankingKind(options):
                return {"type": "ranking", "choices": self._choices(options, path)}
            case ScaleKind() as scale:
                return {
                    "type": "rating",
                    "rateMin": _number(scale.minimum),
                    "rateMax": _number(scale.maximum),
                    "minRateDescription": self._text(f"{path}.minimum_label", scale.minimum_label),
                    "maxRateDescription": self._text(f"{path}.maximum_label", scale.maximum_label),
                }
            case YesNoKind():
                return {"type": "boolean"}
            case DateKind(first, last):
                return {"type": "text", "inputType": "date", "min": first, "max": last}
            case NumberKind() as number:
                if number.unit:
                    self.left_out.append(Finding(f"questions[{question.id}].unit", _NOT_KNOWN))
                return {
                    "type": "text",
                    "inputType": "number",
                    "min": _number(number.minimum),
                    "max": _number(number.maximum),
                    "step": 1 if number.whole else "",
                }
            case PhotoKind():
                return {"type": "file", "acceptedTypes": "image/*"}

    def _choices(self, options: tuple[Option, ...], path: str) -> list[dict[str, Any]]:
        return [
            {"value": option.value, "text": self._text(f"{path}.options.{option.value}.label", option.label)}
            for option in options
        ]

    def _validators(self, question: Question) -> list[dict[str, Any]]:
        found = []
        for rule in question.rules:
            at = f"questions[{question.id}].rules[{rule.id}].expression"
            expression = self._condition(at, rule.expression, own=question.id)
            if expression:
                text = self._text(f"questions.{question.id}.rules.{rule.id}.message", rule.message)
                found.append({"type": "expression", "text": text, "expression": expression})
        return found

    def _condition(self, field: str, expression: str, own: str = "") -> str:
        if not expression.strip():
            return ""
        try:
            return to_surveyjs(from_cel(expression, own), self._in_words)
        except Untranslatable:
            self.left_out.append(Finding(field, f"SurveyJS can't say it in the same sense: {expression}"))
            return ""

    def _text(self, path: str, text: str, *, piped: bool = False) -> Any:
        """A text, or its translations by language."""
        said = {
            translation.language: self._piped(path, translation.texts[path])
            if piped
            else translation.texts[path]
            for translation in self._of.translations
            if translation.texts.get(path)
        }
        own = self._piped(path, text) if piped else text
        return {"default": own, **said} if said else own

    def _piped(self, path: str, text: str) -> str:
        def one(found: Any) -> str:
            name = bare_answer(found[1])
            if name is not None:
                return f"{{{name}}}"
            self.left_out.append(Finding(path, f"SurveyJS can't work it out in a text: {found[1].strip()}"))
            return ""

        return PIPE.sub(one, text)


def _number(number: float | None) -> Any:
    if number is None:
        return ""
    return int(number) if float(number).is_integer() else number


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not False and value not in ("", [], None)}
