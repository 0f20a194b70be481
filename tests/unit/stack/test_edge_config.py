"""What the edge lets in, and where it sends it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from services.stack.credentials import load_or_make_credentials
from services.stack.edge.config import DESCRIPTORS, INNER, PUBLIC_METHODS, ROUTED, EdgeOptions, edge_config
from services.stack.environment import Environment
from services.stack.layout import Layout
from services.stack.ports import settle_ports


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    layout = Layout(tmp_path)
    layout.create()
    ports, _ = settle_ports(None, is_free=lambda _: True)
    return Environment(layout, ports, load_or_make_credentials(layout.secrets))


@pytest.fixture
def config(environment: Environment) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(edge_config(environment))
    return loaded


def _connection_manager(config: dict[str, Any]) -> dict[str, Any]:
    listener = config["static_resources"]["listeners"][0]
    manager: dict[str, Any] = listener["filter_chains"][0]["filters"][0]["typed_config"]
    return manager


def _methods() -> set[str]:
    described = FileDescriptorSet.FromString(DESCRIPTORS.read_bytes())
    return {
        f"/{file.package}.{service.name}/{method.name}"
        for file in described.file
        for service in file.service
        for method in service.method
    }


def test_every_public_method_exists() -> None:
    assert set(PUBLIC_METHODS) <= _methods()


def test_every_service_of_the_contracts_is_routed_or_said_to_be_for_the_mesh_alone() -> None:
    services = {method.split("/")[1] for method in _methods() if method.startswith("/encompass.")}
    routed = {f"encompass.{domain}.v1.{name}" for domain, names in ROUTED.items() for name in names}
    assert routed.isdisjoint(INNER)
    assert services == routed | set(INNER)


def test_what_is_for_the_mesh_alone_has_no_way_in(environment: Environment) -> None:
    text = edge_config(environment)
    assert all(service not in text for service in INNER)


def test_a_token_is_required_of_whatever_is_not_named_public(config: dict[str, Any]) -> None:
    filters = {each["name"]: each for each in _connection_manager(config)["http_filters"]}
    rules = filters["envoy.filters.http.jwt_authn"]["typed_config"]["rules"]
    assert rules[-1] == {"match": {"prefix": "/"}, "requires": {"provider_name": "encompass"}}
    open_to_all = [str(next(iter(rule["match"].values()))) for rule in rules[:-1]]
    assert [path for path in open_to_all if path.startswith("/encompass.")] == list(PUBLIC_METHODS)


def test_the_transcoder_names_the_method_before_the_token_is_asked_for(config: dict[str, Any]) -> None:
    order = [each["name"].rpartition(".")[2] for each in _connection_manager(config)["http_filters"]]
    assert order.index("grpc_json_transcoder") < order.index("header_mutation") < order.index("jwt_authn")
    assert order[0] == "cors"
    assert order[-1] == "router"


def test_watches_have_no_time_limit_and_changes_are_not_repeated_after_an_answer(
    config: dict[str, Any],
) -> None:
    routes = _connection_manager(config)["route_config"]["virtual_hosts"][0]["routes"]
    script = [route for route in routes if "ScriptService" in str(route["match"])]
    watch, read, change = script
    assert watch["route"]["timeout"] == "0s"
    assert "retry_policy" not in watch["route"]
    assert "unavailable" in read["route"]["retry_policy"]["retry_on"].split(",")
    assert "unavailable" not in change["route"]["retry_policy"]["retry_on"].split(",")


def test_each_service_has_to_prove_its_own_name(config: dict[str, Any]) -> None:
    clusters = {each["name"]: each for each in config["static_resources"]["clusters"]}
    for service in ROUTED:
        context = clusters[service]["transport_socket"]["typed_config"]["common_tls_context"]
        matcher = context["validation_context"]["match_typed_subject_alt_names"][0]["matcher"]
        assert matcher == {"exact": f"spiffe://encompass.local/{service}"}


def test_origins_and_limits_are_options(environment: Environment) -> None:
    options = EdgeOptions(origins=[r"https://app\.example"], requests_per_second=7, traces=False)
    manager = _connection_manager(yaml.safe_load(edge_config(environment, options)))
    per_filter = manager["route_config"]["virtual_hosts"][0]["typed_per_filter_config"]
    origins = per_filter["envoy.filters.http.cors"]["allow_origin_string_match"]
    assert origins == [{"safe_regex": {"regex": r"https://app\.example"}}]
    assert per_filter["envoy.filters.http.local_ratelimit"]["token_bucket"]["max_tokens"] == 7
    assert "tracing" not in manager
