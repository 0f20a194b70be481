"""The rules of safety: what is looked for, and what follows."""

from collections.abc import Mapping

from services.script.domain.safety.model import CareReply, Finding, Verdict, WorkspaceRules


class Rules:
    """What a story may be made of. Made of data by `adapters/safety_rules.py`; immutable."""

    def judge_answers(self, answers: Mapping[str, str]) -> Verdict:
        """What is to be done with a person's answers, by the ids of their questions."""
        raise NotImplementedError

    def judge_text(self, text: str) -> tuple[Finding, ...]:
        """What speaks against a text that is to be told: by a model, or by somebody who edits a scene.

        Stricter than with answers: what people may tell of their lives isn't all fit to be spoken in a film.
        """
        raise NotImplementedError

    def is_injection(self, text: str) -> bool:
        """Whether a text gives orders to a machine. Nobody is refused for it; it just isn't quoted."""
        raise NotImplementedError

    def tightened(self, extra: WorkspaceRules) -> "Rules":
        """These rules and a workspace's own. Nothing that was refused or cared for is let through."""
        raise NotImplementedError

    def care_reply(self, verdict: Verdict, *, language: str = "", country: str = "") -> CareReply:
        """What to say to somebody whose verdict is CARE.

        Args:
            language: an ISO 639 code; otherwise that of what they wrote, as far as it is known.
            country: an ISO 3166 code; otherwise directories that know every country come first.

        Raises:
            ValueError: the verdict isn't CARE.
        """
        raise NotImplementedError

    def refusal(self, verdict: Verdict, *, language: str = "") -> str:
        """Why there is no story, for the person; for a verdict of REFUSE.

        Raises:
            ValueError: the verdict isn't REFUSE.
        """
        raise NotImplementedError
