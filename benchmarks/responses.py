"""How long a person waits for their responses: five thousand of them, with a hundred questions each.

The questionnaire has conditions, rules and earlier answers in its texts (see long_questionnaire.py), and all
responses belong to one person, which is the most that a list can have to page through. Calls go straight to
the service over mTLS with the person's token, and from there to a real Postgres: first one at a time, then a
few at once. What is measured is what the caller sees, so it includes the caller's own work on the answer.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, TypeAlias
from uuid import UUID

import encompass
import psutil
from encompass.questionnaire.v1 import questionnaire_pb2
from encompass.questionnaire.v1 import questionnaire_service_pb2 as pb
from encompass.questionnaire.v1.questionnaire_service_pb2_grpc import QuestionnaireServiceStub

from benchmarks.long_questionnaire import QUESTIONS, complete_answers, long_questionnaire
from benchmarks.report import report
from benchmarks.rpc import SAMPLED, UNLIMITED
from services.kit.clock import SystemClock
from services.kit.db.databases import open_databases
from services.kit.grpc.client import open_channel
from services.kit.ids import UserId, new_id
from services.kit.settings import DbSettings, TlsSettings
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.domain.resuming import progress_of
from services.questionnaire.domain.visibility import CompiledQuestionnaire
from services.stack.launch import Stack, StackInfo

RESPONSES: Final = 5000
CALLS: Final = 200
"""Of each kind, one at a time and again a few at once."""
AT_ONCE: Final = 4
PARTS: Final = ("auth", "envoy")
_BATCH: Final = 500
_SEED: Final = 7

Call: TypeAlias = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Person:
    """Whose responses they are."""

    id: UserId
    token: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Many calls of one kind: milliseconds until the caller had the answer, and of the service's CPU."""

    p50_ms: float
    p95_ms: float
    cpu_ms: float


def main() -> None:
    """Runs the benchmark on a stack of its own."""
    os.environ.update({**UNLIMITED, **SAMPLED, **os.environ})
    with tempfile.TemporaryDirectory(prefix="bench-responses-") as folder:
        stack = Stack(Path(folder) / "stack", parts=PARTS)
        with stack.running() as info, _service(info) as service:
            measured = asyncio.run(_measured(info, service))
    _print(measured)


async def _measured(info: StackInfo, service: psutil.Process) -> Mapping[str, Measured]:
    person = await _somebody(info)
    response_ids = await _written(info, person.id)
    tls = _tls(info)
    measured: dict[str, Measured] = {}
    async with open_channel(
        f"127.0.0.1:{info.ports['questionnaire']}", tls, server_name="questionnaire"
    ) as channel:
        await asyncio.wait_for(channel.channel_ready(), 30)
        for at_once in (1, AT_ONCE):
            calls = _Calls(QuestionnaireServiceStub(channel), person, response_ids)
            for name, call in calls.by_name().items():
                for _ in range(20):  # caches and pools warm up; not counted
                    await call()
                measured[f"{name}_{at_once}"] = await _timed(call, at_once, service)
            response_ids = response_ids[: -2 * (CALLS + 20)]  # those are submitted now
    return measured


class _Calls:
    """What a person does with their responses."""

    def __init__(self, stub: QuestionnaireServiceStub, person: Person, response_ids: Sequence[UUID]) -> None:
        self._stub = stub
        self._metadata = (("authorization", f"Bearer {person.token}"),)
        self._ids = [str(response_id) for response_id in response_ids]
        self._random = Random(_SEED)
        self._page_token = ""
        self._unsubmitted = iter(reversed(self._ids))
        self._names = 0

    def by_name(self) -> Mapping[str, Call]:
        return {
            "list": self._list,
            "resume": self._resume,
            "get": self._get,
            "save": self._save,
            "submit": self._submit,
        }

    async def _list(self) -> object:
        request = pb.ListResponsesRequest(page_size=20, page_token=self._page_token)
        answer = await self._stub.ListResponses(request, metadata=self._metadata)
        self._page_token = answer.next_page_token
        return answer

    async def _resume(self) -> object:
        request = pb.GetFormRequest(response_id=self._some_id(), language=self._random.choice(("", "de")))
        answer = await self._stub.GetForm(request, metadata=self._metadata)
        assert len(answer.form.questions) > QUESTIONS // 2
        return answer

    async def _get(self) -> object:
        request = pb.GetResponseRequest(response_id=self._some_id())
        return await self._stub.GetResponse(request, metadata=self._metadata)

    async def _save(self) -> object:
        self._names += 1
        answer = questionnaire_pb2.Answer(question_id="question_00", text=f"the sea, {self._names}")
        request = pb.SaveAnswersRequest(response_id=self._some_id(), answers=[answer])
        return await self._stub.SaveAnswers(request, metadata=self._metadata)

    async def _submit(self) -> object:
        request = pb.SubmitResponseRequest(response_id=next(self._unsubmitted))
        answer = await self._stub.SubmitResponse(request, metadata=self._metadata)
        assert answer.response.state == questionnaire_pb2.RESPONSE_STATE_SUBMITTED
        return answer

    def _some_id(self) -> str:
        return self._random.choice(self._ids[: RESPONSES // 2])


async def _timed(call: Call, at_once: int, service: psutil.Process) -> Measured:
    before = service.cpu_times()
    taken: list[float] = []
    left = iter(range(CALLS))

    async def caller() -> None:
        for _ in left:
            begun = time.perf_counter()
            await call()
            taken.append((time.perf_counter() - begun) * 1000)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(caller())
    after = service.cpu_times()
    used = after.user + after.system - before.user - before.system
    cuts = statistics.quantiles(taken, n=100)
    return Measured(p50_ms=cuts[49], p95_ms=cuts[94], cpu_ms=used * 1000 / len(taken))


async def _somebody(info: StackInfo) -> Person:
    async with encompass.Encompass(info.edge_url) as client:
        await client.accounts.sign_up(f"{secrets.token_hex(6)}@people.example", secrets.token_urlsafe(16))
        assert client.tokens is not None
        token = client.tokens.access_token
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return Person(UserId(UUID(claims["sub"])), token)


async def _written(info: StackInfo, owner: UserId) -> Sequence[UUID]:
    """Responses to the long questionnaire, complete and not yet submitted; the oldest first."""
    settings = DbSettings.model_validate({"directory_url": info.directory_url, "shards": info.shard_urls})
    questionnaire = long_questionnaire()
    asked = CompiledQuestionnaire(questionnaire, CelConditions())
    written: list[UUID] = []
    async with open_databases(settings) as databases:
        now = SystemClock().now()
        while len(written) < RESPONSES:
            async with SqlResponses(databases.uow).begin(owner) as store:
                for _ in range(_BATCH):
                    answers = complete_answers(len(written))
                    response = Response(
                        id=ResponseId(new_id()),
                        questionnaire_id=questionnaire.id,
                        questionnaire_version=questionnaire.version,
                        answers=answers,
                        changes=1,
                        created_at=now,
                        updated_at=now,
                        progress=progress_of(asked.view(answers)),
                    )
                    await store.add(response)
                    written.append(response.id)
    return written


def _tls(info: StackInfo) -> TlsSettings:
    """As the script service calls, which is among those that may."""
    env = info.environment_of("script")
    return TlsSettings.model_validate(
        {name: env[f"ENCOMPASS_TLS__{name.upper()}"] for name in ("ca", "cert", "key")}
    )


@contextmanager
def _service(info: StackInfo) -> Iterator[psutil.Process]:
    service = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.responses_service"],
        env=info.environment_of("questionnaire"),
        stdout=subprocess.DEVNULL,
    )
    try:
        yield psutil.Process(service.pid)
    finally:
        service.terminate()
        service.wait()


def _print(measured: Mapping[str, Measured]) -> None:
    names = list(dict.fromkeys(name.rpartition("_")[0] for name in measured))
    alone = {name: measured[f"{name}_1"] for name in names}
    several = {name: measured[f"{name}_{AT_ONCE}"] for name in names}
    report(
        f"{RESPONSES} responses of {QUESTIONS} questions: milliseconds a call",
        ("", "p50", "p95", "CPU at the service", f"p50, {AT_ONCE} at once", f"p95, {AT_ONCE} at once"),
        [
            (
                name,
                f"{alone[name].p50_ms:.1f}",
                f"{alone[name].p95_ms:.1f}",
                f"{alone[name].cpu_ms:.1f}",
                f"{several[name].p50_ms:.1f}",
                f"{several[name].p95_ms:.1f}",
            )
            for name in names
        ],
        {
            "responses": RESPONSES,
            "questions": QUESTIONS,
            **{f"{name}_p50_ms": round(alone[name].p50_ms, 1) for name in names},
            **{f"{name}_p95_ms": round(alone[name].p95_ms, 1) for name in names},
            **{f"{name}_cpu_ms": round(alone[name].cpu_ms, 1) for name in names},
            **{f"{name}_p50_ms_{AT_ONCE}_at_once": round(several[name].p50_ms, 1) for name in names},
        },
    )


if __name__ == "__main__":
    main()
