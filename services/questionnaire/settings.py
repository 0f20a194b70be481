"""Settings of the questionnaire service."""

from services.kit.settings import DbSettings, NatsSettings, ServiceSettings


class QuestionnaireSettings(ServiceSettings):
    """What it needs on top of what every service has."""

    db: DbSettings
    nats: NatsSettings
