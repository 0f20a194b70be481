"""What was found in a text, and what follows from it."""

from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """What a text may be about that a story can't be made of just so."""

    SELF_HARM = "self_harm"
    """Somebody wants to die or hurts themself, now."""
    ABUSE = "abuse"
    """Somebody is being hurt by another person, now. What is over and told is a life, and gets its story."""
    SEXUAL_MINORS = "sexual_minors"
    SEXUAL = "sexual"
    HATE = "hate"
    VIOLENCE = "violence"
    """A wish or plan to harm people."""
    PERSONAL_DATA = "personal_data"
    """Numbers that open doors: of cards, of accounts. Only a workspace can ask to refuse them."""
    WORKSPACE = "workspace"
    """Words that a workspace doesn't want."""


class Action(StrEnum):
    """What happens instead of a story."""

    CARE = "care"
    """A kind, written reply with where to find help."""
    REFUSE = "refuse"
    """No story, and a reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    """That a rule applies. It never holds the text: findings are logged and counted."""

    concern: Concern
    answer_id: str
    """Empty where the text is no answer."""
    rule_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with somebody's answers. Without an action they get their story."""

    action: Action | None
    findings: tuple[Finding, ...]
    is_minor: bool = False
    """Whether a child or teenager wrote them."""

    @property
    def concern(self) -> Concern | None:
        """What the action is for; None without one."""
        return self.findings[0].concern if self.action and self.findings else None


@dataclass(frozen=True, slots=True)
class WorkspaceRules:
    """What a workspace refuses beyond everybody's rules. There is no way to allow anything with it."""

    words: tuple[str, ...] = ()
    """Words or phrases, found however they are spelled: capitals, accents and marks make no difference."""
    concerns: frozenset[Concern] = frozenset()
    """Concerns that have no action otherwise, to be refused."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody who can help."""

    name: str
    contact: str
    """A telephone number, or what to send where; empty where there is only a page."""
    url: str
    region: str
    """An ISO 3166 code ("GB"), "EU" for Europe, "" for the whole world."""


@dataclass(frozen=True, slots=True)
class CareReply:
    """What somebody reads instead of a story. A person wrote it, not a model."""

    message: str
    resources: tuple[Resource, ...]
    """Best first; never empty."""
    language: str
    """Of the message, as an ISO 639 code."""
