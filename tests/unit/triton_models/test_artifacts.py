"""Prepared folders are whole or absent, and made once."""

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from triton_models.build.artifacts import Recipe, ensure, exclusive, is_current
from triton_models.build.errors import PrepareError
from triton_models.build.narrator_weights import declare_output
from triton_models.build.prepare import main
from triton_models.build.wheels import package_folder, pinned_file, version_of

DiskUsage = namedtuple("DiskUsage", "total used free")


def recipe(version: str = "1") -> Recipe:
    return Recipe("voice", {"version": version}, needed_bytes=1)


def writes(content: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "part").mkdir()
        (folder / "part" / "weights.bin").write_text(content)

    return make


def test_a_component_is_made_once(tmp_path: Path) -> None:
    assert ensure(tmp_path, recipe(), writes("first"))
    assert not ensure(tmp_path, recipe(), writes("second"))
    assert (tmp_path / "voice" / "part" / "weights.bin").read_text() == "first"


def test_another_version_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    ensure(tmp_path, recipe("1"), writes("old"))
    assert ensure(tmp_path, recipe("2"), writes("new"))
    assert (tmp_path / "voice" / "part" / "weights.bin").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["voice"]


@pytest.mark.parametrize("damage", ["truncated", "missing", "no manifest", "broken manifest"])
def test_a_damaged_component_is_made_again(tmp_path: Path, damage: str) -> None:
    ensure(tmp_path, recipe(), writes("whole"))
    folder = tmp_path / "voice"
    match damage:
        case "truncated":
            (folder / "part" / "weights.bin").write_text("who")
        case "missing":
            (folder / "part" / "weights.bin").unlink()
        case "no manifest":
            (folder / "manifest.json").unlink()
        case "broken manifest":
            (folder / "manifest.json").write_text("{")
    assert not is_current(folder, recipe())
    assert ensure(tmp_path, recipe(), writes("whole"))
    assert is_current(folder, recipe())


def test_work_that_fails_leaves_the_old_component_and_nothing_else(tmp_path: Path) -> None:
    ensure(tmp_path, recipe("1"), writes("old"))

    def fails(folder: Path) -> None:
        (folder / "half").write_text("half")
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        ensure(tmp_path, recipe("2"), fails)
    assert (tmp_path / "voice" / "part" / "weights.bin").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["voice"]


def test_a_full_disk_is_noticed_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: DiskUsage(100, 100, 0))
    with pytest.raises(PrepareError, match="make room or choose another folder with --out"):
        ensure(tmp_path, recipe(), writes("never"))


def test_what_a_killed_preparation_left_behind_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".voice-abc123").mkdir()
    with exclusive(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_folder_that_cannot_be_written_is_one_line_and_a_failed_exit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--out", str(tmp_path / "file" / "artifacts")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_missing_wheel_is_one_line_that_says_what_to_do() -> None:
    with pytest.raises(PrepareError, match="no-such-wheel is not installed here: run `make setup`"):
        version_of("no-such-wheel")
    with pytest.raises(PrepareError, match="run `make setup`"):
        package_folder("no_such_package", "no-such-wheel")


def test_weights_that_are_not_the_reviewed_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"other")
    with pytest.raises(PrepareError, match="not the reviewed file"):
        pinned_file(tmp_path / "weights.bin", "0" * 64, "some-wheel")


def test_the_manifest_names_every_file_with_its_checksum(tmp_path: Path) -> None:
    ensure(tmp_path, recipe(), writes(""))
    manifest = json.loads((tmp_path / "voice" / "manifest.json").read_text())
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert manifest["files"] == {"part/weights.bin": empty}


def test_an_output_is_declared_as_nested_protobuf_fields() -> None:
    assert declare_output("/out") == b"\x3a\x08\x62\x06\x0a\x04/out"
    long_name = "x" * 200
    assert declare_output(long_name).endswith(b"\x0a\xc8\x01" + long_name.encode())
