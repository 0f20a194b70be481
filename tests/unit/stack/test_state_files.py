"""What the stack remembers between its lives."""

import stat
from pathlib import Path

from services.stack.credentials import load_or_make_credentials
from services.stack.files import write_atomically
from services.stack.layout import Layout
from services.stack.logs import last_lines
from services.stack.status import PartStatus, Phase, StackStatus, State, read_status, write_status


def test_secrets_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    first = load_or_make_credentials(path)
    assert load_or_make_credentials(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first.postgres_password not in repr(first)


def test_a_secret_that_a_new_version_needs_is_added_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    first = load_or_make_credentials(path)
    path.write_text(path.read_text(encoding="utf-8").replace("playback_key", "old_key"), encoding="utf-8")
    second = load_or_make_credentials(path)
    assert second.postgres_password == first.postgres_password
    assert second.playback_key != first.playback_key


def test_a_status_survives_the_file(tmp_path: Path) -> None:
    status = StackStatus(1, 2.0, 3.0, Phase.READY, parts=[PartStatus("nats", State.READY, pid=4, port=5)])
    write_status(tmp_path / "status.json", status)
    assert read_status(tmp_path / "status.json") == status


def test_a_status_of_another_version_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    assert read_status(path) is None
    path.write_text('{"phase": "ready", "parts": [{"name": "x", "state": "levitating"}]}', encoding="utf-8")
    assert read_status(path) is None


def test_a_stack_counts_as_ready_for_somebody_when_his_parts_are() -> None:
    parts = [
        PartStatus("auth", State.READY),
        PartStatus("prepare", State.DONE),
        PartStatus("video", State.STARTING),
    ]
    status = StackStatus(1, 2.0, 3.0, parts=parts)
    assert status.are_ready(frozenset({"auth", "prepare"}))
    assert not status.are_ready(frozenset({"auth", "video"}))


def test_replacing_a_file_leaves_no_other_file_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, "1")
    write_atomically(path, "2")
    assert path.read_text(encoding="utf-8") == "2"
    assert list(tmp_path.iterdir()) == [path]


def test_the_last_lines_are_those_of_the_part_that_was_asked_for(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.create()
    layout.log_of("nats").write_text("".join(f"line {n}\n" for n in range(9)), encoding="utf-8")
    layout.log_of("envoy").write_text("other\n", encoding="utf-8")
    assert [line.text for line in last_lines(layout, "nats", 2)] == ["line 7", "line 8"]
    assert {line.part for line in last_lines(layout, None, 2)} == {"nats", "envoy"}
