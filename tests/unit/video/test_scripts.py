"""What a film is told of its script."""

import uuid
from typing import cast

import pytest
from encompass.script.v1 import script_pb2
from encompass.script.v1.script_service_pb2 import GetScriptRequest, GetScriptResponse
from encompass.script.v1.script_service_pb2_grpc import ScriptServiceStub

from services.video.adapters import scripts
from services.video.adapters.scripts import GrpcScripts
from services.video.domain.look import StoryHero


class FakeStub:
    """A script service with one script."""

    def __init__(self, script: script_pb2.Script) -> None:
        self.script = script

    async def GetScript(self, request: GetScriptRequest, **_: object) -> GetScriptResponse:
        return GetScriptResponse(script=self.script)


@pytest.fixture(autouse=True)
def _somebody_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "person_metadata", lambda: ())


@pytest.mark.parametrize(("tone", "told"), [("TONE_EPIC", "epic"), ("TONE_UNSPECIFIED", "")])
async def test_the_script_says_what_its_hero_is_called_and_how_it_is_told(tone: str, told: str) -> None:
    script = script_pb2.Script(
        state=script_pb2.SCRIPT_STATE_READY,
        title="The Sea",
        hero_name="Maya",
        options=script_pb2.ScriptOptions(tone=tone),
        scenes=[
            script_pb2.Scene(title="Low Tide", visual=script_pb2.Visual(setting="ocean", companion="elder")),
            script_pb2.Scene(title="High Tide", visual=script_pb2.Visual(setting="ocean")),
        ],
        hero=script_pb2.Hero(age="HERO_AGE_TEEN", animal="HERO_ANIMAL_DOG"),
    )
    snapshot = await GrpcScripts(cast(ScriptServiceStub, FakeStub(script))).find(uuid.uuid4())
    assert snapshot is not None
    assert (snapshot.state, snapshot.title) == ("READY", "The Sea")
    assert (snapshot.name, snapshot.tone) == ("Maya", told)
    assert [scene.visual.setting for scene in snapshot.scenes] == ["ocean", "ocean"]
    assert [scene.visual.companion for scene in snapshot.scenes] == ["elder", "nobody"]
    assert snapshot.hero == StoryHero("teen", "none", "dog")
