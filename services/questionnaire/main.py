"""Starts the questionnaire service."""

from services.kit.grpc.server import run_service
from services.kit.settings import load_settings
from services.questionnaire.bootstrap import bootstrap
from services.questionnaire.settings import QuestionnaireSettings


def main() -> None:
    """Reads the environment and answers calls until SIGTERM."""
    settings = load_settings(QuestionnaireSettings)
    run_service(settings, lambda: bootstrap(settings))


if __name__ == "__main__":
    main()
