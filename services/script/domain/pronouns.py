"""How the hero of a story is spoken of, whoever tells it."""

from dataclasses import dataclass
from enum import StrEnum

from services.script.domain.model import PointOfView


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
    """Whether its verbs are those of a plural: they keep, you keep, I keep; but she keeps."""
    be: str = "is"
    person: PointOfView = PointOfView.THIRD

    @property
    def is_first(self) -> bool:
        """Whether the story is told by its hero, in whose mouth "I" and "my" can stay."""
        return self.person is PointOfView.FIRST


_FORMS = {
    Pronouns.SHE: Forms("she", "her", "her", "hers", "herself", plural=False),
    Pronouns.HE: Forms("he", "him", "his", "his", "himself", plural=False),
    Pronouns.THEY: Forms("they", "them", "their", "theirs", "themself", plural=True, be="are"),
}
_FIRST = Forms("I", "me", "my", "mine", "myself", plural=True, be="am", person=PointOfView.FIRST)
_SECOND = Forms("you", "you", "your", "yours", "yourself", plural=True, be="are", person=PointOfView.SECOND)


def forms_of(point_of_view: PointOfView, pronouns: Pronouns) -> Forms:
    """The pronoun by which a story speaks of its hero."""
    match point_of_view:
        case PointOfView.FIRST:
            return _FIRST
        case PointOfView.SECOND:
            return _SECOND
        case PointOfView.THIRD:
            return pronouns.forms
