"""When freshly started servers need to be prepared."""

import shutil
from pathlib import Path

import pytest

from services.stack import prepare
from services.stack.layout import REPOSITORY, Layout

SERVERS = ("postgres-directory", "postgres-shard-0", "nats")


@pytest.fixture
def prepared(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    layout.create()
    for name in SERVERS:
        layout.data_of(name).mkdir()
    layout.migrated.write_text(prepare.fingerprint(REPOSITORY), encoding="utf-8")
    return layout


def test_servers_that_this_code_has_prepared_are_left_alone(prepared: Layout) -> None:
    assert prepare.is_prepared(prepared, prepared.migrated, SERVERS)


@pytest.mark.parametrize("lost", ["postgres-shard-0", "nats"])
def test_servers_that_lost_their_data_are_prepared_again(prepared: Layout, lost: str) -> None:
    shutil.rmtree(prepared.data_of(lost))
    assert not prepare.is_prepared(prepared, prepared.migrated, SERVERS)


def test_the_streams_of_one_server_are_not_those_of_a_cluster(prepared: Layout) -> None:
    assert not prepare.is_prepared(prepared, prepared.migrated_ha, SERVERS)


def test_new_migrations_are_noticed(tmp_path: Path) -> None:
    revision = tmp_path / "services" / "script" / "migrations" / "s009_more.py"
    revision.parent.mkdir(parents=True)
    for source in ("services/kit/jobs/streams.py", "services/stack/prepare.py"):
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / source).touch()
    without = prepare.fingerprint(tmp_path)
    revision.write_text("revision = 's009_more'", encoding="utf-8")
    assert prepare.fingerprint(tmp_path) != without
