"""The rules of safety: what is looked for, and what follows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.script.domain.safety.care import Care
from services.script.domain.safety.model import (
    Action,
    CareReply,
    Concern,
    Finding,
    Verdict,
    WorkspaceRules,
)
from services.script.domain.safety.reading import phrase_of, readings

ACTIONS: Mapping[Concern, Action] = {
    Concern.SELF_HARM: Action.CARE,
    Concern.ABUSE: Action.CARE,
    Concern.SEXUAL_MINORS: Action.REFUSE,
    Concern.SEXUAL: Action.REFUSE,
    Concern.HATE: Action.REFUSE,
    Concern.VIOLENCE: Action.REFUSE,
    Concern.WORKSPACE: Action.REFUSE,
}
"""What follows from what; nothing follows from a concern that isn't here."""
_GRAVEST_FIRST = tuple(Concern)
_AGE = "age_band"
_MINORS = frozenset({"child", "teen"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that raise a concern, and what says that they don't mean it."""

    id: str
    """Begins with the language of its phrases: "es/suicidio"."""
    concern: Concern
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """In the same sentence: it isn't meant."""
    unless_anywhere: re.Pattern[str] | None = None
    """The same, anywhere in the answer."""
    despite: re.Pattern[str] | None = None
    """In the same sentence: it is meant after all."""
    minors_only: bool = False
    """It counts for children and teenagers."""
    never_past_for_minors: bool = False
    """What excuses it for adults doesn't for children and teenagers."""
    strict: bool = False
    """Nothing excuses it in a text that is to be told."""


_SENTENCE = re.compile(r"[^.!?…;\n]+[.!?…;\n]*|[.!?…;\n]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a story may be made of. Made of data by `adapters/safety_rules.py`."""

    rules: tuple[Rule, ...]
    injections: re.Pattern[str]
    care: Care
    actions: Mapping[Concern, Action]

    def judge_answers(self, answers: Mapping[str, str]) -> Verdict:
        """What is to be done with a person's answers, by the ids of their questions.

        Care comes before refusal: who wants to die is answered that, whatever else they wrote.
        """
        is_minor = answers.get(_AGE, "").strip().lower() in _MINORS
        found = [
            Finding(_for_age(rule.concern, is_minor), answer_id, rule.id)
            for answer_id, text in answers.items()
            for rule in self._broken(text, is_minor=is_minor, is_told=False)
        ]
        return replace(self._verdict(found), is_minor=is_minor)

    def judge_text(self, text: str) -> tuple[Finding, ...]:
        """What speaks against a text that is to be told: by a model, or by somebody who edits a scene.

        Stricter than with answers: what people may tell of their lives isn't all fit to be spoken in a film.
        """
        found = [
            Finding(rule.concern, "", rule.id) for rule in self._broken(text, is_minor=False, is_told=True)
        ]
        return self._verdict(found).findings

    def is_injection(self, text: str) -> bool:
        """Whether a text gives orders to a machine. Nobody is refused for it; it just isn't quoted."""
        return any(self.injections.search(reading) for reading in readings(text))

    def material(self, answers: Mapping[str, str]) -> dict[str, str]:
        """The answers without orders to a machine: each up to the sentence in which they begin."""
        return {answer_id: self._up_to_orders(text) for answer_id, text in answers.items()}

    def tightened(self, extra: WorkspaceRules) -> "Rules":
        """These rules and a workspace's own. Nothing that was refused or cared for is let through."""
        words = [phrase for word in extra.words if (phrase := phrase_of(word))]
        added: tuple[Rule, ...] = ()
        if words:
            pattern = re.compile(f"(?<= )(?:{'|'.join(re.escape(word) for word in words)})(?= )")
            added = (Rule("workspace/words", Concern.WORKSPACE, pattern, strict=True),)
        actions = {**dict.fromkeys(extra.concerns, Action.REFUSE), **self.actions}
        return replace(self, rules=(*self.rules, *added), actions=actions)

    def care_reply(
        self, verdict: Verdict, *, language: str = "", country: str = "", is_minor: bool | None = None
    ) -> CareReply:
        """What to say to somebody whose verdict is CARE.

        Args:
            language: an ISO 639 code; otherwise that of what they wrote, as far as it is known.
            country: an ISO 3166 code; otherwise directories that know every country come first.
            is_minor: whether who is there for children is named first; None: as the verdict has it.

        Raises:
            ValueError: the verdict isn't CARE.
        """
        if verdict.action is not Action.CARE:
            raise ValueError("only a verdict of CARE has a reply")
        return self.care.reply(
            verdict.findings[0].concern,
            language=language or _language_of(verdict),
            country=country,
            is_minor=verdict.is_minor if is_minor is None else is_minor,
        )

    def refusal(self, verdict: Verdict, *, language: str = "") -> str:
        """Why there is no story, for the person; for a verdict of REFUSE.

        Raises:
            ValueError: the verdict isn't REFUSE.
        """
        if verdict.action is not Action.REFUSE:
            raise ValueError("only a verdict of REFUSE has a reason")
        return self.care.refusal(verdict.findings[0].concern, language=language or _language_of(verdict))

    def _verdict(self, found: Sequence[Finding]) -> Verdict:
        """Only what has consequences is found; what the verdict is for comes first."""
        counting = [finding for finding in dict.fromkeys(found) if finding.concern in self.actions]
        if not counting:
            return Verdict(None, ())
        counting.sort(
            key=lambda finding: (
                self.actions[finding.concern] is not Action.CARE,
                _GRAVEST_FIRST.index(finding.concern),
            )
        )
        return Verdict(self.actions[counting[0].concern], tuple(counting))

    def _up_to_orders(self, text: str) -> str:
        kept = 0
        for sentence in _SENTENCE.finditer(text):
            if self.is_injection(sentence.group()):
                return text[:kept].rstrip()
            kept = sentence.end()
        return text

    def _broken(self, text: str, *, is_minor: bool, is_told: bool) -> Iterator[Rule]:
        forms = readings(text)
        for rule in self.rules:
            if rule.minors_only and not is_minor:
                continue
            excusable = not (rule.strict and is_told) and not (rule.never_past_for_minors and is_minor)
            if any(_breaks(rule, form, excusable=excusable) for form in forms):
                yield rule


def _breaks(rule: Rule, reading: str, *, excusable: bool) -> bool:
    for match in rule.phrases.finditer(reading):
        if not excusable:
            return True
        if rule.unless_anywhere and rule.unless_anywhere.search(reading):
            return False
        begin = reading.rfind(" .", 0, match.start() + 2)
        end = reading.find(" .", match.end())
        sentence = reading[max(begin, 0) : end + 2 if end >= 0 else len(reading)] + " "
        if rule.unless is None or not rule.unless.search(sentence):
            return True
        if rule.despite and rule.despite.search(sentence):
            return True
    return False


def _for_age(concern: Concern, is_minor: bool) -> Concern:
    return Concern.SEXUAL_MINORS if is_minor and concern is Concern.SEXUAL else concern


def _language_of(verdict: Verdict) -> str:
    language = verdict.findings[0].rule_id.partition("/")[0]
    return language if len(language) == 2 and language != "xx" else ""
