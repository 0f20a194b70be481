"""How addresses and names are read."""

from hypothesis import given
from hypothesis.strategies import emails, text

from services.auth.domain.accounts import clean_label, normalize_email


def test_spellings_of_one_address_are_one() -> None:
    spellings = {" Ada@Example.com", "ada@example.COM ", "ＡＤＡ@example.com", "ADA@EXAMPLE.COM"}
    assert {normalize_email(each) for each in spellings} == {"ada@example.com"}


@given(emails())
def test_a_normalised_address_stays_as_it_is(email: str) -> None:
    once = normalize_email(email)
    assert normalize_email(once) == once


def test_a_name_is_one_line_without_what_cannot_be_seen() -> None:
    assert clean_label("  Ada\n\tLovelace\x00\u2028! ") == "Ada Lovelace !"
    assert clean_label("Zoe\u0301") == "Zoé"


@given(text())
def test_no_name_is_left_with_a_control_character(name: str) -> None:
    cleaned = clean_label(name)
    assert cleaned == cleaned.strip()
    assert not any(ord(each) < 32 or ord(each) == 127 for each in cleaned)
