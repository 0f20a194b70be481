"""Which passwords are refused."""

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from services.auth.adapters.common_passwords import load_common_passwords
from services.auth.domain.passwords import is_easy_to_guess

COMMON = load_common_passwords()


def easy(password: str, *, email: str = "maya.reef@example.com", name: str = "Maya Okafor") -> bool:
    return is_easy_to_guess(password, email=email, display_name=name, common=COMMON)


def test_the_list_is_long_enough_to_matter() -> None:
    assert len(COMMON) >= 200
    assert all(entry == entry.casefold().strip() for entry in COMMON)


@pytest.mark.parametrize(
    "password",
    [
        "password12",
        "P4ssword2024!",
        "p@$$w0rd!!",
        "iloveyou1234",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "poiuytrewq",
        "aaaaaaaaaaaa",
        "abababababab",
        "dragondragon",
        "123abc123abc",
        "correct horse battery staple",
        "maya.reef@example.com",
        "maya.reef1",
        "mayaokafor",
        "Maya Okafor 1990",
        "example.com",
    ],
)
def test_what_guessers_try_first_is_refused(password: str) -> None:
    assert easy(password)


@pytest.mark.parametrize(
    "password",
    [
        "violet kettle marsh",
        "tr0ub4dor&3x9q",
        "grandma's tide pool",
        "Über-Zwölf-Kälber",
        "鯨の歌を聴く夜明けの海岸",
    ],
)
def test_what_takes_guessing_is_accepted(password: str) -> None:
    assert not easy(password)


@given(
    word=sampled_from(sorted(COMMON)),
    before=sampled_from(["", "1", "!!", "2024"]),
    after=sampled_from(["1", "99!"]),
)
def test_digits_and_signs_around_a_common_word_do_not_save_it(word: str, before: str, after: str) -> None:
    core = word.strip("0123456789!@#$%^&*. ")
    if core == word and word.isalpha():
        assert easy(before + word + after)


@given(password=text(max_size=256), email=text(max_size=60), name=text(max_size=80))
def test_no_text_breaks_the_check(password: str, email: str, name: str) -> None:
    assert is_easy_to_guess(password, email=email, display_name=name, common=COMMON) in (True, False)
