"""Writing scenes of a finished story anew, or one more: asked for here, done by the worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from google.protobuf.message import Message

from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import JobId, UserId, WorkspaceId, new_id
from services.kit.jobs.admission import Admission
from services.kit.jobs.fairness import priority_of
from services.kit.jobs.model import NewJob
from services.kit.jobs.queue import enqueue
from services.kit.principal import Principal
from services.script.adapters.events import ScriptEvents
from services.script.domain import editing, progress
from services.script.domain.basis import RewriteOffer, is_outdated, offer
from services.script.domain.model import SceneId, Script, ScriptId
from services.script.domain.versions import VersionChange
from services.script.errors import QuestionnaireUnsupported
from services.script.ports import Responses, Scripts, SubmittedResponse
from services.script.use_cases.access import (
    JOB_KIND,
    SEED_RANGE,
    ScriptsOf,
    existing,
    must_be_admitted,
    must_have,
    record,
    to_be_changed,
)
from services.script.use_cases.caring import Safeguard
from services.script.use_cases.editing import NewScene, scene_to_add, seen_before
from services.script.use_cases.scripts import DREAM, told_by_question


@dataclass(frozen=True, slots=True)
class RewriteAskedFor:
    """Scenes that are to be written anew."""

    request_id: UUID
    script_id: ScriptId
    scene_ids: tuple[SceneId, ...]
    wish: str
    etag: str
    fingerprint: Message


@dataclass(frozen=True, slots=True)
class ToWrite:
    """What a job is to write of a story that is there."""

    scene_ids: tuple[SceneId, ...]
    wish: str
    change: VersionChange
    kept_entry_ids: tuple[str, ...]
    """Entries of the scene bank that are not to be told again."""
    seed: int
    keeps_title: bool = False
    keeps_visual: bool = False
    retold: Mapping[SceneId, str] = field(default_factory=dict)
    """Entries that are to be told again, of other answers, by their scenes."""


PayloadOf = Callable[[Script, SubmittedResponse, WorkspaceId, ToWrite], Message]


class ScriptRewriting:
    """Rewrite, add a scene that we write, and say what a change of answers means."""

    def __init__(
        self,
        uow: UnitOfWork,
        scripts: ScriptsOf,
        responses: Responses,
        payload_of: PayloadOf,
        admission: Admission,
        clock: Clock,
        *,
        safeguard: Safeguard,
        events: ScriptEvents,
    ) -> None:
        self._uow = uow
        self._scripts = scripts
        self._responses = responses
        self._payload_of = payload_of
        self._admission = admission
        self._clock = clock
        self._safeguard = safeguard
        self._events = events

    async def rewrite(self, caller: Principal, asked: RewriteAskedFor) -> Script:
        """Has scenes written anew from the answers as they were last submitted.

        Raises:
            ScriptNotFound, SceneNotFound, ScriptNotReady, EtagMismatch, RequestIdReused, ResponseNotFound,
            ResponseNotSubmitted, QuestionnaireUnsupported, AnswersNeedCare, AnswersRefused, TextRefused,
            TooManyScriptsWaiting, QueueFull
        """
        response = await self._response(caller, asked.script_id, asked.wish)
        async with self._uow.begin(caller.user_id) as tx:
            scripts = self._scripts(tx)
            if await seen_before(tx, "RewriteScenes", asked.request_id, asked.fingerprint, asked.script_id):
                return await existing(scripts, asked.script_id)
            script = await to_be_changed(scripts, asked.script_id, asked.etag)
            for scene_id in asked.scene_ids:
                must_have(script, scene_id)
            retold = _retold(script, asked, told_by_question(response))
            to_write = ToWrite(
                scene_ids=asked.scene_ids,
                wish=editing.one_line(asked.wish),
                change=VersionChange.REWRITTEN,
                kept_entry_ids=tuple(
                    scene.entry_id for scene in script.scenes if scene.entry_id and scene.id not in retold
                ),
                seed=_seed(asked.request_id),
                retold=retold,
            )
            return await self._begin(tx, caller, scripts, script, response, to_write)

    async def add_scene(self, caller: Principal, new: NewScene) -> Script:
        """Has one more scene written.

        Raises:
            ScriptNotFound, ScriptNotReady, TooManyScenes, VisualInvalid, EtagMismatch, RequestIdReused,
            ResponseNotFound, ResponseNotSubmitted, QuestionnaireUnsupported, AnswersNeedCare, AnswersRefused,
            TextRefused, TooManyScriptsWaiting, QueueFull
        """
        self._safeguard.judge_texts(caller.workspace_id, new.change.texts)
        response = await self._response(caller, new.script_id, new.wish)
        async with self._uow.begin(caller.user_id) as tx:
            scripts = self._scripts(tx)
            if await seen_before(tx, "AddScene", new.request_id, new.fingerprint, new.script_id):
                return await existing(scripts, new.script_id)
            script = await to_be_changed(scripts, new.script_id, new.etag)
            index = min(new.index, len(script.scenes))
            scene = scene_to_add(script, index, new.change)
            assert scene.id is not None
            script = replace(script, scenes=editing.inserted(script.scenes, scene, index))
            to_write = ToWrite(
                scene_ids=(scene.id,),
                wish=editing.one_line(new.wish),
                change=VersionChange.ADDED,
                kept_entry_ids=tuple(each.entry_id for each in script.scenes if each.entry_id),
                seed=_seed(new.request_id),
                keeps_title=bool(scene.title),
                keeps_visual=new.change.visual is not None,
            )
            return await self._begin(tx, caller, scripts, script, response, to_write)

    async def offer(self, owner: UserId, script_id: ScriptId) -> RewriteOffer:
        """Which scenes came from answers that were changed and submitted since.

        Raises:
            ScriptNotFound, ResponseNotFound, ResponseNotSubmitted
        """
        async with self._uow.read(owner) as tx:
            scripts = self._scripts(tx)
            script = await existing(scripts, script_id)
            written_from = await scripts.answers(script_id)
        response = await self._responses.last_submitted(script.response_id)
        return offer(script, written_from, told_by_question(response), response.revision)

    async def _response(self, caller: Principal, script_id: ScriptId, wish: str) -> SubmittedResponse:
        self._safeguard.judge_texts(caller.workspace_id, {"wish": wish})
        async with self._uow.read(caller.user_id) as tx:
            script = await existing(self._scripts(tx), script_id)
        response = await self._responses.last_submitted(script.response_id)
        if DREAM not in response.question_ids:
            raise QuestionnaireUnsupported(response.questionnaire_id)
        await self._safeguard.judge_answers(caller.workspace_id, response, script.options.language)
        return response

    async def _begin(
        self,
        tx: Tx,
        caller: Principal,
        scripts: Scripts,
        script: Script,
        response: SubmittedResponse,
        to_write: ToWrite,
    ) -> Script:
        must_be_admitted(await self._admission.refusal(tx))
        job_id = JobId(new_id())
        payload = self._payload_of(script, response, caller.workspace_id, to_write)
        script = progress.rewriting(script, to_write.scene_ids, job_id, response.revision, self._clock.now())
        await scripts.save(script)
        record(tx, script.id, "rewrite_asked", scenes=len(to_write.scene_ids), revision=response.revision)
        await tx.flush()
        await enqueue(tx, NewJob(job_id, JOB_KIND, script.id, payload, priority=priority_of(caller.plan)))
        self._events.wake(tx, script.id)
        return script


def _retold(script: Script, asked: RewriteAskedFor, latest: Mapping[str, str]) -> dict[SceneId, str]:
    """Entries to tell again: without a wish, a scene whose answers have changed is told of the new ones.

    Any other scene is to become another.
    """
    if asked.wish.strip():
        return {}
    return {
        scene.id: scene.entry_id
        for scene in script.scenes
        if scene.id in asked.scene_ids and scene.entry_id and scene.id and is_outdated(scene, latest)
    }


def _seed(request_id: UUID) -> int:
    return 1 + request_id.int % (SEED_RANGE - 1)
