"""Changing a story as anybody would: through the edge, with the client, on the real stack."""

from __future__ import annotations

import httpx
import pytest
from encompass import Aborted, Answer, FailedPrecondition, InvalidArgument, NotFound, SceneEdit, ScriptOptions
from encompass.script.v1 import script_pb2

from services.stack.launch import StackInfo
from tests.e2e.people import somebody, submitted, written

pytestmark = [pytest.mark.e2e, pytest.mark.models]


async def test_a_story_is_edited_compared_restored_and_deleted_over_the_edge(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        script = await written(client)
        assert (script.version, bool(script.etag), script.response_revision) == (1, True, 1)
        assert script.writer.bank_version
        scene = script.scenes[1]
        assert [sentence.text for sentence in scene.sentences]
        assert scene.checks

        stale = script.etag
        script = await client.scripts.update(script.id, title="My title", etag=stale)
        assert script.title == "My title"
        assert script.logline
        with pytest.raises(Aborted) as aborted:
            await client.scripts.update(script.id, title="Other", etag=stale)
        assert aborted.value.reason == "ETAG_MISMATCH"

        edit = SceneEdit(id=scene.id, narration=f"{scene.sentences[0].text} I added this.")
        script = await client.scripts.update_scene(script.id, edit, fields=["narration"], etag=script.etag)
        assert script.scenes[1].sentences[0] == scene.sentences[0]
        assert script.scenes[1].sentences[-1].origin == script_pb2.SENTENCE_ORIGIN_EDITOR
        wrong = SceneEdit(id=scene.id, visual=script_pb2.Visual(setting="moon"))
        with pytest.raises(InvalidArgument) as invalid:
            await client.scripts.update_scene(script.id, wrong, fields=["visual.setting"])
        assert [violation.field for violation in invalid.value.violations] == ["scene.visual.setting"]

        added = SceneEdit(title="Mine", narration="I wrote this scene myself.", visual=scene.visual)
        script = await client.scripts.add_scene(script.id, 0, added, etag=script.etag)
        assert script.scenes[0].title == "Mine"
        script = await client.scripts.reorder(
            script.id, [each.id for each in reversed(script.scenes)], etag=script.etag
        )
        script = await client.scripts.remove_scene(script.id, script.scenes[-1].id, etag=script.etag)
        assert [version.version async for version in client.scripts.versions(script.id)] == [6, 5, 4, 3, 2, 1]
        differences, retitled = await client.scripts.compare(script.id, 1, 3)
        assert retitled
        [changed] = [each for each in differences if each.changed_fields]
        assert (
            "".join(
                piece.text
                for piece in changed.narration_pieces
                if piece.kind != script_pb2.PIECE_KIND_REMOVED
            )
            == f"{scene.sentences[0].text} I added this."
        )
        first = await client.scripts.version(script.id, 1)
        script = await client.scripts.restore(script.id, 1, etag=script.etag)
        assert list(script.scenes) == list(first.scenes)

        async with httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http:
            assert client.tokens is not None
            answer = await http.patch(
                f"/v1/scripts/{script.id}/scenes/{scene.id}",
                json={"scene": {"title": "Over JSON"}, "etag": script.etag},
                headers={"authorization": f"Bearer {client.tokens.access_token}"},
            )
            assert answer.status_code == 200, answer.text
            titles = [each["title"] for each in answer.json()["script"]["scenes"]]
            assert "Over JSON" in titles
        script = await client.scripts.get(script.id)

        await client.scripts.delete(script.id, etag=script.etag)
        with pytest.raises(NotFound):
            await client.scripts.get(script.id)
        actions = [entry.action async for entry in client.scripts.audit(script.id)]
        assert actions[0] == "script.deleted"
        assert actions[-1] == "script.created"


async def test_an_answer_that_is_changed_later_rewrites_what_came_from_it(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        response = await submitted(client)
        script = await client.scripts.create(
            response.id, seed=7, options=ScriptOptions(scene_count=7, point_of_view="POINT_OF_VIEW_SECOND")
        )
        async for change in client.scripts.watch(script.id):
            script = change.script
        assert len(script.scenes) == 7
        assert (await client.scripts.rewrite_offer(script.id)).scene_ids == []

        await client.responses.reopen(response.id)
        await client.responses.save(
            response.id, [Answer(question_id="treasure", text="a dented tin whistle")]
        )
        assert (await client.scripts.rewrite_offer(script.id)).scene_ids == []
        await client.responses.submit(response.id)
        offer = await client.scripts.rewrite_offer(script.id)
        assert (list(offer.changed_answer_ids), offer.response_revision) == (["treasure"], 2)
        named = [scene.id for scene in script.scenes if "treasure" in scene.answer_ids]
        assert list(offer.scene_ids) == named
        scene_ids = named or [script.scenes[2].id]

        before = {scene.id: scene for scene in script.scenes}
        await client.scripts.rewrite(script.id, scene_ids, wish="more hopeful", etag=script.etag)
        words = 0
        async for change in client.scripts.watch(script.id):
            script = change.script
            words += bool(change.text)
        assert script.state == script_pb2.SCRIPT_STATE_READY
        assert (script.version, script.response_revision) == (2, 2)
        assert words
        assert [scene.id for scene in script.scenes if scene != before[scene.id]] == scene_ids
        assert not any("{" in scene.narration for scene in script.scenes)


async def test_who_is_in_danger_is_answered_with_help_and_no_story(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        response = await submitted(client)
        await client.responses.reopen(response.id)
        await client.responses.save(
            response.id, [Answer(question_id="obstacle", text="I want to kill myself")]
        )
        await client.responses.submit(response.id)
        with pytest.raises(FailedPrecondition) as refused:
            await client.scripts.create(response.id)
        assert refused.value.reason == "ANSWERS_NEED_CARE"
        assert refused.value.help_links
        assert [script async for script in client.scripts.list()] == []
