"""The examples that authors begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.documents_of_authors import AuthorsDocuments
from services.questionnaire.authoring_ports import Format
from services.questionnaire.domain.answers import Answers, Choice, Number, Scale, Text, Value, YesNo
from services.questionnaire.domain.publishing import findings
from services.questionnaire.domain.questions import QuestionId, Questionnaire
from services.questionnaire.domain.translations import texts_of
from services.questionnaire.domain.visibility import CompiledQuestionnaire

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples/questionnaires").glob("*.yaml"))


def example(path: Path) -> Questionnaire:
    return AuthorsDocuments().read(Format.YAML, path.read_text(encoding="utf-8")).questionnaire


def given(**values: Value) -> Answers:
    return {QuestionId(key): value for key, value in values.items()}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_can_be_published_and_has_every_text_in_every_language(path: Path) -> None:
    form = example(path)
    assert findings(form, CelConditions()) == []
    for translation in form.translations:
        assert [path for path, text in texts_of(form).items() if text and path not in translation.texts] == []


def test_a_year_from_now_asks_what_depends_on_earlier_answers() -> None:
    (form,) = [example(path) for path in EXAMPLES if path.stem == "a-year-from-now"]
    compiled = CompiledQuestionnaire(form, CelConditions())
    answers = given(
        name=Text("Ana"), field=Choice("caring"), leads=YesNo(True), team_size=Number(3.0), content=Scale(4)
    )
    content = compiled.form({**answers, **given(stays=YesNo(True))}, "pt-BR")
    asked = {question.id: question.text for question in content.questions}
    assert asked[QuestionId("place")] == "Onde você trabalha melhor, Ana?"
    assert asked[QuestionId("since")] == "Desde quando é cuidar de pessoas?"
    assert asked[QuestionId("team_wish")] == "Do que as suas 3 pessoas mais precisam?"
    assert asked[QuestionId("dream")] == "Você fica. O que mudou daqui a um ano?"
    fewer = compiled.form({**answers, **given(leads=YesNo(False), content=Scale(1))})
    asked = {question.id: question.text for question in fewer.questions}
    assert {"team_size", "team_wish", "stays"}.isdisjoint(asked)
    assert asked[QuestionId("dream")] == "Nothing can go wrong. What are you doing a year from now?"
    months = form.question(QuestionId("months"))
    assert months is not None
    broken = compiled.broken_rules(months, Number(12.0), given(content=Scale(1)), "pt")
    assert [rule.id for rule in broken] == ["not_before"]
