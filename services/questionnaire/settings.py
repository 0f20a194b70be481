"""Settings of the questionnaire service."""

from services.kit.settings import DbSettings, ServiceSettings


class QuestionnaireSettings(ServiceSettings):
    """What it needs on top of what every service has."""

    db: DbSettings
