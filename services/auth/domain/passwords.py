"""Which passwords are too easy to guess to be accepted."""

import unicodedata
from collections.abc import Set

_LEET = str.maketrans("0134578@$!", "oieastbasi")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1q2w3e4r5t6y7u8i9o0p",
)
_FEWEST_DISTINCT = 4


def canonical_password(password: str) -> str:
    """The password as it is hashed: the same keys on two keyboards may compose a letter in two ways."""
    return unicodedata.normalize("NFKC", password)


def is_easy_to_guess(password: str, *, email: str, display_name: str, common: Set[str]) -> bool:
    """Whether a guesser who knows the person's name and address would try this among the first.

    `common` holds lower-case words and whole passwords. A password counts as one of them also when digits
    and signs were put around it, or letters in it were written as digits (`P4ssword2024!`).
    """
    folded = canonical_password(password).casefold()
    return (
        len(set(folded)) < _FEWEST_DISTINCT
        or _is_run(folded)
        or any(form in common for form in _forms(folded))
        or any(form in _own_words(email, display_name) for form in _forms(folded))
    )


def _forms(folded: str) -> set[str]:
    """The password, its core without digits and signs around it, each also with digits read as letters."""
    whole = "".join(folded.split())
    core = _core(whole)
    start = whole.find(core)
    forms = {folded, whole, core, whole[start:], whole[: start + len(core)]}
    # A digit at an end may be there in place of a letter, or may be put there: both are looked at.
    forms |= {form.translate(_LEET) for form in forms}
    forms |= {half for form in tuple(forms) if (half := _repeated(form))}
    return {form for form in forms if form}


def _core(text: str) -> str:
    start, end = 0, len(text)
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not text[end - 1].isalpha():
        end -= 1
    return text[start:end]


def _repeated(text: str) -> str:
    """What `text` is a repetition of; nothing if it isn't one."""
    at = (text + text).find(text, 1)
    return text[:at] if 0 < at < len(text) else ""


def _is_run(folded: str) -> bool:
    """Whether it is a walk along the alphabet, the digits or the keyboard, there or back, or repeated."""
    candidates = {folded, _repeated(folded) or folded}
    return any(each in row or each[::-1] in row for each in candidates for row in _ROWS)


def _own_words(email: str, display_name: str) -> set[str]:
    address = email.strip().casefold()
    local, _, host = address.partition("@")
    words = {address, local, host, local + host, "".join(display_name.casefold().split())}
    words |= {_core(word) for word in tuple(words)}
    return {word for word in words if len(word) > 2}
