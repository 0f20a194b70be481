"""Scripts from the request to the last word, over real Postgres and NATS; the model is a fake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta

import pytest
from encompass.jobs.v1.script_job_pb2 import ScriptJob
from encompass.script.v1.script_service_pb2 import CreateScriptRequest

from services.kit.errors import RequestIdReused
from services.kit.ids import JobId
from services.kit.jobs.operating import ask_for_retry
from services.kit.jobs.tables import JobRow
from services.kit.plans import Plan
from services.kit.settings import DbSettings, NatsSettings
from services.script.domain.model import Length, Script, ScriptState
from services.script.errors import (
    QuestionnaireUnsupported,
    ResponseNotSubmitted,
    ScriptNotFailed,
    ScriptNotFound,
    TooManyScriptsWaiting,
)
from services.script.use_cases.scripts import AskedFor
from services.script.use_cases.watching import ScriptShown, WordsShown, watch_script
from tests.fakes.story import FakeResponses
from tests.support.platform import SIGNALLED
from tests.support.script_desk import Desk, asked, caller, open_desk, somebody
from tests.support.waiting import until


@pytest.fixture
async def desk(fresh_db: DbSettings, fresh_nats: NatsSettings) -> AsyncIterator[Desk]:
    async with open_desk(fresh_db, fresh_nats) as opened:
        yield opened


async def test_a_script_is_written_scene_by_scene_and_ends_ready(desk: Desk) -> None:
    await desk.platform.relays()
    desk.platform.worker(desk.handler)
    owner = somebody()
    script = await desk.ask(owner)
    assert (script.state, script.scenes, script.progress) == (ScriptState.QUEUED, (), 0.0)

    script = await desk.until_over(owner, script)
    assert script.state is ScriptState.READY
    assert script.failure is None
    assert len(script.scenes) == 6
    assert all(scene.finished and scene.narration and scene.answer_ids for scene in script.scenes)
    assert script.progress == 1.0
    assert script.finished_at is not None
    assert any("Maya" in scene.narration for scene in script.scenes)


async def test_a_watcher_sees_every_word_appear_once_and_the_whole_story_in_the_end(desk: Desk) -> None:
    await desk.platform.relays()
    owner = somebody()
    script = await desk.ask(owner)
    texts: dict[int, str] = {}
    deltas = 0
    last: Script | None = None
    watching = watch_script(desk.scripts.get, desk.bus, owner, script.id, "")
    async with asyncio.timeout(30), aclosing(watching) as messages:
        async for watched in messages:
            if last is None:
                desk.platform.worker(desk.handler)
            match watched.item:
                case ScriptShown(last, unfinished):
                    texts = {scene.index: scene.narration for scene in last.finished_scenes}
                    if unfinished is not None:
                        texts[unfinished.index] = unfinished.text
                case WordsShown(index, offset, text):
                    deltas += 1
                    before = texts.get(index, "")
                    assert len(before) >= offset
                    texts[index] = before[:offset] + text
    assert last is not None
    assert last.state is ScriptState.READY
    assert texts == {scene.index: scene.narration for scene in last.scenes}
    assert deltas > len(last.scenes)


async def test_a_watch_that_is_resumed_after_the_end_gets_nothing_twice(desk: Desk) -> None:
    await desk.platform.relays()
    desk.platform.worker(desk.handler)
    owner = somebody()
    script = await desk.until_over(owner, await desk.ask(owner))
    first = [m async for m in watch_script(desk.scripts.get, desk.bus, owner, script.id, "")]
    assert [type(m.item) for m in first] == [ScriptShown]
    again = watch_script(desk.scripts.get, desk.bus, owner, script.id, first[-1].resume_token)
    assert [m async for m in again] == []


async def test_the_same_request_gets_the_same_script_and_another_body_is_refused(desk: Desk) -> None:
    owner = somebody()
    request = asked()
    first = await desk.scripts.create(caller(owner), request)
    assert (await desk.scripts.create(caller(owner), request)).id == first.id
    other = AskedFor(
        request_id=request.request_id,
        response_id=request.response_id,
        length=Length.STANDARD,
        seed=8,
        fingerprint=CreateScriptRequest(seed=8),
    )
    with pytest.raises(RequestIdReused):
        await desk.scripts.create(caller(owner), other)


async def test_somebody_elses_script_does_not_exist(desk: Desk) -> None:
    owner, other = somebody(), somebody()
    script = await desk.ask(owner)
    for call in (desk.scripts.get, desk.scripts.cancel, desk.scripts.retry):
        with pytest.raises(ScriptNotFound):
            await call(other, script.id)
    assert (await desk.scripts.page(other, 10, "")).scripts == []


async def test_scripts_are_listed_newest_first_page_by_page(desk: Desk) -> None:
    owner = somebody()
    made = [(await desk.ask(owner)).id for _ in range(3)]
    first = await desk.scripts.page(owner, 2, "")
    second = await desk.scripts.page(owner, 2, first.next_page_token)
    assert [script.id for script in (*first.scripts, *second.scripts)] == made[::-1]
    assert second.next_page_token == ""


async def test_a_draft_is_no_ground_for_a_story(desk: Desk) -> None:
    request = asked()
    desk.responses.drafts.add(request.response_id)
    with pytest.raises(ResponseNotSubmitted):
        await desk.scripts.create(caller(somebody()), request)


async def test_who_has_too_many_waiting_is_told_when_to_come_again(desk: Desk) -> None:
    owner = somebody()
    first = asked()
    script = await desk.scripts.create(caller(owner), first)
    for _ in range(2):
        await desk.scripts.create(caller(owner), asked())
    with pytest.raises(TooManyScriptsWaiting) as refused:
        await desk.scripts.create(caller(owner), asked())
    assert refused.value.retry_after == timedelta(seconds=60)
    assert (await desk.scripts.create(caller(owner), first)).id == script.id
    await desk.scripts.create(caller(somebody()), asked())


async def test_whoever_pays_more_gets_a_job_of_a_higher_priority(desk: Desk) -> None:
    owner = somebody()
    priorities = {}
    for plan in (Plan.FREE, Plan.PRO):
        script = await desk.scripts.create(caller(owner, plan=plan), asked())
        async with desk.platform.databases.uow.read(owner) as tx:
            job = await tx.find(JobRow, script.job_id)
        assert job is not None
        priorities[plan] = job.priority
    assert priorities == {Plan.FREE: 0, Plan.PRO: 20}


async def test_another_questionnaire_is_no_ground_for_a_story(desk: Desk) -> None:
    answers = {"impressions": "good"}
    scripts = desk.service(FakeResponses(answers, "how-was-it"))
    with pytest.raises(QuestionnaireUnsupported):
        await scripts.create(caller(somebody()), asked())


async def test_a_cancel_frees_the_model_and_leaves_a_cancelled_script(desk: Desk) -> None:
    await desk.platform.relays()
    desk.platform.worker(desk.handler, SIGNALLED)
    desk.model.gate.clear()
    owner = somebody()
    script = await desk.ask(owner)

    async def is_asking() -> bool:
        return desk.model.running > 0

    await until(is_asking)
    await desk.scripts.cancel(owner, script.id)
    script = await desk.until_over(owner, script)
    assert script.state is ScriptState.CANCELLED
    assert (desk.model.running, desk.model.cancelled) == (0, 1)


async def test_a_model_that_is_away_for_good_fails_the_script_and_a_retry_writes_on(desk: Desk) -> None:
    await desk.platform.relays()
    owner = somebody()
    desk.model.away_for = 1000
    desk.platform.worker(desk.handler)
    script = await desk.until_over(owner, await desk.ask(owner))
    assert script.state is ScriptState.FAILED
    assert script.failure is not None
    assert script.failure.reason == "STORY_MODEL_UNAVAILABLE"
    assert "try again" in script.failure.message

    desk.model.away_for = 0
    requeued = await desk.scripts.retry(owner, script.id)
    assert (requeued.state, requeued.failure) == (ScriptState.QUEUED, None)
    script = await desk.until_over(owner, script)
    assert script.state is ScriptState.READY
    with pytest.raises(ScriptNotFailed):
        await desk.scripts.retry(owner, script.id)


async def test_an_operators_retry_moves_the_script_with_its_job(desk: Desk) -> None:
    await desk.platform.relays()
    owner = somebody()
    desk.model.away_for = 1000
    worker = desk.platform.worker(desk.handler)
    script = await desk.until_over(owner, await desk.ask(owner))
    await worker.stop()
    desk.model.away_for = 0
    async with desk.platform.databases.uow.begin(owner) as tx:
        await ask_for_retry(tx, JobId(script.job_id), operator=somebody(), reason="the model is back")
    assert (await desk.scripts.get(owner, script.id)).state is ScriptState.FAILED, "nobody works on it yet"

    desk.platform.worker(desk.handler)

    async def is_ready() -> bool:
        return (await desk.scripts.get(owner, script.id)).state is ScriptState.READY

    await until(is_ready)
    assert (await desk.scripts.get(owner, script.id)).failure is None


async def test_a_story_goes_on_where_it_was_when_its_worker_is_lost(desk: Desk) -> None:
    await desk.platform.relays()
    await desk.platform.sweepers()
    owner = somebody()
    first = desk.platform.worker(desk.handler)
    script = await desk.ask(owner)

    async def has_begun() -> bool:
        return len((await desk.scripts.get(owner, script.id)).finished_scenes) >= 2

    await until(has_begun)
    desk.model.gate.clear()
    await first.stop()
    kept = (await desk.scripts.get(owner, script.id)).finished_scenes
    desk.model.gate.set()
    desk.platform.worker(desk.handler)
    script = await desk.until_over(owner, script)
    assert script.state is ScriptState.READY
    assert script.scenes[: len(kept)] == kept


async def test_a_job_from_before_options_and_rewrites_is_written_as_it_was_asked_for(desk: Desk) -> None:
    owner = somebody()
    script = await desk.ask(owner)
    async with desk.uow.begin(owner) as tx:
        job = await tx.find(JobRow, script.job_id)
        assert job is not None
        asked_now = ScriptJob.FromString(job.payload)
        old = ScriptJob(
            script_id=asked_now.script_id,
            answers=asked_now.answers,
            length=asked_now.length,
            seed=asked_now.seed,
        )
        job.payload = old.SerializeToString()
    await desk.platform.relays()
    desk.platform.worker(desk.handler)
    script = await desk.until_over(owner, script)
    assert (script.state, script.version) == (ScriptState.READY, 1)
    assert any("Maya" in scene.narration for scene in script.scenes)
    assert (await desk.rewriting.offer(owner, script.id)).scene_ids == ()
