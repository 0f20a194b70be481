"""Writing scenes anew: what a changed answer means, wishes, reading along, and ways back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from uuid import uuid4

import pytest
from encompass.script.v1.script_service_pb2 import AddSceneRequest

from services.kit.ids import JobId
from services.kit.jobs.operating import ask_for_retry
from services.kit.settings import DbSettings, NatsSettings
from services.script.domain.model import (
    Beat,
    Length,
    Options,
    Origin,
    PointOfView,
    ReadingAge,
    SceneId,
    Script,
    ScriptState,
    Tone,
)
from services.script.domain.versions import VersionChange
from services.script.errors import (
    AnswersNeedCare,
    AnswersRefused,
    EtagMismatch,
    LanguageUnsupported,
    ResponseNotFound,
    SceneNotFound,
    ScriptNotReady,
    TextRefused,
    TooManyScenes,
    TooManyScriptsWaiting,
)
from services.script.use_cases.editing import NewScene, SceneChange
from services.script.use_cases.watching import ScriptShown, WordsShown, watch_script
from tests.fakes.story import FakeResponses
from tests.support.script_desk import (
    STRICT_WORKSPACE,
    WORKSPACE,
    Desk,
    asked,
    caller,
    open_desk,
    rewrite_of,
    somebody,
)
from tests.support.waiting import until
from tests.unit.script.people import MAYA


@pytest.fixture
async def desk(fresh_db: DbSettings, fresh_nats: NatsSettings) -> AsyncIterator[Desk]:
    async with open_desk(fresh_db, fresh_nats) as opened:
        await opened.platform.relays()
        yield opened


@pytest.fixture
async def writing(desk: Desk) -> Desk:
    """With a worker."""
    desk.platform.worker(desk.handler)
    return desk


def ids_of(script: Script) -> list[SceneId]:
    return [scene.id for scene in script.scenes if scene.id is not None]


def one_more(script: Script, index: int, *, wish: str = "", title: str | None = None) -> NewScene:
    request_id = uuid4()
    return NewScene(
        request_id=request_id,
        script_id=script.id,
        index=index,
        change=SceneChange(title=title, beat=Beat.TRIAL),
        wish=wish,
        etag=script.etag,
        fingerprint=AddSceneRequest(request_id=str(request_id), index=index),
    )


async def test_a_story_knows_what_it_calls_its_hero_and_how_it_was_told(writing: Desk) -> None:
    owner = somebody()
    queued = await writing.ask(owner, options=Options(tone=Tone.GENTLE))
    assert (queued.hero_name, queued.told_in) == ("", None)
    asked_for = await writing.until_over(owner, queued)
    assert (asked_for.hero_name, asked_for.told_in) == ("Maya", Tone.GENTLE)
    answered = await writing.written(owner)
    assert (answered.hero_name, answered.told_in, answered.options.tone) == ("Maya", Tone.HOPEFUL, None)

    writing.responses.submit_again(name="Ines", tone="funny")
    again = await writing.rewritten(owner, answered, [scene.id for scene in answered.scenes])
    assert (again.hero_name, again.told_in) == ("Ines", Tone.FUNNY)


async def test_a_changed_answer_rewrites_two_scenes_out_of_seven(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner, length=Length.STANDARD)
    assert len(before.scenes) == 7
    nothing = await writing.rewriting.offer(owner, before.id)
    assert (nothing.changed_answer_ids, nothing.scene_ids) == ((), ())

    by_answer = {
        key: [scene.id for scene in before.scenes if key in scene.answer_ids]
        for key in ("treasure", "helper", "obstacle", "strength", "reason", "moment", "today", "place")
    }
    key = next(key for key, scene_ids in by_answer.items() if len(scene_ids) == 2)
    new = {
        "treasure": "a dented tin whistle",
        "helper": "my cousin Odette, who drives a bus",
        "obstacle": "I am afraid of deep water",
        "strength": "I never give up",
        "reason": "because my town forgot the sea",
        "moment": "when I was ten a whale sang under our boat",
        "today": "I fold shirts in a laundry. then the tram. then soup",
        "place": "the pier behind the cannery",
    }
    writing.responses.submit_again(**{key: new[key]})
    offer = await writing.rewriting.offer(owner, before.id)
    assert offer.changed_answer_ids == (key,)
    assert list(offer.scene_ids) == by_answer[key]
    assert offer.response_revision == 2

    after = await writing.rewritten(owner, before, offer.scene_ids)
    assert (after.state, after.version, after.rewriting) == (ScriptState.READY, 2, ())
    assert after.response_revision == 2
    assert [scene.id for scene in after.scenes] == [scene.id for scene in before.scenes]
    for old, scene in zip(before.scenes, after.scenes, strict=True):
        assert (scene == old) is (old.id not in offer.scene_ids), old.index
        assert scene.entry_id == old.entry_id
        if old.id in offer.scene_ids:
            assert key in scene.answer_ids
            assert any(word in scene.narration for word in new[key].split() if len(word) > 4)
    version = await writing.history.get(owner, after.id, 2)
    assert (version.change, version.scenes) == (VersionChange.REWRITTEN, after.scenes)
    done = await writing.rewriting.offer(owner, after.id)
    assert (done.changed_answer_ids, done.scene_ids) == ((), ())


async def test_what_was_not_rewritten_is_offered_again(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner, length=Length.STANDARD)
    writing.responses.submit_again(name="Odette")
    offer = await writing.rewriting.offer(owner, before.id)
    assert len(offer.scene_ids) > 2
    await writing.rewritten(owner, before, offer.scene_ids[:1])
    again = await writing.rewriting.offer(owner, before.id)
    assert again.changed_answer_ids == ("name",)
    assert again.scene_ids == offer.scene_ids[1:]


async def test_a_wish_writes_only_the_named_scene_anew_and_is_kept_with_its_version(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    after = await writing.rewritten(owner, before, ids_of(before)[2:3], wish="at night, in the rain")
    assert (after.scenes[2].visual.time, after.scenes[2].visual.weather) == ("night", "rain")
    assert after.scenes[2].entry_id != before.scenes[2].entry_id
    assert [scene.index for scene in after.scenes if scene != before.scenes[scene.index]] == [2]
    assert (await writing.history.get(owner, after.id, 2)).wish == "at night, in the rain"
    log = await writing.history.audit(owner, after.id, 10, "")
    assert [entry.action for entry in log.entries][:2] == ["script.rewritten", "script.rewrite_asked"]
    assert (log.entries[0].actor, log.entries[1].actor) == ("script-worker", str(owner))
    assert "night" not in repr([entry.details for entry in log.entries])


async def test_who_reads_along_sees_new_words_in_the_middle_of_the_story(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    named = [ids_of(before)[1], ids_of(before)[4]]
    writing.model.gate.clear()
    await writing.rewriting.rewrite(caller(owner), rewrite_of(before, named, wish="funnier"))
    texts = {scene.index: scene.narration for scene in before.scenes}
    indexes: set[int] = set()
    progress: list[float] = []
    last: Script | None = None
    watching = watch_script(writing.scripts.get, writing.bus, owner, before.id, "")
    async with asyncio.timeout(30), aclosing(watching) as messages:
        async for watched in messages:
            writing.model.gate.set()
            match watched.item:
                case ScriptShown(last, unfinished):
                    progress.append(last.progress)
                    texts.update({scene.index: scene.narration for scene in last.finished_scenes})
                    if unfinished is not None:
                        texts[unfinished.index] = unfinished.text
                case WordsShown(index, offset, text):
                    indexes.add(index)
                    texts[index] = texts[index][:offset] + text
    assert last is not None
    assert last.state is ScriptState.READY
    assert texts == {scene.index: scene.narration for scene in last.scenes}
    assert indexes <= {1, 4}
    assert progress == sorted(progress)
    assert progress[-1] == 1.0


async def test_a_rewrite_that_is_cancelled_leaves_the_story_as_it_was(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    writing.model.gate.clear()
    await writing.rewriting.rewrite(caller(owner), rewrite_of(before, ids_of(before)[:3]))
    under_way = await writing.scripts.get(owner, before.id)
    assert under_way.state is ScriptState.WRITING
    assert list(under_way.rewriting) == ids_of(before)[:3]
    with pytest.raises(ScriptNotReady):
        await writing.rewriting.rewrite(caller(owner), rewrite_of(before, ids_of(before)[:1]))
    await writing.scripts.cancel(owner, before.id)
    after = await writing.until_over(owner, before)
    writing.model.gate.set()
    assert after.state is ScriptState.READY
    assert (after.scenes, after.version, after.rewriting) == (before.scenes, 1, ())
    edited = await writing.editing.update(caller(owner), after.id, after.etag, title="x", logline=None)
    assert edited.version == 2


async def test_a_rewrite_that_fails_leaves_the_story_and_an_operator_can_take_it_up(desk: Desk) -> None:
    owner = somebody()
    worker = desk.platform.worker(desk.handler)
    before = await desk.written(owner)
    desk.model.away_for = 1000
    after = await desk.rewritten(owner, before, ids_of(before)[:6])
    await worker.stop()
    assert (after.state, after.failure) == (ScriptState.READY, None)
    assert (after.scenes, after.version) == (before.scenes, 1)
    desk.model.away_for = 0
    async with desk.uow.begin(owner) as tx:
        await ask_for_retry(tx, JobId(after.job_id), operator=somebody(), reason="the model is back")
    desk.platform.worker(desk.handler)

    async def is_rewritten() -> bool:
        return (await desk.scripts.get(owner, before.id)).version == 2

    await until(is_rewritten)


async def test_a_rewrite_is_not_taken_up_once_the_story_was_edited(desk: Desk) -> None:
    owner = somebody()
    worker = desk.platform.worker(desk.handler)
    before = await desk.written(owner)
    desk.model.away_for = 1000
    after = await desk.rewritten(owner, before, ids_of(before)[:6])
    await worker.stop()
    desk.model.away_for = 0
    edited = await desk.editing.update(caller(owner), after.id, after.etag, title="Mine", logline=None)
    async with desk.uow.begin(owner) as tx:
        await ask_for_retry(tx, JobId(after.job_id), operator=somebody(), reason="the model is back")
    desk.platform.worker(desk.handler)
    await asyncio.sleep(2)
    assert await desk.scripts.get(owner, before.id) == replace(
        edited, changes=(await desk.scripts.get(owner, before.id)).changes
    )


async def test_a_rewrite_goes_on_where_it_was_when_its_worker_is_lost(desk: Desk) -> None:
    await desk.platform.sweepers()
    owner = somebody()
    first = desk.platform.worker(desk.handler)
    before = await desk.written(owner)
    calls = len(desk.model.prompts) + len(desk.model.asked_for_likelihood)
    desk.model.closes_after = calls // 2
    await desk.rewriting.rewrite(caller(owner), rewrite_of(before, ids_of(before)[:5], wish="quieter"))

    async def is_half_way() -> bool:
        return not desk.model.gate.is_set() and desk.model.running > 0

    await until(is_half_way)
    await first.stop()
    stopped = await desk.scripts.get(owner, before.id)
    kept = [scene for scene in stopped.scenes[:5] if scene.finished]
    assert stopped.state is ScriptState.WRITING
    assert 0 < len(kept) < 5
    desk.model.gate.set()
    desk.platform.worker(desk.handler)
    after = await desk.until_over(owner, before)
    assert (after.state, after.version) == (ScriptState.READY, 2)
    assert list(after.scenes[: len(kept)]) == kept
    assert after.scenes[5] == before.scenes[5]
    assert all(scene.finished for scene in after.scenes)


async def test_a_scene_that_we_write_is_added_where_it_was_asked_for(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    new = one_more(before, 3, wish="at night", title="The long night")
    asked_for = await writing.rewriting.add_scene(caller(owner), new)
    assert (asked_for.state, len(asked_for.scenes), len(asked_for.rewriting)) == (ScriptState.WRITING, 7, 1)
    assert (await writing.rewriting.add_scene(caller(owner), new)).id == before.id
    after = await writing.until_over(owner, before)
    assert (after.version, len(after.scenes)) == (2, 7)
    added = after.scenes[3]
    assert (added.id, added.title, added.beat) == (asked_for.rewriting[0], "The long night", Beat.TRIAL)
    assert added.visual.time == "night"
    assert added.narration
    rest = [scene.id for scene in after.scenes if scene.id != added.id]
    assert rest == ids_of(before)
    assert [scene.index for scene in after.scenes] == list(range(7))
    assert (await writing.history.get(owner, after.id, 2)).change is VersionChange.ADDED


async def test_an_added_scene_that_is_cancelled_is_not_there(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    writing.model.gate.clear()
    await writing.rewriting.add_scene(caller(owner), one_more(before, 0))
    await writing.scripts.cancel(owner, before.id)
    after = await writing.until_over(owner, before)
    writing.model.gate.set()
    assert after.scenes == before.scenes


async def test_a_rewrite_is_done_once_however_often_it_is_asked_for(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    request = rewrite_of(before, ids_of(before)[:1], etag=before.etag)
    first = await writing.rewriting.rewrite(caller(owner), request)
    again = await writing.rewriting.rewrite(caller(owner), request)
    assert again.job_id == first.job_id
    after = await writing.until_over(owner, before)
    assert (await writing.rewriting.rewrite(caller(owner), request)).version == after.version == 2


async def test_what_speaks_against_a_rewrite_is_said_before_anything_changes(writing: Desk) -> None:
    owner = somebody()
    before = await writing.written(owner)
    one = ids_of(before)[:1]
    me = caller(owner)
    with pytest.raises(EtagMismatch):
        await writing.rewriting.rewrite(me, rewrite_of(before, one, etag="1"))
    with pytest.raises(SceneNotFound):
        await writing.rewriting.rewrite(me, rewrite_of(before, [SceneId(uuid4())]))
    with pytest.raises(TextRefused):
        await writing.rewriting.rewrite(me, rewrite_of(before, one, wish="kill all immigrants"))
    strict = caller(owner, workspace=STRICT_WORKSPACE)
    with pytest.raises(TextRefused):
        await writing.rewriting.rewrite(strict, rewrite_of(before, one, wish="in a casino"))
    writing.responses.submit_again(obstacle="I want to kill myself")
    with pytest.raises(AnswersNeedCare):
        await writing.rewriting.rewrite(me, rewrite_of(before, one))
    writing.responses.unknown.add(before.response_id)
    with pytest.raises(ResponseNotFound):
        await writing.rewriting.offer(owner, before.id)
    assert await writing.scripts.get(owner, before.id) == before


async def test_who_has_too_much_waiting_can_not_have_more_rewritten_or_retried(desk: Desk) -> None:
    owner = somebody()
    worker = desk.platform.worker(desk.handler)
    written = await desk.written(owner)
    desk.model.away_for = 1000
    failed = await desk.written(owner)
    assert failed.state is ScriptState.FAILED
    await worker.stop()
    for _ in range(3):
        await desk.ask(owner)
    with pytest.raises(TooManyScriptsWaiting):
        await desk.rewriting.rewrite(caller(owner), rewrite_of(written, ids_of(written)[:1]))
    with pytest.raises(TooManyScriptsWaiting):
        await desk.rewriting.add_scene(caller(owner), one_more(written, 0))
    with pytest.raises(TooManyScriptsWaiting):
        await desk.scripts.retry(owner, failed.id)
    assert (await desk.scripts.get(owner, written.id)).state is ScriptState.READY


async def test_a_story_has_at_most_twelve_scenes_however_they_are_added(writing: Desk) -> None:
    owner = somebody()
    script = await writing.written(owner, options=Options(scene_count=12))
    assert len(script.scenes) == 12
    with pytest.raises(TooManyScenes):
        await writing.rewriting.add_scene(caller(owner), one_more(script, 0))


async def test_options_decide_how_a_story_is_told_and_come_back_with_it(writing: Desk) -> None:
    owner = somebody()
    options = Options(
        scene_count=4,
        tone=Tone.FUNNY,
        point_of_view=PointOfView.SECOND,
        reading_age=ReadingAge.CHILD,
    )
    script = await writing.written(owner, options=options)
    assert (len(script.scenes), script.options) == (4, options)
    told = " ".join(scene.narration for scene in script.scenes).lower()
    assert "you" in told.split()
    with pytest.raises(LanguageUnsupported) as raised:
        await writing.ask(owner, options=Options(language="fi"))
    assert raised.value.metadata == {"language": "fi", "languages": "en"}
    await writing.ask(owner, options=Options(language="en-GB"))
    finnish = writing.service(writing.responses, languages=("en", "fi"))
    await finnish.create(caller(somebody()), asked(options=Options(language="fi")))


async def test_answers_in_need_of_care_or_refused_make_no_story(desk: Desk) -> None:
    for answers, error in (
        ({"obstacle": "I want to kill myself"}, AnswersNeedCare),
        ({"dream": "I want to kill all immigrants"}, AnswersRefused),
    ):
        scripts = desk.service(FakeResponses({**MAYA, **answers}))
        owner = somebody()
        with pytest.raises(error):
            await scripts.create(caller(owner), asked())
        assert (await desk.scripts.page(owner, 10, "")).scripts == []


async def test_a_workspaces_own_questionnaire_is_told_and_its_questions_are_named(writing: Desk) -> None:
    question_ids = {key: f"q{number}" for number, key in enumerate(MAYA)}
    answers = {question_ids[key]: text for key, text in MAYA.items()}
    owner = somebody()
    scripts = writing.service(FakeResponses({**answers, "q99": "x"}, "our-own", question_ids))
    script = await scripts.create(caller(owner), asked(length=Length.STANDARD))
    script = await writing.until_over(owner, script)
    assert any("Maya" in scene.narration for scene in script.scenes)
    named = {each for scene in script.scenes for each in scene.answer_ids}
    assert named <= set(question_ids.values())
    assert len(named) > 3
    for scene in script.scenes:
        of_sentences = {each for sentence in scene.sentences for each in sentence.answer_ids}
        assert of_sentences == set(scene.answer_ids)
        assert {sentence.origin for sentence in scene.sentences} <= {Origin.BANK, Origin.COMPLETED}


async def test_a_workspace_hears_other_scenes_before_it_hears_one_again(writing: Desk) -> None:
    told = [await writing.written(somebody()) for _ in range(3)]
    entries = [scene.entry_id for script in told for scene in script.scenes]
    assert len(set(entries)) == len(entries)
    counts = await writing.uses.counts(WORKSPACE)
    assert dict(counts) == dict.fromkeys(entries, 1)
    await writing.uses.note(WORKSPACE, told[0].id, [scene.entry_id for scene in told[0].scenes])
    assert dict(await writing.uses.counts(WORKSPACE)) == dict(counts)
