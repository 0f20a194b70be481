"""The only file that names the script domain's concrete adapters."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from encompass.script.v1.script_service_pb2_grpc import add_ScriptServiceServicer_to_server

from services.kit.bus import open_bus
from services.kit.clock import Clock, SystemClock
from services.kit.db.databases import open_databases
from services.kit.grpc.client import open_channel
from services.kit.grpc.server import GrpcService
from services.kit.jobs.admission import Admission
from services.kit.jobs.erasure import eraser
from services.kit.jobs.worker import JobWorker, WorkerOptions
from services.kit.process import Loop
from services.kit.triton import TritonClient
from services.script.adapters.events import ScriptEvents
from services.script.adapters.live_text import BusLiveText
from services.script.adapters.prompt_files import load_prompts
from services.script.adapters.responses import GrpcResponses
from services.script.adapters.safety_rules import load_safety_rules
from services.script.adapters.scene_bank import load_bank
from services.script.adapters.scene_uses import SqlSceneUses
from services.script.adapters.scripts import SqlScripts
from services.script.adapters.story_model import TritonStoryModel
from services.script.domain.model_use import ModelUse
from services.script.domain.safety.model import WorkspaceRules
from services.script.handlers import ScriptServicer
from services.script.job_messages import job_message, rewrite_message
from services.script.ports import Responses, StoryModel
from services.script.settings import SafetySettings, ScriptSettings, ScriptWorkerSettings
from services.script.use_cases.access import JOB_KIND
from services.script.use_cases.caring import Safeguard
from services.script.use_cases.editing import ScriptEditing
from services.script.use_cases.erasure import ScriptErasure
from services.script.use_cases.rewriting import ScriptRewriting
from services.script.use_cases.scripts import ScriptUseCases
from services.script.use_cases.versions import ScriptHistory
from services.script.use_cases.writing import Pace
from services.script.worker import Engine, ScriptHandler

SERVICE_NAME = "encompass.script.v1.ScriptService"


@asynccontextmanager
async def bootstrap(
    settings: ScriptSettings, *, responses: Responses | None = None, clock: Clock | None = None
) -> AsyncIterator[Sequence[GrpcService]]:
    """Everything that the service needs, opened; a test may bring its own parts."""
    async with AsyncExitStack() as stack:
        databases = await stack.enter_async_context(open_databases(settings.db, application_name="script"))
        bus = await stack.enter_async_context(open_bus(settings.nats, name="script"))
        if responses is None:
            channel = open_channel(settings.peers["questionnaire"], settings.tls, server_name="questionnaire")
            responses = GrpcResponses(await stack.enter_async_context(channel))
        clock = clock or SystemClock()
        uow, safeguard, events = databases.uow, _safeguard(settings.safety), ScriptEvents(bus, clock)
        admission = Admission(JOB_KIND, settings.queue)
        scripts = ScriptUseCases(
            uow,
            SqlScripts,
            responses,
            job_message,
            admission,
            clock,
            safeguard=safeguard,
            events=events,
            uses=SqlSceneUses(databases.directory),
            languages=settings.story.languages,
        )
        rewriting = ScriptRewriting(
            uow,
            SqlScripts,
            responses,
            rewrite_message,
            admission,
            clock,
            safeguard=safeguard,
            events=events,
        )
        servicer = ScriptServicer(
            scripts,
            ScriptEditing(uow, SqlScripts, clock, safeguard),
            rewriting,
            ScriptHistory(uow, SqlScripts),
            bus,
        )
        yield [
            GrpcService(SERVICE_NAME, lambda server: add_ScriptServiceServicer_to_server(servicer, server))
        ]


@asynccontextmanager
async def bootstrap_worker(
    settings: ScriptWorkerSettings, *, model: StoryModel | None = None, clock: Clock | None = None
) -> AsyncIterator[Sequence[Loop]]:
    """Everything that the worker needs, opened; a test may bring its own parts."""
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        databases = await stack.enter_async_context(
            open_databases(settings.db, application_name="script-worker")
        )
        bus = await stack.enter_async_context(open_bus(settings.nats, name="script-worker"))
        if model is None:
            triton = await stack.enter_async_context(TritonClient(settings.triton))
            model = TritonStoryModel(
                triton,
                temperature=settings.story.temperature,
                deadline_seconds=settings.story.deadline_seconds,
            )
        story = settings.story
        engine = Engine(
            model=model,
            model_name=story.model,
            use=ModelUse(story.role, story.candidates, story.scene_candidates),
            bank=load_bank(),
            prompts=load_prompts(story.prompts, story.chat_format),
            safeguard=_safeguard(settings.safety),
        )
        handler = ScriptHandler(
            SqlScripts,
            engine,
            SqlSceneUses(databases.directory),
            BusLiveText(bus, clock),
            ScriptEvents(bus, clock),
            clock,
            most_scenes=settings.story.most_scenes,
            pace=Pace().times(settings.story.pace),
        )
        options = WorkerOptions.of(settings.work, concurrency=settings.story.concurrency)
        worker = JobWorker(databases, settings.nats, [handler], options)
        erasure = ScriptErasure(
            databases.uow, SqlScripts, SqlSceneUses(databases.directory), ScriptEvents(bus, clock)
        )
        yield [worker.run, eraser(settings.nats, "script", erasure, SystemClock()).run]


def _safeguard(settings: SafetySettings) -> Safeguard:
    stricter = {
        workspace: WorkspaceRules(extra.words, extra.concerns)
        for workspace, extra in settings.workspaces.items()
    }
    return Safeguard(load_safety_rules(), stricter)
