from __future__ import annotations

import time

from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.domain.answers import Answers, Choice, Choices, Number, Other, Text, Value, YesNo
from services.questionnaire.domain.questions import (
    MultipleChoiceKind,
    NumberKind,
    Option,
    QuestionId,
    Questionnaire,
    QuestionnaireState,
    Rule,
    Section,
    SectionId,
    Translation,
    YesNoKind,
)
from services.questionnaire.domain.visibility import MAX_PIPED_LENGTH, Compiled, CompiledQuestionnaire
from tests.unit.questionnaire.written import asks, one_of, questionnaire


def ready(of: Questionnaire) -> CompiledQuestionnaire:
    return CompiledQuestionnaire(of, CelConditions())


def given(**values: Value) -> Answers:
    return {QuestionId(key): value for key, value in values.items()}


PETS = questionnaire(
    asks("has_dog", YesNoKind(), required=True),
    asks("dog", visible_if="answers.has_dog", required=True),
    asks("trick", text="What can {{ answers.dog }} do?", visible_if='answers.dog != ""'),
    asks("cat", visible_if="!answers.has_dog"),
)


def test_a_question_is_visible_while_its_condition_holds() -> None:
    pets = ready(PETS)
    assert [q.id for q in pets.visible({})] == ["has_dog", "cat"]
    assert [q.id for q in pets.visible(given(has_dog=YesNo(True)))] == ["has_dog", "dog"]


def test_answers_to_hidden_questions_are_kept_apart_and_hide_what_hangs_on_them() -> None:
    view = ready(PETS).view(given(has_dog=YesNo(False), dog=Text("Rex"), trick=Text("sit")))
    assert view.hidden == ("dog", "trick")
    assert view.used == given(has_dog=YesNo(False))
    assert [q.id for q in view.visible] == ["has_dog", "cat"]


def test_what_is_missing_and_where_to_resume_is_told_by_what_is_visible() -> None:
    pets = ready(PETS)
    view = pets.view(given(has_dog=YesNo(True)))
    assert (view.missing, view.next) == (["dog"], "dog")
    view = pets.view(given(has_dog=YesNo(False)))
    assert (view.missing, view.next) == ([], "cat")


def test_the_condition_of_a_section_hides_all_of_its_questions() -> None:
    form = questionnaire(
        asks("grown", YesNoKind(), section="you"),
        asks("job", section="work"),
        asks("boss", section="work"),
        sections=(
            Section(SectionId("you"), "You"),
            Section(SectionId("work"), "Work", visible_if="answers.grown"),
        ),
    )
    content = ready(form).form({})
    assert [section.id for section in content.sections] == ["you"]
    assert [question.id for question in content.questions] == ["grown"]
    content = ready(form).form(given(grown=YesNo(True)))
    assert [section.id for section in content.sections] == ["you", "work"]


def test_a_condition_that_cannot_be_told_shows_its_question() -> None:
    form = questionnaire(asks("n", NumberKind(whole=True)), asks("half", visible_if="10 / answers.n > 100"))
    assert [q.id for q in ready(form).visible({})] == ["n", "half"]
    assert [q.id for q in ready(form).visible(given(n=Number(2.0)))] == ["n"]


def test_a_condition_of_a_draft_that_does_not_compile_shows_its_question() -> None:
    form = questionnaire(asks("a"), asks("b", visible_if="answers.a =="))
    assert [q.id for q in ready(form).visible({})] == ["a", "b"]


def test_texts_hold_earlier_answers_as_a_person_reads_them() -> None:
    form = questionnaire(
        asks("name"),
        asks("tone", one_of("epic", "gentle", allows_other=True)),
        asks("pets", MultipleChoiceKind((Option("cat", "a cat"), Option("dog", "a dog")), 0, 2, True)),
        asks("age", NumberKind()),
        asks(
            "why",
            text="{{answers.name}}, {{ answers.age > 17 ? 'Sie' : 'du' }}: {{ answers.tone }}, "
            "{{answers.pets}}, {{ answers.age }}?",
            help="Not so, {{ answers.name }}?",
        ),
    )
    pets = ready(form)
    why = form.questions[-1]
    used = given(
        name=Text("Maya"), tone=Choice("epic"), pets=Choices(("dog",), "an octopus"), age=Number(18.0)
    )
    shown = pets.rendered(why, used)
    assert shown.text == "Maya, Sie: EPIC, a dog, an octopus, 18?"
    assert shown.help == "Not so, Maya?"
    assert pets.rendered(why, given(tone=Other("weird"))).text == ", du: weird, , ?"


def test_an_answer_is_words_and_never_becomes_an_expression() -> None:
    form = questionnaire(asks("name"), asks("why", text="{{ answers.name }} {{ answers.name + '!' }}"))
    shown = ready(form).rendered(form.questions[1], given(name=Text("{{ answers.secret }}")))
    assert shown.text == "{{ answers.secret }} {{ answers.secret }}!"


def test_a_long_answer_is_cut_where_it_stands_in_a_text() -> None:
    form = questionnaire(asks("name"), asks("why", text="{{ answers.name }}"))
    shown = ready(form).rendered(form.questions[1], given(name=Text("a\nb " + "x" * 4000)))
    assert len(shown.text) == MAX_PIPED_LENGTH
    assert shown.text.startswith("a b xxx")
    assert shown.text.endswith("…")


def test_rules_tell_what_an_answer_breaks_in_the_language_of_the_person() -> None:
    adult = Rule("adult", "value >= 18", "You have to be of age.")
    older = Rule("older", "value > answers.child", "Older than your child, surely.")
    form = questionnaire(
        asks("child", NumberKind()),
        asks("age", NumberKind(), rules=(adult, older)),
        translations=(Translation("pt", {"questions.age.rules.adult.message": "Maior de idade."}),),
    )
    pets, age = ready(form), form.questions[1]
    assert pets.broken_rules(age, Number(40.0), given(child=Number(7.0))) == []
    assert pets.broken_rules(age, Number(6.0), given(child=Number(7.0))) == [adult, older]
    broken = pets.broken_rules(age, Number(6.0), {}, "pt-BR")
    assert [rule.message for rule in broken] == ["Maior de idade."]


def test_a_rule_that_cannot_be_told_is_ignored() -> None:
    rule = Rule("r", "10 / value > 100", "No.")
    form = questionnaire(asks("n", NumberKind(whole=True), rules=(rule,)))
    assert ready(form).broken_rules(form.questions[0], Number(0.0), {}) == []


def test_texts_fall_back_one_by_one_from_the_region_to_the_language_to_the_default() -> None:
    form = questionnaire(
        asks("name", text="Name?", help="Any."),
        asks("tone", one_of("epic", "gentle"), text="Tone?"),
        translations=(
            Translation("pt", {"questions.name.text": "Nome?", "questions.tone.options.epic.label": "Épico"}),
            Translation("pt-BR", {"questions.name.text": "Seu nome?", "title": "Bichos"}),
        ),
    )
    content = ready(form).form({}, "pt-BR")
    assert content.language == "pt-BR"
    assert content.questionnaire.title == "Bichos"
    name, tone = content.questions
    assert (name.text, name.help, tone.text) == ("Seu nome?", "Any.", "Tone?")
    assert [option.label for option in tone.kind.options] == ["Épico", "GENTLE"]  # type: ignore[union-attr]
    assert ready(form).form({}, "pt-PT").language == "pt"
    assert ready(form).form({}, "fr").language == "en"
    assert ready(form).form({}, "en-GB").questionnaire.title == "Pets"


def test_an_answer_in_a_translated_text_has_its_label_in_that_language() -> None:
    form = questionnaire(
        asks("tone", one_of("epic", "gentle")),
        asks("why", text="Why {{ answers.tone }}?"),
        translations=(
            Translation(
                "de",
                {
                    "questions.tone.options.epic.label": "heldenhaft",
                    "questions.why.text": "Warum {{ answers.tone }}?",
                },
            ),
        ),
    )
    content = ready(form).form(given(tone=Choice("epic")), "de")
    assert content.questions[1].text == "Warum heldenhaft?"


def test_published_versions_are_compiled_once_and_drafts_each_time() -> None:
    compiled = Compiled(CelConditions())
    published = questionnaire(asks("a"), state=QuestionnaireState.PUBLISHED)
    assert compiled.of(published) is compiled.of(published)
    draft = questionnaire(asks("a"))
    assert compiled.of(draft) is not compiled.of(draft)


def test_a_hundred_questions_that_hang_on_each_other_are_told_in_a_few_milliseconds() -> None:
    chain = [asks("q0", YesNoKind())]
    chain += [asks(f"q{n}", YesNoKind(), visible_if=f"answers.q{n - 1} || answers.q0") for n in range(1, 100)]
    pets = ready(questionnaire(*chain))
    answers = given(**{f"q{n}": YesNo(True) for n in range(100)})
    assert len(pets.visible(answers)) == 100
    best = min(_seconds(lambda: pets.view(answers)) for _ in range(5))
    assert best < 0.02


def _seconds(work: object) -> float:
    started = time.process_time()
    assert callable(work)
    work()
    return time.process_time() - started
