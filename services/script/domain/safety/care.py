"""What is said instead of a story. People wrote it; nothing of it is generated."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.script.domain.safety.model import CareReply, Concern, Resource

FALLBACK = "en"
EVERYWHERE = ""
EUROPE = "EU"


@dataclass(frozen=True, slots=True)
class Help:
    """A resource, and whom it is for."""

    resource: Resource
    concerns: frozenset[Concern]
    languages: frozenset[str]
    """Shown to those who write in one of these while their country isn't known."""
    for_minors: bool = False
    """Made for children and teenagers: they are shown it first."""


@dataclass(frozen=True, slots=True)
class Care:
    """The replies and reasons in every language, and where to find help."""

    replies: Mapping[Concern, Mapping[str, str]]
    refusals: Mapping[Concern, Mapping[str, str]]
    helps: tuple[Help, ...]
    europe: frozenset[str]
    """Countries in which Europe's common numbers work."""

    def reply(self, concern: Concern, *, language: str, country: str, is_minor: bool = False) -> CareReply:
        """The reply for a concern, with help that its reader can reach.

        With a country: its own help, then what the whole world has. Without: the world's directories first,
        then well-known numbers of where their language is spoken, each with its region.
        """
        texts = self.replies[concern]
        spoken = language.lower()[:2]
        spoken = spoken if spoken in texts else FALLBACK
        place = country.strip().upper()
        fitting = [offer for offer in self.helps if concern in offer.concerns]
        worldwide = [offer for offer in fitting if offer.resource.region == EVERYWHERE]
        if place:
            near = [offer for offer in fitting if offer.resource.region == place]
            if place in self.europe:
                near += [offer for offer in fitting if offer.resource.region == EUROPE]
            offers = [*near, *worldwide]
        else:
            spoken_here = language.lower()[:2] or FALLBACK
            offers = [*worldwide, *(offer for offer in fitting if spoken_here in offer.languages)]
        if is_minor:
            offers.sort(key=lambda offer: not offer.for_minors)
        return CareReply(texts[spoken], tuple(offer.resource for offer in offers), spoken)

    def refusal(self, concern: Concern, *, language: str) -> str:
        """Why there is no story, in the language if there is one."""
        texts = self.refusals[concern]
        return texts.get(language.lower()[:2], texts[FALLBACK])
