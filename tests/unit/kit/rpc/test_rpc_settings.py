"""Settings: read from the environment, secrets kept, mistakes told in one line."""

import pytest

from services.kit.settings import DbSettings, ServiceSettings, SettingsInvalid, load_settings, read_settings


class WithDatabase(ServiceSettings):
    db: DbSettings


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SERVICE": "script",
        "GRPC__PORT": "5001",
        "TLS__CA": "/pki/ca.pem",
        "TLS__CERT": "/pki/script.pem",
        "TLS__KEY": "/pki/script.key",
        "DB__DIRECTORY_URL": "postgresql+psycopg://app:hunter2@127.0.0.1/directory",
        "DB__SHARDS": '{"shard-0": "postgresql+psycopg://app:hunter2@127.0.0.1/shard_0"}',
        "PEERS": '{"auth": "127.0.0.1:5000"}',
    }.items():
        monkeypatch.setenv(f"ENCOMPASS_{name}", value)


def test_sections_are_read_from_the_environment() -> None:
    settings = read_settings(WithDatabase)
    assert (settings.service, settings.grpc.port, settings.peers) == (
        "script",
        5001,
        {"auth": "127.0.0.1:5000"},
    )
    assert settings.db.shards["shard-0"].get_secret_value().endswith("shard_0")


def test_secrets_are_in_no_repr() -> None:
    assert "hunter2" not in repr(read_settings(WithDatabase))


def test_a_missing_variable_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ENCOMPASS_DB__DIRECTORY_URL")
    monkeypatch.delenv("ENCOMPASS_SERVICE")
    with pytest.raises(SystemExit) as caught:
        load_settings(WithDatabase)
    assert caught.value.code == 2
    assert capsys.readouterr().err == (
        "settings: ENCOMPASS_SERVICE is not set; ENCOMPASS_DB__DIRECTORY_URL is not set\n"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("GRPC__PORT", "hunter2"), ("DB__SHARDS", "{hunter2"), ("DB__SHARDS", "{}"), ("GRPC__PROCESSES", "0")],
)
def test_a_wrong_value_is_told_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ENCOMPASS_{name}", value)
    with pytest.raises(SettingsInvalid) as caught:
        read_settings(WithDatabase)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert name.split("__")[0] in str(caught.value).upper()
