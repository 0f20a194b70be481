"""The script service and its worker inside a test, on real servers; the model and the answers are fakes."""

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import UUID, uuid4

from encompass.script.v1.script_service_pb2 import CreateScriptRequest

from services.kit.bus import NatsBus, open_bus
from services.kit.clock import SystemClock
from services.kit.ids import SessionId, UserId, WorkspaceId, new_id
from services.kit.jobs.admission import Admission
from services.kit.plans import Plan
from services.kit.principal import Principal
from services.kit.settings import DbSettings, NatsSettings, QueueSettings
from services.script.adapters.events import ScriptEvents
from services.script.adapters.live_text import BusLiveText
from services.script.adapters.prompt_files import load_prompts
from services.script.adapters.safety_rules import load_safety_rules
from services.script.adapters.scene_uses import SqlSceneUses
from services.script.adapters.scripts import SqlScripts
from services.script.domain.model import Length, Options, SceneId, Script, ScriptState
from services.script.domain.model_use import ModelUse
from services.script.domain.safety.model import WorkspaceRules
from services.script.job_messages import job_message, rewrite_message
from services.script.ports import Responses
from services.script.use_cases.caring import Safeguard
from services.script.use_cases.editing import ScriptEditing
from services.script.use_cases.rewriting import RewriteAskedFor, ScriptRewriting
from services.script.use_cases.scripts import AskedFor, ScriptUseCases
from services.script.use_cases.versions import ScriptHistory
from services.script.use_cases.writing import Pace
from services.script.worker import Engine, ScriptHandler
from tests.fakes.story import FakeResponses, FakeStoryModel
from tests.support.platform import Platform, open_platform
from tests.support.waiting import until
from tests.unit.script.bank import the_bank
from tests.unit.script.people import MAYA

DONE = (ScriptState.READY, ScriptState.FAILED, ScriptState.CANCELLED)
WORKSPACE = WorkspaceId(UUID("00000000-0000-7000-8000-000000000001"))
STRICT_WORKSPACE = WorkspaceId(UUID("00000000-0000-7000-8000-000000000002"))
"""It refuses casinos."""


class Desk:
    """The script service and its worker."""

    def __init__(self, platform: Platform, bus: NatsBus) -> None:
        self.platform = platform
        self.bus = bus
        self.model = FakeStoryModel()
        self.responses = FakeResponses(MAYA)
        self.clock = SystemClock()
        self.uow = platform.databases.uow
        self.admission = Admission("script", QueueSettings(per_owner=3))
        self.uses = SqlSceneUses(platform.databases.directory)
        self.events = ScriptEvents(bus, self.clock)
        self.safeguard = Safeguard(load_safety_rules(), {STRICT_WORKSPACE: WorkspaceRules(words=("casino",))})
        self.scripts = self.service(self.responses)
        self.editing = ScriptEditing(self.uow, SqlScripts, self.clock, self.safeguard)
        self.rewriting = ScriptRewriting(
            self.uow,
            SqlScripts,
            self.responses,
            rewrite_message,
            self.admission,
            self.clock,
            safeguard=self.safeguard,
            events=self.events,
        )
        self.history = ScriptHistory(self.uow, SqlScripts)
        engine = Engine(
            self.model,
            "a-fake-model",
            ModelUse(blank_candidates=4),
            the_bank(),
            load_prompts(),
            self.safeguard,
        )
        self.handler = ScriptHandler(
            SqlScripts,
            engine,
            self.uses,
            BusLiveText(bus, self.clock),
            self.events,
            self.clock,
            pace=Pace().times(20),
        )

    def service(self, responses: Responses, *, languages: Collection[str] = ("en",)) -> ScriptUseCases:
        """The use cases over other responses or languages."""
        return ScriptUseCases(
            self.uow,
            SqlScripts,
            responses,
            job_message,
            self.admission,
            self.clock,
            safeguard=self.safeguard,
            events=self.events,
            uses=self.uses,
            languages=languages,
        )

    async def ask(
        self,
        owner: UserId,
        *,
        length: Length = Length.SHORT,
        seed: int = 7,
        options: Options | None = None,
        workspace: WorkspaceId = WORKSPACE,
    ) -> Script:
        """Asks for a script."""
        request = asked(length=length, seed=seed, options=options)
        return await self.scripts.create(caller(owner, workspace=workspace), request)

    async def written(
        self, owner: UserId, *, length: Length = Length.SHORT, options: Options | None = None
    ) -> Script:
        """A script that is written to its end; a worker has to run."""
        return await self.until_over(owner, await self.ask(owner, length=length, options=options))

    async def rewritten(
        self, owner: UserId, script: Script, scene_ids: Collection[SceneId | None], *, wish: str = ""
    ) -> Script:
        """Some scenes written anew, to the end."""
        await self.rewriting.rewrite(caller(owner), rewrite_of(script, scene_ids, wish=wish))
        return await self.until_over(owner, script)

    async def until_over(self, owner: UserId, script: Script) -> Script:
        """The script once nothing of it is being written."""

        async def is_over() -> bool:
            return (await self.scripts.get(owner, script.id)).state in DONE

        await until(is_over)
        return await self.scripts.get(owner, script.id)


def caller(owner: UserId, *, workspace: WorkspaceId = WORKSPACE, plan: Plan = Plan.FREE) -> Principal:
    """Somebody who is signed in."""
    return Principal(owner, workspace, SessionId(new_id()), "a token", plan)


def somebody() -> UserId:
    """A person whom nobody knows yet."""
    return UserId(new_id())


def asked(*, length: Length = Length.SHORT, seed: int = 7, options: Options | None = None) -> AskedFor:
    """A request for a script."""
    request = CreateScriptRequest(request_id=str(uuid4()), response_id=str(uuid4()), seed=seed)
    return AskedFor(
        request_id=uuid4(),
        response_id=uuid4(),
        length=length,
        seed=seed,
        fingerprint=request,
        options=options or Options(),
    )


def rewrite_of(
    script: Script, scene_ids: Collection[SceneId | None], *, wish: str = "", etag: str = ""
) -> RewriteAskedFor:
    """A request to write some scenes anew."""
    request_id = uuid4()
    return RewriteAskedFor(
        request_id=request_id,
        script_id=script.id,
        scene_ids=tuple(scene_id for scene_id in scene_ids if scene_id is not None),
        wish=wish,
        etag=etag,
        fingerprint=CreateScriptRequest(request_id=str(request_id)),
    )


@asynccontextmanager
async def open_desk(db: DbSettings, nats: NatsSettings) -> AsyncIterator[Desk]:
    """A desk on a database and a NATS of its own; workers and relays are the test's to start."""
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(open_platform(db, nats))
        bus = await stack.enter_async_context(open_bus(nats, name="test"))
        yield Desk(platform, bus)
