"""PICTURES is raised when films look different, which nobody has to remember."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from evaluation.film import pictures
from evaluation.film.lettering import lettered
from evaluation.film.pictures import Record, complaint_of, differing, recorded
from services.video.use_cases import fingerprints
from services.video.use_cases.fingerprints import PICTURES
from tests.unit.scene_video.conftest import run_script

pytestmark = pytest.mark.xdist_group("scene_video")


def test_films_look_as_they_did_when_pictures_had_this_number(tmp_path: Path) -> None:
    out = tmp_path / "probes.json"
    run_script(Path(pictures.__file__).with_name("probes.py"), out)
    scenes: Mapping[str, str] = json.loads(out.read_text())
    assert len(scenes) > 50
    record = recorded()
    complaint = complaint_of(record, differing(record.probes, {**scenes, **lettered()}))
    assert not complaint, complaint


def marked(*means: int) -> Mapping[str, str]:
    return {"shore": base64.b64encode(np.array(means, np.uint8).tobytes()).decode()}


def test_a_processors_rounding_is_no_difference_and_what_an_eye_sees_is() -> None:
    before = marked(*[100] * 60)
    assert differing(before, marked(*[103] * 60)) == []
    assert differing(before, marked(*[100] * 58, 200, 0)) == [], "a dot that has moved"
    assert differing(before, marked(*[100] * 57, 106, 106, 94)) == ["shore"]
    assert differing(before, marked(*[100] * 59)) == ["shore"]
    assert differing(before, {}) == differing({}, before) == ["shore"]


def test_whoever_changes_pictures_or_their_number_is_told_what_to_run() -> None:
    assert complaint_of(Record(PICTURES, {}), []) == ""
    assert "make pictures" in complaint_of(Record(PICTURES, {}), ["shore"])
    assert "make pictures" in complaint_of(Record(PICTURES - 1, {}), [])


def test_recording_a_difference_raises_the_number_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    constant, record = tmp_path / "fingerprints.py", tmp_path / "pictures.json"
    constant.write_text('A = 1\nPICTURES: Final = 3\n"""Words."""\n')
    record.write_text(json.dumps({"pictures": 3, "probes": marked(1, 1, 1)}))
    monkeypatch.setattr(pictures, "CONSTANT", constant)
    monkeypatch.setattr(pictures, "RECORDED", record)
    monkeypatch.setattr(fingerprints, "PICTURES", 3)
    monkeypatch.setattr(pictures, "painted", lambda: marked(1, 1, 90, 90, 90))
    for _ in range(2):
        assert pictures.main(["record"]) == 0
        assert constant.read_text() == 'A = 1\nPICTURES: Final = 4\n"""Words."""\n'
        assert recorded() == Record(4, marked(1, 1, 90, 90, 90))
    monkeypatch.setattr(fingerprints, "PICTURES", 7)
    assert pictures.main(["record"]) == 0
    assert recorded().pictures == 7, "it was raised by hand, for something else"
