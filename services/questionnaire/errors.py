"""Errors of the domain `encompass.questionnaire`."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.errors import Code, DomainError, FieldViolation
from services.questionnaire.domain.answers import Problem
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import QuestionnaireId
from services.questionnaire.domain.responses import AnswersConflict, ResponseId

DOMAIN = "encompass.questionnaire"


class QuestionnaireNotFound(DomainError):
    """No such questionnaire, or no such version of it."""

    code = Code.NOT_FOUND
    reason = "QUESTIONNAIRE_NOT_FOUND"
    domain = DOMAIN

    def __init__(self, questionnaire_id: QuestionnaireId, version: int) -> None:
        which = f"version {version} of the questionnaire" if version else "questionnaire"
        super().__init__(
            f"There is no {which} {questionnaire_id!r}. List the questionnaires to see which there are.",
            metadata={"questionnaire_id": questionnaire_id, "version": str(version)},
        )


class ResponseNotFound(DomainError):
    """The caller has no such response."""

    code = Code.NOT_FOUND
    reason = "RESPONSE_NOT_FOUND"
    domain = DOMAIN

    def __init__(self, response_id: ResponseId) -> None:
        super().__init__(f"You have no response {response_id}.", metadata={"response_id": str(response_id)})


class ResponseAlreadySubmitted(DomainError):
    """A submitted response can't change while it is."""

    code = Code.FAILED_PRECONDITION
    reason = "RESPONSE_ALREADY_SUBMITTED"
    domain = DOMAIN

    def __init__(self, response_id: ResponseId) -> None:
        super().__init__(
            f"The response {response_id} is submitted and can't change. Reopen it, or start another one.",
            metadata={"response_id": str(response_id)},
        )


class AnswersInvalid(DomainError):
    """Answers that are wrong or missing, all of them."""

    code = Code.INVALID_ARGUMENT
    reason = "ANSWERS_INVALID"
    domain = DOMAIN

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        super().__init__(
            "One answer needs another look." if count == 1 else f"{count} answers need another look.",
            metadata={"violations": str(count)},
            violations=[
                FieldViolation(f"answers[{problem.question_id}]", problem.description, problem.reason)
                for problem in problems
            ],
        )


class EtagMismatch(DomainError):
    """Somebody else saved meanwhile."""

    code = Code.ABORTED
    reason = "ETAG_MISMATCH"
    domain = DOMAIN

    def __init__(self, response_id: ResponseId, conflict: AnswersConflict | None = None) -> None:
        super().__init__(
            f"The response {response_id} was changed on another device. Read it, then try again.",
            metadata={"response_id": str(response_id)},
            details=() if conflict is None else (conflict,),
        )


class ResponseExpired(DomainError):
    """The response was not submitted in time."""

    code = Code.FAILED_PRECONDITION
    reason = "RESPONSE_EXPIRED"
    domain = DOMAIN

    def __init__(self, response_id: ResponseId) -> None:
        super().__init__(
            f"The response {response_id} was not submitted in time. Start another one.",
            metadata={"response_id": str(response_id)},
        )


class QuestionnaireArchived(DomainError):
    """The questionnaire takes no new responses."""

    code = Code.FAILED_PRECONDITION
    reason = "QUESTIONNAIRE_ARCHIVED"
    domain = DOMAIN

    def __init__(self, questionnaire_id: QuestionnaireId) -> None:
        super().__init__(
            f"The questionnaire {questionnaire_id!r} takes no new responses.",
            metadata={"questionnaire_id": questionnaire_id},
        )


class QuestionnaireChanged(DomainError):
    """Another editor changed the draft meanwhile."""

    code = Code.ABORTED
    reason = "ETAG_MISMATCH"
    domain = DOMAIN

    def __init__(self, questionnaire_id: QuestionnaireId) -> None:
        super().__init__(
            f"The draft of {questionnaire_id!r} was changed by somebody else. Read it, then try again.",
            metadata={"questionnaire_id": questionnaire_id},
        )


class QuestionnaireInvalid(DomainError):
    """The draft can't be published; all that is wrong with it."""

    code = Code.INVALID_ARGUMENT
    reason = "QUESTIONNAIRE_INVALID"
    domain = DOMAIN

    def __init__(self, findings: Sequence[Finding]) -> None:
        count = len(findings)
        super().__init__(
            "One thing keeps this draft from being published."
            if count == 1
            else f"{count} things keep this draft from being published.",
            metadata={"violations": str(count)},
            violations=[FieldViolation(finding.field, finding.description) for finding in findings],
        )


class QuestionnairePublished(DomainError):
    """There is no draft to publish, only versions that never change."""

    code = Code.FAILED_PRECONDITION
    reason = "QUESTIONNAIRE_PUBLISHED"
    domain = DOMAIN

    def __init__(self, questionnaire_id: QuestionnaireId) -> None:
        super().__init__(
            f"The questionnaire {questionnaire_id!r} has no draft. Change it: that makes a new one.",
            metadata={"questionnaire_id": questionnaire_id},
        )


class DocumentInvalid(DomainError):
    """The document can't be read as what it is said to be."""

    code = Code.INVALID_ARGUMENT
    reason = "DOCUMENT_INVALID"
    domain = DOMAIN

    def __init__(self, document_format: str, lines: Sequence[str]) -> None:
        super().__init__(
            f"The document can't be read as {document_format}.",
            metadata={"format": document_format},
            violations=[FieldViolation("document", line) for line in lines],
        )


class TooManyQuestionnaires(DomainError):
    """The workspace has as many as it may."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "TOO_MANY_QUESTIONNAIRES"
    domain = DOMAIN

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"A workspace has at most {limit} questionnaires. Delete drafts that were never published.",
            metadata={"limit": str(limit)},
        )
