"""How a person is spoken of."""

from dataclasses import dataclass
from enum import StrEnum


class Pronouns(StrEnum):
    """The three that the questionnaire offers."""

    SHE = "she"
    HE = "he"
    THEY = "they"

    @property
    def forms(self) -> "Forms":
        return _FORMS[self]


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one pronoun."""

    subject: str
    object: str
    possessive: str
    own: str
    reflexive: str
    plural: bool
    """Whether its verbs are plural: they keep, she keeps."""


_FORMS = {
    Pronouns.SHE: Forms("she", "her", "her", "hers", "herself", plural=False),
    Pronouns.HE: Forms("he", "him", "his", "his", "himself", plural=False),
    Pronouns.THEY: Forms("they", "them", "their", "theirs", "themself", plural=True),
}
