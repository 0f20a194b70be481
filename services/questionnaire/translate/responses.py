"""Responses as the contract has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encompass.questionnaire.v1 import questionnaire_pb2 as pb

from services.kit.grpc.moments import timestamp
from services.questionnaire.domain.moving import MoveReport
from services.questionnaire.domain.responses import ResponseState, Revision
from services.questionnaire.domain.visibility import CompiledQuestionnaire, FormContent
from services.questionnaire.translate.answers import add_answers
from services.questionnaire.translate.questionnaires import (
    header_message,
    question_message,
    section_message,
)
from services.questionnaire.use_cases.responses import Standing

_STATES: Final[Mapping[ResponseState, pb.ResponseState]] = {
    ResponseState.DRAFT: pb.RESPONSE_STATE_DRAFT,
    ResponseState.SUBMITTED: pb.RESPONSE_STATE_SUBMITTED,
    ResponseState.EXPIRED: pb.RESPONSE_STATE_EXPIRED,
}


def response_message(standing: Standing) -> pb.Response:
    """A response, its answers in the order of the questions."""
    response, progress = standing.response, standing.progress
    message = pb.Response(
        id=str(response.id),
        questionnaire_id=response.questionnaire_id,
        questionnaire_version=response.questionnaire_version,
        state=_STATES[standing.state],
        missing_question_ids=progress.missing,
        etag=response.etag,
        create_time=timestamp(response.created_at),
        update_time=timestamp(response.updated_at),
        revision=response.revision,
        hidden_question_ids=progress.hidden,
        next_question_id=progress.next or "",
        visible_question_count=progress.visible,
        answered_question_count=progress.answered,
    )
    add_answers(message.answers, standing.asked.questionnaire.questions, response.answers)
    if response.submitted_at is not None:
        message.submit_time.CopyFrom(timestamp(response.submitted_at))
    if response.expires_at is not None:
        message.expire_time.CopyFrom(timestamp(response.expires_at))
    return message


def form_message(standing: Standing, content: FormContent) -> pb.Form:
    """A response as a person fills it in."""
    return pb.Form(
        response=response_message(standing),
        questionnaire=header_message(content.questionnaire, content.language),
        sections=[section_message(section) for section in content.sections],
        questions=[question_message(question) for question in content.questions],
    )


def revision_message(revision: Revision, asked: CompiledQuestionnaire) -> pb.ResponseRevision:
    """What was submitted, in the order of the questions."""
    message = pb.ResponseRevision(
        revision=revision.revision,
        questionnaire_version=revision.questionnaire_version,
        submit_time=timestamp(revision.submitted_at),
    )
    add_answers(message.answers, asked.questionnaire.questions, revision.answers)
    return message


def report_message(report: MoveReport) -> pb.MoveReport:
    """What becomes of the answers of a response that moves."""
    return pb.MoveReport(
        from_version=report.from_version,
        to_version=report.to_version,
        carried_question_ids=report.carried,
        gone_question_ids=report.gone,
        changed_questions=[
            pb.ChangedQuestion(question_id=problem.question_id, description=problem.description)
            for problem in report.changed
        ],
        newly_asked_question_ids=report.newly_asked,
    )
