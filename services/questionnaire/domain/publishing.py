"""What keeps a draft from being published."""

from __future__ import annotations

from services.questionnaire.domain.completeness import incomplete
from services.questionnaire.domain.dead_questions import dead_questions
from services.questionnaire.domain.expressions import Conditions
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import Questionnaire
from services.questionnaire.domain.references import misled

MAX_FINDINGS = 200


def findings(questionnaire: Questionnaire, conditions: Conditions) -> list[Finding]:
    """All that is wrong, in the order of the questionnaire's parts; empty when it can be published.

    Takes seconds for the longest of questionnaires: don't call it on an event loop or in a transaction.
    """
    found = list(incomplete(questionnaire))
    scope = conditions.over(questionnaire.questions)
    wrong = list(misled(questionnaire, scope))
    found += wrong
    if not found:
        found += dead_questions(questionnaire, scope)
    return found[:MAX_FINDINGS]
