"""What is measured of stories."""

import pytest

from evaluation.metrics.details import answers_heard, contains, kept, misspelled
from evaluation.metrics.drift import foreign_names, person_drift, pronoun_drift, tense_drift
from evaluation.metrics.reading import grade, reading_age, syllables
from evaluation.metrics.sameness import (
    copied,
    corpus_runs,
    distinctness,
    longest_copy,
    repeated_sentences,
    repetition,
)
from evaluation.metrics.words import sentences, unquoted, words

ANSWERS = {
    "name": "Maya",
    "dream": "a marine biologist who speaks for the reefs",
    "helper": "my grandmother Ines",
}


def test_words_keep_apostrophes_and_part_scripts_that_do_not_part_them() -> None:
    assert words("Don’t stop, Maya!") == ["don't", "stop", "maya"]
    assert words("我想飞") == ["我", "想", "飞"]
    assert words("काव्या उड़ती है") == ["काव्या", "उड़ती", "है"]


def test_sentences_end_at_their_marks_and_not_inside_quotations() -> None:
    assert len(sentences("One. Two! “Three?” Four.")) == 4
    assert unquoted("She says “I was here.” Then she goes.") == "She says .  Then she goes."


def test_a_detail_is_kept_when_it_is_there_as_it_was_spelled() -> None:
    assert contains("Ines's jar of green sea glass", "sea glass")
    assert contains("THE TORCH", "torch")
    assert not contains("The torches went out", "torch wood")
    assert not contains("Inez waves.", "Ines")
    assert contains("我爷爷的二胡", "二胡")
    assert kept(["Maya", "Ines", "sea glass", "tide"], "Maya and Ines and the sea glass") == 0.75
    assert kept([], "anything") == 1.0


def test_an_answer_is_heard_when_three_of_its_words_in_a_row_are_told() -> None:
    assert answers_heard(ANSWERS, "She is a marine biologist now.") == 0.5
    assert answers_heard({"strength": "knots"}, "He ties knots.") == 1.0
    assert answers_heard({}, "Nothing was said.") == 1.0


def test_a_name_with_one_letter_wrong_is_found() -> None:
    assert misspelled(["Ines", "Wanjiru"], "Inez and Wanjiru and Wanjira and Ines's hat") == [
        "Inez",
        "Wanjira",
    ]


def test_repetition_counts_what_was_there_before_and_not_the_persons_own_words() -> None:
    assert repetition("the sea is very calm. the sea is very calm.", {}) == pytest.approx(2 / 7)
    assert repetition("the sea is very calm.", {}) == 0.0
    own = {"today": "the sea is very calm"}
    assert repetition("the sea is very calm the sea is very calm", own) < 0.3
    assert repeated_sentences("The sea is very calm. Yes. Yes. The sea is very calm.") == 1


def test_stories_of_two_people_share_only_what_neither_of_them_wrote() -> None:
    text = "by the water hangs a tide table and it is last year's"
    same = distinctness({"a": (text, {}), "b": (text, {})})
    assert (same.shared, same.closest, same.near_pairs, same.closest_pair) == (1.0, 1.0, 1, ("a", "b"))
    own = {"today": text}
    assert distinctness({"a": (text, own), "b": (text, own)}).shared == 0.0
    assert distinctness({}).shared == 0.0


def test_copies_are_runs_of_six_words() -> None:
    corpus = corpus_runs(["all afternoon she weighs other people's dinners and then the tide goes out"])
    assert copied("all afternoon she weighs other people's dinners", {}, corpus) == 1.0
    assert longest_copy("so all afternoon she weighs other people's dinners and then nothing", corpus) == 9
    assert longest_copy("nothing of it is the same at all here", corpus) == 0


def test_a_narrator_who_becomes_somebody_else_is_found_outside_quotations() -> None:
    assert person_drift("Maya waits. I wait. “I was here,” she says.") == pytest.approx(1 / 3)
    assert person_drift("I wait. You wait.", "first") == 0.5


def test_a_fall_into_the_past_is_found_where_nothing_happens_now() -> None:
    assert tense_drift("Maya waits. The boat left and she went home.") == 0.5
    assert tense_drift("The cup that she was given stands on the table.") == 0.0


def test_the_other_pronoun_beside_a_hero_alone_is_found() -> None:
    assert pronoun_drift("Maya takes his coat. Maya waits.", "Maya", "she", "Ines") == 0.5
    assert pronoun_drift("Maya takes his coat from Ben.", "Maya", "she", "my brother Ben") == 0.0
    assert pronoun_drift("Sam takes his coat.", "Sam", "they", "") == 0.0


def test_names_that_nobody_gave_are_found_inside_sentences() -> None:
    assert foreign_names("The sea calls Maya. Then Kevin comes.", ANSWERS) == ["Kevin"]
    assert foreign_names("On the day of the Tuesday market.", ANSWERS, frozenset({"tuesday"})) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sea", 1),
        ("grandmother", 3),
        ("table", 2),
        ("waits", 1),
        ("wanted", 2),
        ("baked", 1),
        ("apple's", 2),
        ("hmm", 1),
    ],
)
def test_syllables_are_counted_by_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    # 0.39 × 6 words a sentence + 11.8 × 1 syllable a word − 15.59
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert reading_age("The cat sat on the mat.") == 5.0
    assert grade("") == 0.0
    assert reading_age("我想飞。") == 5.0
