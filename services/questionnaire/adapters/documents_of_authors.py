"""Documents that authors bring and take: YAML with everything, SurveyJS with what both know."""

from __future__ import annotations

from dataclasses import replace

from services.questionnaire.adapters.document_format import DocumentInvalid, read, written
from services.questionnaire.adapters.surveyjs.reading import read_surveyjs
from services.questionnaire.adapters.surveyjs.writing import write_surveyjs
from services.questionnaire.adapters.yaml_text import dump_yaml, parse_yaml
from services.questionnaire.authoring_ports import (
    DocumentUnreadable,
    Format,
    ReadDocument,
    WrittenDocument,
)
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId

_MOST_LINES = 50


class AuthorsDocuments:
    """`Documents` in both formats."""

    def read(self, document_format: Format, document: str) -> ReadDocument:
        try:
            if document_format is Format.SURVEYJS:
                return read_surveyjs(document)
            return ReadDocument(_read_yaml(document), ())
        except DocumentInvalid as error:
            raise DocumentUnreadable(*error.lines[:_MOST_LINES]) from error

    def write(self, document_format: Format, questionnaire: Questionnaire) -> WrittenDocument:
        if document_format is Format.SURVEYJS:
            return write_surveyjs(questionnaire)
        return WrittenDocument(dump_yaml(written(questionnaire)), ())


def _read_yaml(document: str) -> Questionnaire:
    """Its id and version are those of where it came from, and mean nothing here."""
    return replace(read(parse_yaml(document)), id=QuestionnaireId(""), version=0)
