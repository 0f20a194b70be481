"""What a mask makes of an edit."""

import pytest
from encompass.script.v1 import script_pb2 as proto
from encompass.script.v1.script_service_pb2 import ListScriptsResponse, SceneEdit
from google.protobuf.field_mask_pb2 import FieldMask

from services.script.domain.model import Origin, Sentence
from services.script.errors import EditInvalid
from services.script.handlers import _change, _given
from services.script.translation import listed_message
from services.script.use_cases.editing import SceneChange, pictured
from tests.unit.script.stories import SEA, scene, story

EDIT = SceneEdit(
    title="T", narration="N.", visual=proto.Visual(setting="alpine", mood="calm", props=["a hat"])
)


def test_an_empty_mask_names_everything_that_was_sent() -> None:
    change = _change(EDIT, FieldMask())
    assert (change.title, change.narration) == ("T", "N.")
    assert change.visual is not None
    assert (change.visual["setting"], change.visual["props"]) == ("alpine", ("a hat",))
    assert _change(SceneEdit(narration="N."), FieldMask()) == SceneChange(narration="N.")


def test_a_mask_can_name_one_part_of_the_picture() -> None:
    change = _change(EDIT, FieldMask(paths=["visual.mood"]))
    assert change == SceneChange(visual={"mood": "calm"})
    assert pictured(SEA, change.visual or {}).setting == SEA.setting


def test_a_mask_that_names_what_can_not_be_edited_is_refused() -> None:
    with pytest.raises(EditInvalid):
        _change(EDIT, FieldMask(paths=["answer_ids"]))


def test_a_scene_that_is_added_says_only_what_it_says() -> None:
    assert _given(SceneEdit()) == SceneChange()
    assert _given(SceneEdit(title="T", beat=proto.BEAT_TRIAL)).beat is not None


def test_the_largest_page_of_scripts_fits_into_a_message() -> None:
    words = "語" * 1200
    told = (Sentence(words, ("name", "place"), Origin.EDITOR),)
    script = story(*(scene(index, told) for index in range(12)))
    page = ListScriptsResponse(scripts=[listed_message(script)] * 50)
    assert page.ByteSize() < 4 * 1024 * 1024
    assert not page.scripts[0].scenes[0].sentences
