"""Ports are picked once, kept, and moved only where nobody would notice."""

import random
import socket
from pathlib import Path

import pytest

from services.stack.ports import (
    EDGE,
    GRPC_OFFSET,
    PORT_RANGE,
    PORTS,
    Ports,
    chosen_range,
    load_ports,
    port_is_free,
    save_ports,
    settle_ports,
)
from services.stack.problems import StackProblem


def _settle(remembered: Ports | None, taken: set[int]) -> tuple[Ports, list[str]]:
    return settle_ports(
        remembered,
        is_free=lambda number: number not in taken,
        owner_of=lambda number: "python3 (pid 7)",
        choose=random.Random(1),
    )


def test_every_named_port_gets_a_number_of_its_own() -> None:
    ports, moved = _settle(None, set())
    assert sorted(ports.numbers) == sorted(PORTS)
    assert len(set(ports.numbers.values())) == len(PORTS)
    assert moved == []


def test_whoever_starts_several_at_the_same_time_gives_each_a_range() -> None:
    own = chosen_range({PORT_RANGE: "13000-13099"})
    ports, _ = settle_ports(None, is_free=lambda _: True, within=own)
    assert set(ports.numbers.values()) <= set(range(13_000, 13_100))
    with pytest.raises(StackProblem, match="13000"):
        chosen_range({PORT_RANGE: "13000"})


def test_remembered_ports_are_kept_while_they_are_free() -> None:
    first, _ = _settle(None, set())
    second, moved = _settle(first, set())
    assert second == first
    assert moved == []


def test_an_inner_port_that_somebody_took_moves_and_says_so() -> None:
    first, _ = _settle(None, set())
    second, moved = _settle(first, {first["nats"]})
    assert second["nats"] != first["nats"]
    assert moved == [f"Port {first['nats']} (nats) is taken by python3 (pid 7): moved to {second['nats']}."]
    others = set(PORTS) - {"nats"}
    assert {name: second[name] for name in others} == {name: first[name] for name in others}


def test_the_edge_never_moves_by_itself_since_links_name_it() -> None:
    first, _ = _settle(None, set())
    with pytest.raises(StackProblem, match=rf"Port {first[EDGE]}.*taken by python3 \(pid 7\).*ports\.json"):
        _settle(first, {first[EDGE]})


def test_seaweed_gets_only_ports_whose_grpc_twin_is_free_too() -> None:
    first, _ = _settle(None, set())
    twin = first["seaweed-s3"] + GRPC_OFFSET
    second, moved = _settle(first, {twin})
    assert second["seaweed-s3"] != first["seaweed-s3"]
    assert len(moved) == 1


def test_a_new_version_picks_only_the_ports_that_the_old_one_did_not_have() -> None:
    first, _ = _settle(None, set())
    old = Ports({name: number for name, number in first.numbers.items() if name != "traces"})
    second, moved = _settle(old, set())
    assert {name: second[name] for name in old.numbers} == old.numbers
    assert second["traces"] not in old.numbers.values()
    assert moved == []


def test_ports_survive_the_file_and_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "ports.json"
    assert load_ports(path) is None
    ports, _ = _settle(None, set())
    save_ports(path, ports)
    assert load_ports(path) == ports
    path.write_text("{", encoding="utf-8")
    assert load_ports(path) is None


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        number = listener.getsockname()[1]
        assert not port_is_free(number)
    assert port_is_free(number)
