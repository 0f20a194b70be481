"""Settings of the migration command."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from services.kit.settings import DbSettings, NatsSettings


class MigrateSettings(BaseSettings):
    """The databases, and the NATS whose streams are declared; without one, streams are left alone."""

    model_config = SettingsConfigDict(
        env_prefix="ENCOMPASS_",
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    db: DbSettings
    nats: NatsSettings | None = None
