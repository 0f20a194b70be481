from __future__ import annotations

from collections.abc import AsyncIterator

import encompass
import grpc
import pytest
from encompass import watching
from encompass.script.v1 import script_pb2, script_service_pb2

from tests.unit.client.edge import StreamBroken, WatchScript, edge, fake_auth, fake_scripts, reason


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "FIRST_PAUSE_S", 0.0)


def snapshot(token: str, *narrations: str) -> script_service_pb2.WatchScriptResponse:
    scenes = [script_pb2.Scene(index=i, narration=text) for i, text in enumerate(narrations)]
    return script_service_pb2.WatchScriptResponse(
        resume_token=token, script=script_pb2.Script(id="s-1", scenes=scenes)
    )


def words(token: str, scene: int, offset: int, text: str) -> script_service_pb2.WatchScriptResponse:
    added = script_service_pb2.SceneText(scene_index=scene, offset=offset, text=text)
    return script_service_pb2.WatchScriptResponse(resume_token=token, scene_text=added)


async def changes(watch: WatchScript) -> tuple[list[encompass.ScriptChange], list[str]]:
    scripts = fake_scripts()
    scripts.watch = watch
    async with edge(fake_auth(), scripts) as url, encompass.Encompass(url) as client:
        await client.accounts.sign_up("a@b.example", "long enough")
        seen = [change async for change in client.scripts.watch("s-1")]
    return seen, scripts.resume_tokens


async def test_words_are_appended_to_the_scene_that_is_being_written() -> None:
    async def watch(token: str) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        yield snapshot("1", "The sea")
        yield words("2", 0, 7, " was still")
        yield words("3", 1, 0, "Then")

    seen, _ = await changes(watch)
    assert [scene.narration for scene in seen[-1].script.scenes] == ["The sea was still", "Then"]
    assert [change.text for change in seen] == ["", " was still", "Then"]


async def test_words_that_come_twice_are_shown_once() -> None:
    async def watch(token: str) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        yield snapshot("1", "The sea was still")
        yield words("2", 0, 7, " was")
        yield words("3", 0, 7, " was still.")

    seen, _ = await changes(watch)
    assert [change.text for change in seen] == ["", " was still."]
    assert seen[-1].script.scenes[0].narration == "The sea was still."


async def test_a_broken_stream_resumes_after_the_last_message_seen() -> None:
    async def watch(token: str) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        if token == "":
            yield snapshot("1", "The sea")
            raise StreamBroken(grpc.StatusCode.UNAVAILABLE)
        yield words("2", 0, 7, " was still")

    seen, tokens = await changes(watch)
    assert tokens == ["", "1"]
    assert seen[-1].script.scenes[0].narration == "The sea was still"


async def test_a_resume_token_that_is_too_old_starts_over_from_a_snapshot() -> None:
    async def watch(token: str) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        if token == "old":
            raise StreamBroken(grpc.StatusCode.OUT_OF_RANGE, reason("RESUME_TOKEN_EXPIRED"))
        yield snapshot("old" if len(calls) == 0 else "new", "The sea")
        calls.append(token)
        if len(calls) == 1:
            raise StreamBroken(grpc.StatusCode.UNAVAILABLE)

    calls: list[str] = []
    _, tokens = await changes(watch)
    assert tokens == ["", "old", ""]


async def test_a_watch_gives_up_when_the_service_stays_away() -> None:
    async def watch(token: str) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        raise StreamBroken(grpc.StatusCode.UNAVAILABLE)
        yield

    with pytest.raises(encompass.Unavailable):
        await changes(watch)


async def test_a_script_of_somebody_else_is_not_asked_for_again() -> None:
    async def watch(token: str) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        calls.append(token)
        raise StreamBroken(grpc.StatusCode.NOT_FOUND, reason("SCRIPT_NOT_FOUND", "encompass.script"))
        yield

    calls: list[str] = []
    with pytest.raises(encompass.NotFound):
        await changes(watch)
    assert calls == [""]
