"""Editing finished stories over a real database: versions, etags, two editors, deletion, the audit log."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from encompass.script.v1.script_service_pb2 import AddSceneRequest

from services.kit.errors import RequestIdReused
from services.kit.ids import UserId
from services.kit.jobs.model import JobState
from services.kit.jobs.tables import JobRow, OutboxRow, StepRow
from services.kit.settings import DbSettings, NatsSettings
from services.script.adapters.tables import SceneRow, ScriptRow, VersionRow
from services.script.domain.model import Origin, SceneId, Script, ScriptState
from services.script.domain.versions import VersionChange
from services.script.errors import (
    EditInvalid,
    EtagMismatch,
    SceneNotFound,
    ScriptNotFound,
    ScriptNotReady,
    TextRefused,
    TooFewScenes,
    TooManyScenes,
    VersionNotFound,
    VisualInvalid,
)
from services.script.use_cases.editing import NewScene, SceneChange
from tests.support.script_desk import STRICT_WORKSPACE, Desk, caller, open_desk, somebody
from tests.support.waiting import until


@pytest.fixture
async def desk(fresh_db: DbSettings, fresh_nats: NatsSettings) -> AsyncIterator[Desk]:
    async with open_desk(fresh_db, fresh_nats) as opened:
        await opened.platform.relays()
        opened.platform.worker(opened.handler)
        yield opened


def ids_of(script: Script) -> list[SceneId]:
    return [scene.id for scene in script.scenes if scene.id is not None]


def by_hand(script: Script, index: int, *, etag: str = "", **change: str) -> NewScene:
    given = {"title": "By hand", "narration": "This one is mine. I wrote it.", **change}
    request_id = uuid4()
    return NewScene(
        request_id=request_id,
        script_id=script.id,
        index=index,
        change=SceneChange(title=given["title"], narration=given["narration"]),
        wish="",
        etag=etag,
        fingerprint=AddSceneRequest(request_id=str(request_id), index=index),
    )


async def actions(desk: Desk, owner: UserId, script: Script) -> list[str]:
    page = await desk.history.audit(owner, script.id, 100, "")
    return [entry.action.removeprefix("script.") for entry in reversed(page.entries)]


async def test_what_is_written_is_the_first_version_and_says_by_what_it_was_written(desk: Desk) -> None:
    owner = somebody()
    script = await desk.written(owner)
    assert (script.version, script.rewriting) == (1, ())
    assert script.writer.model == "a-fake-model"
    assert script.writer.bank_version
    assert script.writer.prompt_version
    assert len(set(ids_of(script))) == len(script.scenes)
    for scene in script.scenes:
        assert " ".join(sentence.text for sentence in scene.sentences) == scene.narration
        assert scene.checks
        assert scene.entry_id
    first = await desk.history.get(owner, script.id, 1)
    assert (first.scenes, first.change) == (script.scenes, VersionChange.WRITTEN)
    assert await actions(desk, owner, script) == ["created", "written"]


async def test_every_edit_is_a_version_that_can_be_listed_compared_and_restored(desk: Desk) -> None:
    owner = somebody()
    me = caller(owner)
    script = await desk.written(owner)
    scene_id = ids_of(script)[1]
    kept = script.scenes[1].sentences[0]
    time = "dawn" if script.scenes[1].visual.time == "night" else "night"
    script = await desk.editing.update(me, script.id, script.etag, title="My own title", logline=None)
    change = SceneChange(narration=f"{kept.text} And then I changed it.", visual={"time": time})
    script = await desk.editing.update_scene(me, script.id, scene_id, script.etag, change)
    edited = script.scenes[1]
    assert edited.sentences[0] == kept
    assert (edited.sentences[-1].text, edited.sentences[-1].origin) == (
        "And then I changed it.",
        Origin.EDITOR,
    )
    assert (edited.visual.time, edited.checks) == (time, ())
    script = await desk.editing.remove_scene(me, script.id, ids_of(script)[0], script.etag)
    script = await desk.editing.reorder(me, script.id, ids_of(script)[::-1], script.etag)
    script = await desk.editing.add_scene(me, by_hand(script, 2, etag=script.etag))
    assert (script.version, len(script.scenes)) == (6, 6)
    assert [scene.index for scene in script.scenes] == list(range(6))

    page = await desk.history.page(owner, script.id, 4, "")
    rest = await desk.history.page(owner, script.id, 4, page.next_page_token)
    assert [version.change.value for version in (*page.versions, *rest.versions)] == [
        "ADDED",
        "REORDERED",
        "REMOVED",
        "EDITED",
        "EDITED",
        "WRITTEN",
    ]
    assert all(version.scenes == () and version.scene_count >= 5 for version in page.versions)

    differences, is_retitled = await desk.history.compare(owner, script.id, 1, 3)
    assert is_retitled
    assert [each.changed_fields for each in differences if each.changed_fields] == [("narration", "visual")]
    assert differences[1].scene_id == scene_id

    restored = await desk.editing.restore(me, script.id, 1, script.etag)
    assert restored.version == 7
    assert restored.scenes == (await desk.history.get(owner, script.id, 1)).scenes
    assert await desk.scripts.get(owner, script.id) == restored
    assert await actions(desk, owner, script) == [
        "created",
        "written",
        "edited",
        "scene_edited",
        "scene_removed",
        "scenes_reordered",
        "scene_added",
        "restored",
    ]


async def test_of_two_editors_at_the_same_moment_one_is_told_of_the_other(desk: Desk) -> None:
    owner = somebody()
    me = caller(owner)
    script = await desk.written(owner)
    edits = [
        desk.editing.update(me, script.id, script.etag, title=f"Title {number}", logline=None)
        for number in range(5)
    ]
    results = await asyncio.gather(*edits, return_exceptions=True)
    done = [result for result in results if isinstance(result, Script)]
    refused = [result for result in results if isinstance(result, EtagMismatch)]
    assert (len(done), len(refused)) == (1, 4)
    assert {error.metadata["etag"] for error in refused} == {done[0].etag}
    assert await desk.scripts.get(owner, script.id) == done[0]


async def test_without_an_etag_edits_come_one_after_the_other_and_none_is_lost(desk: Desk) -> None:
    owner = somebody()
    me = caller(owner)
    script = await desk.written(owner)
    edits = [
        desk.editing.update_scene(me, script.id, scene_id, "", SceneChange(title=f"Scene {number}"))
        for number, scene_id in enumerate(ids_of(script))
    ]
    await asyncio.gather(*edits)
    script = await desk.scripts.get(owner, script.id)
    assert [scene.title for scene in script.scenes] == [f"Scene {n}" for n in range(len(script.scenes))]
    assert script.version == 1 + len(script.scenes)


async def test_what_can_not_be_drawn_or_told_is_refused_and_nothing_changes(desk: Desk) -> None:
    owner = somebody()
    me = caller(owner)
    script = await desk.written(owner)
    scene_id = ids_of(script)[0]
    with pytest.raises(VisualInvalid) as raised:
        await desk.editing.update_scene(
            me, script.id, scene_id, "", SceneChange(visual={"setting": "moon", "mood": "odd"})
        )
    assert [violation.field for violation in raised.value.violations] == [
        "scene.visual.setting",
        "scene.visual.mood",
    ]
    with pytest.raises(TextRefused):
        await desk.editing.update_scene(
            me, script.id, scene_id, "", SceneChange(narration="Kill all immigrants.")
        )
    with pytest.raises(TextRefused):
        await desk.editing.update(
            caller(owner, workspace=STRICT_WORKSPACE), script.id, "", title="The Casino", logline=None
        )
    with pytest.raises(EditInvalid):
        await desk.editing.update_scene(me, script.id, scene_id, "", SceneChange(narration="  "))
    with pytest.raises(SceneNotFound):
        await desk.editing.update_scene(me, script.id, SceneId(uuid4()), "", SceneChange(title="x"))
    with pytest.raises(EditInvalid):
        await desk.editing.reorder(me, script.id, ids_of(script)[1:], "")
    with pytest.raises(VersionNotFound):
        await desk.editing.restore(me, script.id, 9, "")
    assert await desk.scripts.get(owner, script.id) == script


async def test_a_story_has_from_three_to_twelve_scenes(desk: Desk) -> None:
    owner = somebody()
    me = caller(owner)
    script = await desk.written(owner)
    while len(script.scenes) < 12:
        script = await desk.editing.add_scene(me, by_hand(script, 0))
    with pytest.raises(TooManyScenes):
        await desk.editing.add_scene(me, by_hand(script, 0))
    while len(script.scenes) > 3:
        script = await desk.editing.remove_scene(me, script.id, ids_of(script)[0], "")
    with pytest.raises(TooFewScenes):
        await desk.editing.remove_scene(me, script.id, ids_of(script)[0], "")


async def test_a_scene_is_added_once_however_often_it_is_asked_for(desk: Desk) -> None:
    owner = somebody()
    me = caller(owner)
    script = await desk.written(owner)
    new = by_hand(script, 1, etag=script.etag)
    added = await desk.editing.add_scene(me, new)
    assert await desk.editing.add_scene(me, new) == added
    other = by_hand(script, 2)
    with pytest.raises(RequestIdReused):
        await desk.editing.add_scene(
            me,
            NewScene(new.request_id, script.id, 2, other.change, "", "", other.fingerprint),
        )


async def test_a_story_that_is_being_written_can_not_be_edited(desk: Desk) -> None:
    owner = somebody()
    desk.model.gate.clear()
    script = await desk.ask(owner)
    with pytest.raises(ScriptNotReady):
        await desk.editing.update(caller(owner), script.id, "", title="x", logline=None)
    desk.model.gate.set()


async def test_nobody_edits_looks_at_or_deletes_somebody_elses_story(desk: Desk) -> None:
    owner, other = somebody(), somebody()
    script = await desk.written(owner)
    with pytest.raises(ScriptNotFound):
        await desk.editing.update(caller(other), script.id, "", title="x", logline=None)
    with pytest.raises(ScriptNotFound):
        await desk.history.get(other, script.id, 1)
    with pytest.raises(ScriptNotFound):
        await desk.history.page(other, script.id, 10, "")
    await desk.scripts.delete(other, script.id, "")
    assert (await desk.history.audit(other, script.id, 10, "")).entries == []
    assert await desk.scripts.get(owner, script.id) == script


async def test_a_deleted_story_leaves_nothing_but_its_log_and_an_event(desk: Desk) -> None:
    owner = somebody()
    script = await desk.written(owner)
    script = await desk.editing.update(caller(owner), script.id, "", title="x", logline=None)
    workspace = caller(owner).workspace_id
    assert sum((await desk.uses.counts(workspace)).values()) == len(script.scenes)
    with pytest.raises(EtagMismatch):
        await desk.scripts.delete(owner, script.id, "1")
    await desk.scripts.delete(owner, script.id, script.etag)
    await desk.scripts.delete(owner, script.id, "")
    with pytest.raises(ScriptNotFound):
        await desk.scripts.get(owner, script.id)
    async with desk.uow.read(owner) as tx:
        for table in (SceneRow, VersionRow, JobRow, StepRow):
            assert (await tx.session.scalars(tx.owned(table))).all() == []
        events = (await tx.session.scalars(tx.owned(OutboxRow))).all()
    assert [row.subject for row in events if row.subject.endswith(".deleted")] == [
        "events.script.script.deleted"
    ]
    assert await desk.uses.counts(workspace) == {}
    assert (await actions(desk, owner, script))[-1] == "deleted"


async def test_deleting_a_story_that_is_being_written_stops_the_model_and_empties_its_job(desk: Desk) -> None:
    owner = somebody()
    desk.model.gate.clear()
    script = await desk.ask(owner)

    async def is_asking() -> bool:
        return desk.model.running > 0

    await until(is_asking)
    await desk.scripts.delete(owner, script.id, "")

    async def has_stopped() -> bool:
        return desk.model.running == 0

    await until(has_stopped)
    desk.model.gate.set()

    async def is_cancelled() -> bool:
        return (await _job(desk, owner, script.job_id)).state == JobState.CANCELLED

    await until(is_cancelled)
    job = await _job(desk, owner, script.job_id)
    assert job.payload == b""
    async with desk.uow.read(owner) as tx:
        assert (await tx.session.scalars(tx.owned(StepRow))).all() == []
    with pytest.raises(ScriptNotFound):
        await desk.scripts.get(owner, script.id)


async def _job(desk: Desk, owner: UserId, job_id: UUID) -> JobRow:
    async with desk.uow.read(owner) as tx:
        row = await tx.find(JobRow, job_id)
    assert row is not None
    return row


async def test_a_story_from_before_versions_were_kept_has_its_first_version_kept_with_its_first_edit(
    desk: Desk,
) -> None:
    owner = somebody()
    script = await desk.written(owner)
    async with desk.uow.begin(owner) as tx:
        await tx.session.execute(tx.owned_delete(VersionRow))
        row = await tx.find(ScriptRow, script.id)
        assert row is not None
        row.story_version = 0
    edited = await desk.editing.update(caller(owner), script.id, script.etag, title="New", logline=None)
    assert edited.version == 2
    assert (await desk.history.get(owner, script.id, 1)).title == script.title
    assert edited.state is ScriptState.READY
