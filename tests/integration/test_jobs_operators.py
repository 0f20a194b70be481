"""Operators at work: real servers, the edge in front, and a worker whose deeds fail."""

import json
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from encompass.jobs.v1 import job_admin_pb2, job_admin_service_pb2, mesh_admin_service_pb2, mesh_pb2
from encompass.jobs.v1.job_admin_service_pb2_grpc import JobAdminServiceStub
from encompass.jobs.v1.mesh_admin_service_pb2_grpc import MeshAdminServiceStub
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status

from services.kit.ids import JobId, UserId
from services.kit.jobs.model import JobState
from services.kit.settings import DbSettings, NatsSettings
from services.stack.launch import StackInfo
from services.stack.layout import Layout
from tests.support.deeds import Deed, DeedHandler, ask_for, create_tables, facts, somebody, until_over
from tests.support.platform import Platform, open_platform
from tests.support.shared_stack import shared_stack
from tests.support.waiting import until

pytestmark = pytest.mark.xdist_group("operators")

PASSWORD = "a long walk by the sea"


@pytest.fixture(scope="module")
def desk(run_folder: Path) -> Iterator[StackInfo]:
    """What operators need, and none of the real workers: the deeds are for this test's own."""
    with shared_stack(run_folder / "operators", {"envoy", "auth", "jobs"}) as info:
        env = info.environment_of("jobs")
        create_tables(_db(env))
        yield info


@pytest.fixture
async def platform(desk: StackInfo) -> AsyncIterator[Platform]:
    env = desk.environment_of("jobs")
    nats = NatsSettings.model_validate(
        {name: env[f"ENCOMPASS_NATS__{name.upper()}"] for name in ("url", "user", "password")}
    )
    async with open_platform(_db(env), nats) as opened:
        yield opened


@pytest.fixture
async def web(desk: StackInfo) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=desk.edge_url, timeout=60) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    email: str
    token: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@pytest.fixture
async def person(web: httpx.AsyncClient) -> Person:
    email = f"{uuid.uuid4().hex}@example.com"
    body = {"email": email, "password": PASSWORD, "displayName": "Maya"}
    return Person(email, _token(await web.post("/v1/auth:signUp", json=body)))


@pytest.fixture
async def operator(desk: StackInfo, web: httpx.AsyncClient, person: Person) -> Person:
    _command(desk, "grant", person.email)
    return await _signed_in_again(web, person)


async def test_nobody_gets_to_the_jobs_of_others_without_the_role(
    web: httpx.AsyncClient, person: Person
) -> None:
    assert (await web.get("/v1/admin/jobs")).status_code == 401
    answer = await web.get("/v1/admin/jobs", headers=person.bearer)
    assert answer.status_code == 403
    assert answer.json()["code"] == grpc.StatusCode.PERMISSION_DENIED.value[0]
    assert answer.json()["details"][0]["reason"] == "PERMISSION_DENIED"
    assert answer.json()["details"][0]["metadata"] == {"permission": "operator"}


async def test_a_caller_of_grpc_is_refused_as_well(desk: StackInfo, person: Person) -> None:
    async with grpc.aio.insecure_channel(desk.edge_url.removeprefix("http://")) as channel:
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await JobAdminServiceStub(channel).GetQueueStats(
                job_admin_service_pb2.GetQueueStatsRequest(), metadata=_metadata(person), timeout=30
            )
    assert refusal.value.code() is grpc.StatusCode.PERMISSION_DENIED


async def test_the_service_itself_asks_for_the_role_though_the_edge_has_done_so(
    desk: StackInfo, person: Person
) -> None:
    async with _behind_the_edge(desk, as_service="edge") as channel:
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await JobAdminServiceStub(channel).GetQueueStats(
                job_admin_service_pb2.GetQueueStatsRequest(), metadata=_metadata(person), timeout=30
            )
    assert _reason(refusal.value) == "PERMISSION_DENIED"


async def test_no_service_of_the_mesh_but_the_edge_is_answered(desk: StackInfo, operator: Person) -> None:
    async with _behind_the_edge(desk, as_service="script") as channel:
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await JobAdminServiceStub(channel).GetQueueStats(
                job_admin_service_pb2.GetQueueStatsRequest(), metadata=_metadata(operator), timeout=30
            )
    assert _reason(refusal.value) == "PEER_NOT_ALLOWED"


async def test_a_role_that_is_taken_back_is_gone_with_the_next_token(
    desk: StackInfo, web: httpx.AsyncClient, operator: Person
) -> None:
    assert (await web.get("/v1/admin/queues", headers=operator.bearer)).status_code == 200
    _command(desk, "revoke", operator.email)
    again = await _signed_in_again(web, operator)
    assert (await web.get("/v1/admin/queues", headers=again.bearer)).status_code == 403


def test_a_role_is_granted_to_accounts_only(desk: StackInfo) -> None:
    done = _run(desk, "grant", "nobody@example.com")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("Nobody has signed up as nobody@example.com.")


async def test_a_job_that_is_set_aside_is_found_understood_and_brought_to_its_end(
    platform: Platform, web: httpx.AsyncClient, operator: Person
) -> None:
    handler = DeedHandler()
    platform.worker(handler)
    owner, job = await _a_job_set_aside(platform)

    listed = await _listed(web, operator, setAsideOnly="true", kind="script", state="JOB_STATE_FAILED")
    assert str(job) in listed
    found = (await web.get(f"/v1/admin/users/{owner}/jobs/{job}", headers=operator.bearer)).json()
    assert found["job"]["setAsideReason"] == "SET_ASIDE_REASON_UNEXPECTED_ERROR"
    assert found["job"]["failure"]["reason"] == "INTERNAL"
    assert found["job"]["failure"]["detail"] == "KeyError: 'step/1'"
    assert [step["key"] for step in found["steps"]] == ["step/0"]
    assert [(charge["stepKey"], charge["quantity"]) for charge in found["charges"]] == [("step/0", "1")]

    handler.mends = True
    retry = f"/v1/admin/users/{owner}/jobs/{job}:retry"
    body = {"requestId": str(uuid.uuid4()), "reason": "the bug is mended"}
    answers = [await web.post(retry, json=body, headers=operator.bearer) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]

    async def finished() -> bool:
        return (await facts(platform.databases, owner, job)).view.state is JobState.SUCCEEDED

    await until(finished, within=60)
    facts_now = await facts(platform.databases, owner, job)
    assert (facts_now.deed_state, facts_now.charges) == ("FINISHED", ["step/0", "step/1"])
    assert handler.worked.count("step/0") == 1
    found = (await web.get(f"/v1/admin/users/{owner}/jobs/{job}", headers=operator.bearer)).json()
    assert [action["reason"] for action in found["actions"]] == ["the bug is mended"]
    assert found["actions"][0]["kind"] == "OPERATOR_ACTION_KIND_RETRY"
    assert str(job) not in await _listed(web, operator, setAsideOnly="true")

    again = await web.post(retry, json=body | {"requestId": str(uuid.uuid4())}, headers=operator.bearer)
    assert again.json()["details"][0]["reason"] == "JOB_NOT_FAILED"


async def test_a_discarded_job_leaves_the_list_and_stays_failed_for_its_owner(
    platform: Platform, web: httpx.AsyncClient, operator: Person
) -> None:
    platform.worker(DeedHandler())
    owner, job = await _a_job_set_aside(platform)
    before = await _set_aside(web, operator)
    discard = f"/v1/admin/users/{owner}/jobs/{job}:discard"
    body = {"requestId": str(uuid.uuid4()), "reason": "nobody wants it"}
    assert (await web.post(discard, json=body, headers=operator.bearer)).status_code == 200
    assert str(job) not in await _listed(web, operator, setAsideOnly="true")
    assert str(job) in await _listed(web, operator)
    assert await _set_aside(web, operator) == before - 1
    found = await facts(platform.databases, owner, job)
    assert (found.view.state, found.deed_state) == (JobState.FAILED, "FAILED")
    other = body | {"requestId": str(uuid.uuid4())}
    refused = await web.post(discard, json=other, headers=operator.bearer)
    assert refused.json()["details"][0]["reason"] == "JOB_NOT_SET_ASIDE"


async def test_lists_go_over_all_shards_in_order_and_a_page_at_a_time(
    platform: Platform, web: httpx.AsyncClient, operator: Person
) -> None:
    asked = []
    for _ in range(5):
        asked.append(str(await ask_for(platform.databases, somebody(), Deed(), kind="deed")))
    newest = await _listed(web, operator, kind="deed", pageSize="2", state="JOB_STATE_QUEUED")
    assert newest == asked[::-1]
    oldest = await _listed(web, operator, kind="deed", pageSize="2", order="JOB_ORDER_OLDEST_FIRST")
    assert oldest == asked


async def test_what_is_not_there_is_not_found(web: httpx.AsyncClient, operator: Person) -> None:
    answer = await web.get(f"/v1/admin/users/{uuid.uuid4()}/jobs/{uuid.uuid4()}", headers=operator.bearer)
    assert answer.status_code == 404
    assert answer.json()["details"][0]["reason"] == "JOB_NOT_FOUND"
    assert answer.json()["details"][0]["domain"] == "encompass.jobs"


async def test_an_order_without_a_reason_breaks_the_contract(
    web: httpx.AsyncClient, operator: Person
) -> None:
    answer = await web.post(
        f"/v1/admin/users/{uuid.uuid4()}/jobs/{uuid.uuid4()}:retry",
        json={"requestId": str(uuid.uuid4())},
        headers=operator.bearer,
    )
    assert answer.status_code == 400
    assert answer.json()["details"][0]["reason"] == "VALIDATION_FAILED"


async def test_who_watches_the_queues_sees_a_job_come_and_resumes_after_what_they_saw(
    desk: StackInfo, platform: Platform, operator: Person
) -> None:
    async with grpc.aio.insecure_channel(desk.edge_url.removeprefix("http://")) as channel:
        stub = JobAdminServiceStub(channel)
        watch = stub.WatchQueueStats(
            job_admin_service_pb2.WatchQueueStatsRequest(), metadata=_metadata(operator), timeout=60
        )
        messages = aiter(watch)
        first = await anext(messages)
        assert first.WhichOneof("event") == "snapshot"
        assert not first.snapshot.overview.unreachable_shards
        waited = _waiting(first.snapshot.overview, "watched")
        await ask_for(platform.databases, somebody(), Deed(), kind="watched")
        change = await _change_to(messages, "watched", waited + 1)
        due = [queue.oldest_due_time for queue in change.change.queues if queue.kind == "watched"]
        assert all(moment.seconds > 0 for moment in due)
        watch.cancel()
        await ask_for(platform.databases, somebody(), Deed(), kind="watched")
        again = stub.WatchQueueStats(
            job_admin_service_pb2.WatchQueueStatsRequest(resume_token=change.resume_token),
            metadata=_metadata(operator),
            timeout=60,
        )
        await _change_to(aiter(again), "watched", waited + 2)
        again.cancel()


async def test_the_mesh_shows_what_runs_and_what_does_not(desk: StackInfo, operator: Person) -> None:
    async with grpc.aio.insecure_channel(desk.edge_url.removeprefix("http://")) as channel:
        watch = MeshAdminServiceStub(channel).WatchMesh(
            mesh_admin_service_pb2.WatchMeshRequest(), metadata=_metadata(operator), timeout=60
        )
        should_be_up = {"edge", "auth", "jobs", "nats", "s3", "directory", "shard-0", "shard-1"}
        async for message in watch:  # a part that paused when it was looked at is up with the next look
            parts = {part.name: part for part in message.mesh.parts}
            up = {name for name, part in parts.items() if part.health == mesh_pb2.MESH_HEALTH_UP}
            if should_be_up <= up:
                break
        watch.cancel()
    assert up == should_be_up
    down = {name for name, part in parts.items() if part.health == mesh_pb2.MESH_HEALTH_DOWN}
    assert {"script", "video", "script-worker", "video-worker", "triton"} <= down
    assert parts["script"].detail == "unavailable"
    assert all(part.since_time.seconds > 0 for part in parts.values())
    assert all(parts[name].latency.ToMilliseconds() < 2000 for name in up)


async def test_the_mesh_is_for_operators_alone(web: httpx.AsyncClient, person: Person) -> None:
    for path in ("/v1/admin/mesh", "/v1/admin/mesh:watch", "/v1/admin/queues:watch"):
        assert (await web.get(path)).status_code == 401
        assert (await web.get(path, headers=person.bearer)).status_code == 403


async def test_a_script_reads_the_mesh_as_json(web: httpx.AsyncClient, operator: Person) -> None:
    answer = await web.get("/v1/admin/mesh", headers=operator.bearer)
    assert answer.status_code == 200, answer.text
    kinds = {part["kind"] for part in answer.json()["mesh"]["parts"]}
    assert {"MESH_PART_KIND_EDGE", "MESH_PART_KIND_SERVICE", "MESH_PART_KIND_DATABASE"} <= kinds


async def _change_to(
    messages: AsyncIterator[job_admin_service_pb2.WatchQueueStatsResponse], kind: str, waiting: int
) -> job_admin_service_pb2.WatchQueueStatsResponse:
    """The change after which so many wait; others are of what tests before this one have left."""
    async for message in messages:
        if message.WhichOneof("event") == "checkpoint":
            continue
        assert message.WhichOneof("event") == "change", "they have seen the beginning"
        if _waiting(message.change, kind) == waiting:
            return message
    raise AssertionError(f"there were never {waiting} of {kind}")


def _waiting(overview: job_admin_pb2.QueueOverview, kind: str) -> int:
    return sum(queue.waiting_count for queue in overview.queues if queue.kind == kind)


async def _a_job_set_aside(platform: Platform) -> tuple[UserId, JobId]:
    owner = somebody()
    deed = Deed(steps=2, fail_at="step/1", failures=9, unforeseen=True)
    job = await ask_for(platform.databases, owner, deed, max_attempts=1)
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_reason) == (JobState.FAILED, "INTERNAL")
    return owner, job


async def _listed(web: httpx.AsyncClient, operator: Person, **wanted: str) -> list[str]:
    """Ids of all jobs of a list, in its order."""
    ids: list[str] = []
    token = ""
    while True:
        answer = await web.get(
            "/v1/admin/jobs", params=wanted | {"pageToken": token}, headers=operator.bearer
        )
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        ids += [job["id"] for job in page["jobs"]]
        token = page["nextPageToken"]
        if not token:
            return ids


async def _set_aside(web: httpx.AsyncClient, operator: Person) -> int:
    answer = await web.get("/v1/admin/queues", headers=operator.bearer)
    assert answer.status_code == 200, answer.text
    return sum(queue["setAsideCount"] for queue in answer.json()["queues"] if queue["kind"] == "script")


def _token(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return str(answer.json()["tokens"]["accessToken"])


async def _signed_in_again(web: httpx.AsyncClient, person: Person) -> Person:
    answer = await web.post("/v1/auth:signIn", json={"email": person.email, "password": PASSWORD})
    return Person(person.email, _token(answer))


def _command(desk: StackInfo, *arguments: str) -> None:
    done = _run(desk, *arguments)
    assert done.returncode == 0, done.stderr


def _run(desk: StackInfo, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.auth.operators", *arguments],
        env=desk.environment_of("auth"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _db(env: dict[str, str]) -> DbSettings:
    return DbSettings.model_validate(
        {
            "directory_url": env["ENCOMPASS_DB__DIRECTORY_URL"],
            "shards": json.loads(env["ENCOMPASS_DB__SHARDS"]),
        }
    )


def _metadata(person: Person) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {person.token}"),)


def _behind_the_edge(desk: StackInfo, *, as_service: str) -> grpc.aio.Channel:
    layout = Layout(desk.folder)
    credentials = grpc.ssl_channel_credentials(
        layout.ca.read_bytes(),
        layout.key_of(as_service).read_bytes(),
        layout.certificate_of(as_service).read_bytes(),
    )
    target = json.loads(desk.environment_of("jobs")["ENCOMPASS_PEERS"])["jobs"]
    options = (("grpc.ssl_target_name_override", "jobs.encompass.local"),)
    return grpc.aio.secure_channel(target, credentials, options=options)


def _reason(error: grpc.aio.AioRpcError) -> str:
    metadata = error.trailing_metadata() or ()
    (status,) = (value for key, value in metadata if key == "grpc-status-details-bin")
    assert isinstance(status, bytes)
    info = ErrorInfo()
    assert Status.FromString(status).details[0].Unpack(info)
    return str(info.reason)


def test_every_state_can_be_asked_for() -> None:
    names = {name.removeprefix("JOB_STATE_") for name in job_admin_pb2.JobState.keys()}  # noqa: SIM118  (an enum of protobuf is no dict)
    assert names - {"UNSPECIFIED"} == {state.value for state in JobState}
