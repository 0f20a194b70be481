"""The questionnaire service as it is, with the long questionnaire to answer."""

from __future__ import annotations

from benchmarks.long_questionnaire import long_questionnaire
from services.kit.grpc.server import run_service
from services.kit.settings import load_settings
from services.questionnaire.adapters.documents import DocumentCatalogue
from services.questionnaire.bootstrap import bootstrap
from services.questionnaire.settings import QuestionnaireSettings


def main() -> None:
    """Reads the environment and answers calls until SIGTERM."""
    settings = load_settings(QuestionnaireSettings)
    catalogue = DocumentCatalogue([long_questionnaire()])
    run_service(settings, lambda: bootstrap(settings, catalogue=catalogue))


if __name__ == "__main__":
    main()
