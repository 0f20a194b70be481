"""SurveyJS JSON as a questionnaire, with what of it isn't known here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.questionnaire.adapters.document_format import DocumentInvalid, read
from services.questionnaire.adapters.surveyjs.conditions import Simple, Untranslatable, every
from services.questionnaire.adapters.surveyjs.kinds import kind_of
from services.questionnaire.adapters.surveyjs.language import from_surveyjs, to_cel
from services.questionnaire.adapters.surveyjs.names import Names, unused
from services.questionnaire.adapters.surveyjs.texts import Texts
from services.questionnaire.authoring_ports import ReadDocument
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.manuscripts import storable

_DEEPEST = 40
_MOST_LEFT_OUT = 200
_OF_SURVEY = {"title", "description", "locale", "pages", "elements", "questions"}
_OF_PAGE = {"name", "title", "description", "visibleIf", "elements", "questions"}
_OF_PANEL = {"type", "name", "elements", "visibleIf", "title", "description"}
_OF_ELEMENT = {"type", "name", "title", "description", "isRequired", "visibleIf", "validators", "requiredIf"}
# What survey-core writes of its own accord, and what says the same as the rest.
_WITHOUT_MEANING = {"visible", "rateCount", "titleLocation", "state"}
_PIPE = re.compile(r"\{([^{}]+)\}")


def read_surveyjs(document: str) -> ReadDocument:
    """The questionnaire in a document, and all that isn't in it. Raises DocumentInvalid."""
    try:
        survey = json.loads(document, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise DocumentInvalid(str(error)[:300] or "it isn't JSON") from None
    if not isinstance(survey, dict) or not _is_shallow(survey, _DEEPEST):
        raise DocumentInvalid("a survey is an object with pages, and not so deep")
    return _Reader().questionnaire(storable(survey))


class _Reader:
    def __init__(self) -> None:
        self._names = Names()
        self._texts = Texts()
        self._sections: list[str] = []
        self._left_out: list[Finding] = []

    def questionnaire(self, survey: Mapping[str, Any]) -> ReadDocument:
        self._ignored("survey", survey, _OF_SURVEY)
        locale = survey.get("locale")
        self._texts.default_language = locale if isinstance(locale, str) and locale else "en"
        pages = _objects(survey.get("pages"))
        loose = [*_objects(survey.get("elements")), *_objects(survey.get("questions"))]
        if loose:
            pages = [*pages, {"name": "page1", "elements": loose}]
        titled = len(pages) > 1 or any(page.get("title") or page.get("visibleIf") for page in pages)
        sections: list[dict[str, Any]] = []
        questions: list[dict[str, Any]] = []
        for page in pages:
            section = self._section(page) if titled else None
            if section is not None:
                sections.append(section)
            questions += self._questions(page, None if section is None else str(section["id"]))
        data = {
            "title": self._texts.said("title", survey.get("title")),
            "introduction": self._texts.said("introduction", survey.get("description")),
            "language": self._texts.default_language,
            "sections": sections,
            "questions": questions,
            "translations": self._texts.translations,
        }
        found = read({key: value for key, value in data.items() if value})
        return ReadDocument(found, self._left_out[:_MOST_LEFT_OUT])

    def _section(self, page: Mapping[str, Any]) -> dict[str, Any]:
        name = str(page.get("name") or "page")
        key = unused(name, self._sections)
        self._sections.append(key)
        at = f"pages[{name}]"
        self._ignored(at, page, _OF_PAGE)
        title = self._texts.said(f"sections.{key}.title", page.get("title")) or name
        section = {
            "id": key,
            "title": title,
            "introduction": self._texts.said(f"sections.{key}.introduction", page.get("description")),
            "visible_if": self._condition(f"{at}.visibleIf", [page.get("visibleIf")]),
        }
        return {name: value for name, value in section.items() if value}

    def _questions(
        self, of: Mapping[str, Any], section: str | None, conditions: Sequence[Any] = ()
    ) -> list[dict[str, Any]]:
        questions: list[dict[str, Any]] = []
        for element in [*_objects(of.get("elements")), *_objects(of.get("questions"))]:
            if element.get("type") == "panel":
                at = f"panels[{element.get('name', '')}]"
                self._note(at, "panels aren't known: its questions stand where it stood")
                self._ignored(at, element, _OF_PANEL)
                questions += self._questions(element, section, [*conditions, element.get("visibleIf")])
            elif question := self._question(element, section, conditions):
                questions.append(question)
        return questions

    def _question(
        self, element: Mapping[str, Any], section: str | None, conditions: Sequence[Any]
    ) -> dict[str, Any] | None:
        name = str(element.get("name") or "question")
        at = f"elements[{name}]"
        found = kind_of(element)
        if found is None:
            self._note(at, f"there is no such kind of question: {element.get('type')}")
            return None
        key = self._names.add(name)
        path = f"questions.{key}"
        self._names.learn(name, found.kind, found.values)
        self._ignored(at, element, _OF_ELEMENT | found.known)
        required = bool(element.get("isRequired")) or self._is_required_when_visible(at, element)
        question = {
            "id": key,
            **found.data,
            "text": self._piped(f"{path}.text", element.get("title") or name),
            "help": self._piped(f"{path}.help", element.get("description")),
            "required": required,
            "section": section,
            "visible_if": self._condition(f"{at}.visibleIf", [*conditions, element.get("visibleIf")]),
            "rules": self._rules(at, path, name, element, found.lengths),
        }
        for field, label in found.labels.items():
            question[field] = self._texts.said(f"{path}.{field}", label)
        for option, label in zip(question.get("options", ()), found.option_labels, strict=True):
            option["label"] = self._texts.said(f"{path}.options.{option['value']}.label", label)
        return {
            field: value
            for field, value in question.items()
            if value is not False and value not in ("", None, [])
        }

    def _rules(
        self, at: str, path: str, name: str, element: Mapping[str, Any], lengths: bool
    ) -> list[dict[str, Any]]:
        rules: list[dict[str, Any]] = []
        for validator in _objects(element.get("validators")):
            if lengths and validator.get("type") == "text":
                continue
            number = len(rules) + 1
            expression = ""
            if validator.get("type") == "expression":
                expression = self._condition(f"{at}.validators", [validator.get("expression")], own=name)
            else:
                self._note(f"{at}.validators", f"there is no such rule: {validator.get('type')}")
            if expression:
                message = self._texts.said(f"{path}.rules.rule{number}.message", validator.get("text"))
                rules.append(
                    {
                        "id": f"rule{number}",
                        "expression": expression,
                        "message": message or "This isn't valid.",
                    }
                )
        return rules

    def _is_required_when_visible(self, at: str, element: Mapping[str, Any]) -> bool:
        """Whether it is required just when it is shown; any other condition isn't known here."""
        wanted = element.get("requiredIf")
        if not wanted:
            return False
        if isinstance(wanted, str) and wanted == element.get("visibleIf"):
            return True
        self._note(f"{at}.requiredIf", f"a question is required always or never: {wanted}")
        return False

    def _condition(self, field: str, expressions: Iterable[Any], own: str = "") -> str:
        parts: list[Simple] = []
        for expression in expressions:
            if not expression:
                continue
            try:
                if not isinstance(expression, str):
                    raise Untranslatable
                parts.append(from_surveyjs(expression, self._names))
            except Untranslatable:
                self._note(field, f"it isn't simple enough to say in CEL: {expression}")
        if not parts:
            return ""
        return to_cel(every(parts), self._names.key(own) if own else "")

    def _piped(self, path: str, text: Any) -> str:
        return self._texts.said(path, text, self._with_pipes(path))

    def _with_pipes(self, path: str) -> Any:
        def one(found: re.Match[str]) -> str:
            try:
                return f"{{{{ answers.{self._names.key(found[1].strip())} }}}}"
            except Untranslatable:
                self._note(path, f"there is no answer of this name: {found[0]}")
                return ""

        return lambda text: _PIPE.sub(one, text)

    def _ignored(self, at: str, given: Mapping[str, Any], known: set[str]) -> None:
        for name in given:
            if name not in known and name not in _WITHOUT_MEANING:
                self._note(f"{at}.{name}", "this isn't known here")

    def _note(self, field: str, description: str) -> None:
        self._left_out.append(Finding(field[:200], description[:500]))


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_shallow(value: Any, deepest: int) -> bool:
    if deepest == 0:
        return False
    if isinstance(value, dict):
        return all(_is_shallow(one, deepest - 1) for one in value.values())
    if isinstance(value, list):
        return all(_is_shallow(one, deepest - 1) for one in value)
    return True


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} isn't a number that JSON has")
