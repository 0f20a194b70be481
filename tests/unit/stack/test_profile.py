"""Folders of one profile under another."""

import json
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from services.stack.credentials import load_or_make_credentials
from services.stack.environment import Environment
from services.stack.layout import Layout
from services.stack.ports import HA_PORTS, PORTS, settle_ports
from services.stack.problems import StackProblem
from services.stack.profile import Profile, claim_folder


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    layout.create()
    return layout


def _environment(layout: Layout, profile: Profile) -> Environment:
    names = (*PORTS, *HA_PORTS) if profile is Profile.HA else PORTS
    ports, _ = settle_ports(None, names=names, is_free=lambda _: True)
    return Environment(layout, ports, load_or_make_credentials(layout.secrets), profile)


def test_a_replicated_folder_is_not_started_as_a_single_one(layout: Layout) -> None:
    claim_folder(layout, Profile.LOCAL)
    claim_folder(layout, Profile.HA)
    with pytest.raises(StackProblem, match="go on with PROFILE=ha") as refusal:
        claim_folder(layout, Profile.LOCAL)
    assert "\n" not in str(refusal.value)
    claim_folder(layout, Profile.HA)


def test_services_are_given_every_server_that_may_serve_them(layout: Layout) -> None:
    environment = _environment(layout, Profile.HA)
    variables = environment.of("jobs")
    ports = environment.ports
    shards = json.loads(variables["ENCOMPASS_DB__SHARDS"])
    arguments = conninfo_to_dict(shards["shard-0"].replace("+psycopg", ""))
    assert arguments["port"] == f"{ports['postgres-shard-0']},{ports['postgres-shard-0-b']}"
    assert arguments["target_session_attrs"] == "primary"
    assert "target_session_attrs" not in shards["shard-1"]
    assert len(variables["ENCOMPASS_NATS__URL"].split(",")) == 3
    assert variables["ENCOMPASS_NATS__REPLICAS"] == "3"


def test_one_of_each_server_is_what_there_is_otherwise(layout: Layout) -> None:
    variables = _environment(layout, Profile.LOCAL).of("jobs")
    assert "," not in variables["ENCOMPASS_NATS__URL"]
    assert "target_session_attrs" not in variables["ENCOMPASS_DB__SHARDS"]
    assert "ENCOMPASS_NATS__REPLICAS" not in variables
