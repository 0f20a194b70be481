"""What `make setup` and `make lint` decide."""

import sys
from pathlib import Path

import pytest

from services.stack.tasks import setup
from services.stack.tasks.dashboard import is_new_enough
from services.stack.tasks.layers import violations


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "a.lock").write_text("one==1\n", encoding="utf-8")
    return tmp_path


STEP = setup.Step("things", ["requirements/*.lock"], list)


def test_a_step_is_done_again_when_its_files_change_or_the_folder_moves(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = setup.fingerprint(STEP)
    assert setup.fingerprint(STEP) == before
    (repository / "requirements" / "a.lock").write_text("one==2\n", encoding="utf-8")
    changed = setup.fingerprint(STEP)
    assert changed != before
    repository.rename(repository.with_name("elsewhere"))
    monkeypatch.setattr(setup, "ROOT", repository.with_name("elsewhere"))
    assert setup.fingerprint(STEP) != changed


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("error: Failed to fetch\n  Caused by: dns error", "check the network"),
        ("write: No space left on device (os error 28)", "the disk is full"),
        ("error: Hash mismatch for `x`", "isn't the one that was locked"),
        ("× No solution found when resolving\n  ╰─▶ Because x has no wheels", "a wheel is missing"),
        ("/usr/bin/python3: No module named venv", "python3-venv"),
        ("Traceback\nValueError: odd", "ValueError: odd"),
    ],
)
def test_a_failure_is_told_in_one_line_that_says_what_to_do(output: str, told: str) -> None:
    line = setup.explain(output)
    assert told in line
    assert "\n" not in line


def test_a_python_that_the_models_cannot_use_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.stack.tasks.setup.sys.version_info", (3, 14, 0))
    monkeypatch.setattr("services.stack.tasks.setup.shutil.which", lambda name: None)
    with pytest.raises(setup.SetupProblem, match=r"Python 3\.14.*3\.11 or 3\.12"):
        setup.supported_interpreter()


def test_another_python_on_the_path_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.stack.tasks.setup.sys.version_info", (3, 14, 0))
    monkeypatch.setattr("services.stack.tasks.setup.shutil.which", {"python3.12": "/there/python3.12"}.get)
    assert setup.supported_interpreter() == "/there/python3.12"


def test_this_python_is_taken_when_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.stack.tasks.setup.sys.version_info", (3, 11, 9))
    assert setup.supported_interpreter() == sys.executable


def test_an_inner_layer_that_imports_a_library_is_found(tmp_path: Path) -> None:
    domain = tmp_path / "services" / "script" / "domain"
    domain.mkdir(parents=True)
    (domain / "good.py").write_text("import json\nfrom services.kit.ids import UserId\n", encoding="utf-8")
    (domain / "bad.py").write_text("import json\nfrom sqlalchemy import select\n", encoding="utf-8")
    (tmp_path / "services" / "script" / "ports.py").write_text(
        "import services.kit.db.base\n", encoding="utf-8"
    )
    found = {(violation.file.name, violation.module) for violation in violations(tmp_path)}
    assert found == {("bad.py", "sqlalchemy"), ("ports.py", "services.kit.db.base")}


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v20.19.0\n", True), ("v24.1.2", True), ("v20.18.3", False), ("v9.30.1", False), ("", False)],
)
def test_a_node_that_is_too_old_for_the_dashboard_is_passed_over(version: str, enough: bool) -> None:
    assert is_new_enough(version) is enough
