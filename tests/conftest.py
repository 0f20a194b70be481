"""Fixtures for everybody: real servers, started once per test run and shared by all its processes."""

import asyncio
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.stack.launch import StackInfo
from services.stack.ports import HIGHEST, LOWEST, PORT_RANGE
from tests.support.databases import copied_databases
from tests.support.nats_server import NatsServer
from tests.support.shared_stack import shared_stack


def pytest_configure(config: pytest.Config) -> None:
    """Each process of a run picks ports of its own: servers take them seconds after they were free."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is not None:
        first = LOWEST + int(worker.removeprefix("gw")) % _RANGES * _RANGE
        os.environ[PORT_RANGE] = f"{first}-{first + _RANGE - 1}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of one group kill what the others of it use: when they aren't kept together, nothing is run."""
    if not config.getoption("loadgroup", default=False):
        return
    for item in items:
        if item.get_closest_marker("xdist_group") and "@" not in item.nodeid:
            raise pytest.UsageError(f"pytest-xdist doesn't keep {item.nodeid} with its group")


_RANGES = 16
_RANGE = (HIGHEST - LOWEST) // _RANGES

# An example of a moment takes seconds where the machine is busy: quick is what takes little CPU time.
settings.register_profile("encompass", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("encompass")

# Without the values of variables, as `configure_logging` has it: to lay out frames of pictures takes seconds.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S.%f"),
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for this test run, the same in each of its processes."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def servers(run_folder: Path) -> Iterator[StackInfo]:
    """Three Postgres instances with all migrations, NATS with its streams, S3 with its bucket (about 3 s)."""
    with shared_stack(run_folder / "servers", {"prepare"}) as info:
        yield info


@pytest.fixture(scope="session")
def stack(run_folder: Path) -> Iterator[StackInfo]:
    """Everything: servers, models, services, workers and the edge."""
    with shared_stack(run_folder / "whole", None) as info:
        yield info


@pytest.fixture
def fresh_db(servers: StackInfo) -> Iterator[DbSettings]:
    """A migrated, empty directory and two migrated, empty shards for this test alone."""
    with copied_databases(servers) as settings:
        yield settings


@pytest.fixture
def nats_server(tmp_path: Path) -> Iterator[NatsServer]:
    """A NATS server with empty JetStream for this test alone; it may be killed and started again."""
    server = NatsServer(tmp_path / "nats")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def fresh_nats(nats_server: NatsServer) -> NatsSettings:
    """How to reach a NATS server that no other test uses."""
    return nats_server.settings


@pytest.fixture
def fresh_bucket(servers: StackInfo) -> Iterator[S3Settings]:
    """An empty bucket for this test alone, on the shared S3 server.

    It goes with the test: each has volumes of its own, of which the disk has room for some hundreds only.
    """
    # slow to import, and few tests need it
    from services.kit.blobs import open_blob_store
    from tests.support.buckets import remove_bucket

    env = servers.environment_of("video-worker")
    settings = S3Settings.model_validate(
        {
            "endpoint": env["ENCOMPASS_S3__ENDPOINT"],
            "access_key": env["ENCOMPASS_S3__ACCESS_KEY"],
            "secret_key": env["ENCOMPASS_S3__SECRET_KEY"],
            "bucket": f"test-{uuid.uuid4().hex}",
        }
    )

    async def create() -> None:
        async with open_blob_store(settings) as store:
            await store.create_bucket()

    asyncio.run(create())
    yield settings
    remove_bucket(settings)
