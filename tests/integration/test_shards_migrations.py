"""Migrations: all databases at once, twice at the same time, and quickly when there is nothing to do."""

import importlib
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, NullPool, create_engine

from services.kit.db.base import Base, DirectoryBase
from services.kit.db.migrations import runner
from services.kit.db.migrations.runner import Database, HistoryInvalid, MigrationFailed, head_of, upgrade_all
from services.migrate import histories
from services.migrate.slot_map import write_slot_map_if_empty
from services.stack.launch import StackInfo

MODELS = (
    "services.kit.audit",
    "services.kit.db.idempotency",
    "services.kit.db.router",
    "services.kit.jobs.tables",
    "services.auth.adapters.rows",
    "services.media.adapters.tables",
    "services.questionnaire.adapters.manuscript_rows",
    "services.questionnaire.adapters.rows",
    "services.script.adapters.scene_uses",
    "services.script.adapters.tables",
    "services.video.adapters.tables",
)
for _module in MODELS:
    importlib.import_module(_module)


@pytest.fixture
def empty_databases(servers: StackInfo) -> Iterator[list[Database]]:
    """A directory and two shards without a single table."""
    originals = {"directory": servers.directory_url, **servers.shard_urls}
    name = f"empty_{uuid.uuid4().hex}"
    for url in originals.values():
        _on_server(url, f'CREATE DATABASE "{name}"')
    try:
        yield [
            Database(
                key,
                f"{url.rpartition('/')[0]}/{name}",
                histories.DIRECTORY if key == "directory" else histories.SHARD,
            )
            for key, url in originals.items()
        ]
    finally:
        for url in originals.values():
            _on_server(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def test_empty_databases_come_to_their_heads_and_the_models_match(empty_databases: list[Database]) -> None:
    results = upgrade_all(empty_databases)
    assert [result.changed for result in results] == [True] * len(empty_databases)
    assert {"job", "outbox", "request_seen"} <= set(Base.metadata.tables)
    for database in empty_databases:
        metadata = (DirectoryBase if database.name == "directory" else Base).metadata
        assert _differences(database.url, metadata) == []


def test_two_runs_at_the_same_time_do_the_work_once(empty_databases: list[Database]) -> None:
    shard = [database for database in empty_databases if database.name != "directory"][:1]
    with ThreadPoolExecutor(1) as other:
        concurrent = other.submit(_in_a_process, shard)
        mine = upgrade_all(shard)
        theirs = concurrent.result(timeout=60)
    assert mine[0].revision == theirs == head_of(histories.SHARD)


def test_databases_at_their_head_are_left_alone_without_loading_alembic(
    empty_databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade_all(empty_databases)

    def too_much(_database: Database) -> None:
        raise AssertionError("there was nothing to do")

    monkeypatch.setattr(runner, "upgrade", too_much)
    assert [result.changed for result in upgrade_all(empty_databases)] == [False] * len(empty_databases)


def test_the_slot_map_is_written_once(empty_databases: list[Database]) -> None:
    upgrade_all(empty_databases)
    url = empty_databases[0].url
    assert write_slot_map_if_empty(url, ["a", "b", "c"])
    assert not write_slot_map_if_empty(url, ["x"])
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        rows = connection.execute("SELECT first_slot, last_slot, shard FROM slot_range ORDER BY 1").fetchall()
    assert rows == [(0, 340, "a"), (341, 681, "b"), (682, 1023, "c")]


def test_a_slot_can_not_be_on_two_shards(empty_databases: list[Database]) -> None:
    upgrade_all(empty_databases)
    url = empty_databases[0].url
    write_slot_map_if_empty(url, ["a"])
    with (
        psycopg.connect(url.replace("+psycopg", "")) as connection,
        pytest.raises(psycopg.errors.ExclusionViolation),
        connection.transaction(),
    ):
        connection.execute("INSERT INTO slot_range (first_slot, last_slot, shard) VALUES (5, 5, 'b')")


def test_a_database_that_is_away_is_named_without_its_password() -> None:
    away = Database("shard-9", "postgresql+psycopg://a:hunter2@127.0.0.1:1/c", histories.SHARD)
    with pytest.raises(MigrationFailed, match="shard-9") as caught:
        upgrade_all([away])
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {
            "a_one.py": "revision = 'a'\ndown_revision = None",
            "b_two.py": "revision = 'b'\ndown_revision = None",
        },
        {"a_one.py": "revision = 'a'\ndown_revision = 'gone'"},
        {
            "a_one.py": "revision = 'a'\ndown_revision = None",
            "b_two.py": "revision = 'a'\ndown_revision = 'a'",
        },
        {"a_one.py": "x = 1"},
    ],
)
def test_a_history_that_is_not_one_line_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    for name, source in files.items():
        (tmp_path / name).write_text(source)
    with pytest.raises(HistoryInvalid):
        head_of((tmp_path,))


def _differences(url: str, metadata: MetaData) -> list[object]:
    """What Alembic would change to have what the models say; indexes and keys may be more."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, metadata)
        return [difference for difference in found if difference[0] not in ("remove_fk", "remove_index")]


def test_every_table_of_a_shard_leads_with_slot_and_owner() -> None:
    for table in Base.metadata.tables.values():
        assert [column.name for column in table.primary_key][:2] == ["slot", "user_id"], table.name


def _in_a_process(databases: list[Database]) -> str:
    program = (
        "import sys; from pathlib import Path\n"
        "from services.kit.db.migrations.runner import Database, upgrade_all\n"
        "name, url, *folders = sys.argv[1:]\n"
        "print(upgrade_all([Database(name, url, tuple(map(Path, folders)))])[0].revision)"
    )
    arguments = [databases[0].name, databases[0].url, *map(str, databases[0].folders)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _on_server(url: str, statement: str) -> None:
    server = f"{url.rpartition('/')[0]}/postgres".replace("+psycopg", "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
