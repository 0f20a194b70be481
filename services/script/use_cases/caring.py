"""What is judged before anything is written, and by which rules."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from services.kit.errors import HelpLink
from services.kit.logging import get_logger
from services.script.domain.safety.model import Action, CareReply, Finding, Verdict, WorkspaceRules
from services.script.domain.safety.rules import Rules
from services.script.errors import AnswersNeedCare, AnswersRefused, TextRefused
from services.script.ports import SubmittedResponse

log = get_logger(__name__)

_EMERGENCY = "tel:112"
"""What stands for those who can only be called at a number that differs from country to country."""


class Safeguard:
    """Everybody's rules, and what some workspaces refuse beyond them. It logs rules, never texts."""

    def __init__(self, rules: Rules, workspaces: Mapping[UUID, WorkspaceRules]) -> None:
        self._rules = rules
        self._tightened = {workspace: rules.tightened(extra) for workspace, extra in workspaces.items()}

    def of(self, workspace_id: UUID) -> Rules:
        """The rules of a workspace."""
        return self._tightened.get(workspace_id, self._rules)

    async def judge_answers(self, workspace_id: UUID, response: SubmittedResponse, language: str) -> None:
        """Lets answers pass that a story may be made of. Long ones take a while, so others go on meanwhile.

        Raises:
            AnswersNeedCare, AnswersRefused
        """
        rules = self.of(workspace_id)
        meaning = {question_id: key for key, question_id in response.question_ids.items()}
        told = {meaning.get(each, each): text for each, text in response.answers.items()}
        verdict = await asyncio.to_thread(rules.judge_answers, told)
        if verdict.action is None or verdict.concern is None:
            return
        concern = verdict.concern.name
        answer_ids = _answer_ids(verdict, response.question_ids)
        log.info(
            "answers.judged", concern=concern, action=verdict.action.value, rules=_rules(verdict.findings)
        )
        if verdict.action is Action.CARE:
            reply = rules.care_reply(verdict, language=_iso_639(language))
            raise AnswersNeedCare(reply.message, concern, answer_ids, _help(reply))
        raise AnswersRefused(rules.refusal(verdict, language=_iso_639(language)), concern, answer_ids)

    def judge_texts(self, workspace_id: UUID, texts: Mapping[str, str]) -> None:
        """Lets what an editor or a wish says pass; `texts` are by the field of the request.

        Raises:
            TextRefused
        """
        rules = self.of(workspace_id)
        found = {field: findings for field, text in texts.items() if (findings := rules.judge_text(text))}
        if not found:
            return
        first = next(iter(found.values()))[0]
        log.info("text.judged", concern=first.concern.name, rules=_rules(next(iter(found.values()))))
        raise TextRefused(first.concern.name, list(found))


def _answer_ids(verdict: Verdict, question_ids: Mapping[str, str]) -> list[str]:
    found = [finding for finding in verdict.findings if finding.concern is verdict.concern]
    return list(dict.fromkeys(question_ids.get(each.answer_id, each.answer_id) for each in found))


def _help(reply: CareReply) -> list[HelpLink]:
    return [
        HelpLink(f"{each.name}: {each.contact}" if each.contact else each.name, each.url or _EMERGENCY)
        for each in reply.resources
    ]


def _rules(findings: tuple[Finding, ...]) -> list[str]:
    return sorted({finding.rule_id for finding in findings})


def _iso_639(language: str) -> str:
    """Of a BCP 47 tag; "" for the default, which leaves it to what the person wrote."""
    return "" if language == "en" else language.partition("-")[0].lower()
