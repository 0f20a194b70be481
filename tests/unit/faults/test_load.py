"""People send again until they are answered, and note what their watches say."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from encompass.errors import Internal, NotFound, OutOfRange, ResourceExhausted, Unavailable
from encompass.script.v1 import script_pb2
from encompass.script.v1.script_service_pb2 import Checkpoint, SceneText, WatchScriptResponse

from services.kit import streaming
from tests.faults.load.patience import Caller, Patience, Unanswered
from tests.faults.load.record import PersonRecord, Standing, Watching
from tests.faults.load.watching import ScriptReader, version_of, watch_to_the_end
from tests.faults.plan import WatchPlan

SUBJECT = "watch.script.1"


def caller(record: PersonRecord | None = None, *, bound_s: float = 60.0) -> Caller:
    return Caller(record or PersonRecord(0), Patience(bound_s), random.Random(1))


def token(version: int | None) -> str:
    return streaming._write_token(SUBJECT, version)


async def test_a_call_is_sent_until_it_is_answered() -> None:
    answers: list[Exception | str] = [Unavailable("away"), ResourceExhausted("full"), "here"]
    sent = 0

    async def call() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def count() -> None:
        nonlocal sent
        sent += 1

    assert await caller().until_answered("Get", call, before=count) == "here"
    assert sent == 3


async def test_a_definite_refusal_is_an_answer() -> None:
    async def call() -> str:
        raise NotFound("none", reason="SCRIPT_NOT_FOUND")

    with pytest.raises(NotFound):
        await caller().until_answered("Get", call)


async def test_patience_ends_and_is_noted() -> None:
    record = PersonRecord(0)
    patient = caller(record, bound_s=-1.0)
    patient.patience.starts()

    async def call() -> str:
        raise Unavailable("away", retry_after=timedelta(seconds=1))

    with pytest.raises(Unanswered):
        await patient.until_answered("Create", call)
    assert record.unanswered == ["Create: Unavailable away"]


async def test_words_of_our_machinery_and_faults_of_our_own_are_noted() -> None:
    record = PersonRecord(0)
    noting = caller(record)
    noting.note("Get", Unavailable("psycopg.OperationalError: server closed the connection"))
    noting.note("Get", Internal("Something went wrong.", reason="INTERNAL"))
    noting.note("Get", Internal("Received RST_STREAM"))
    noting.note("Get", Unavailable("upstream connect error"))
    assert len(record.complaints) == 2


@pytest.mark.parametrize("version", [None, 0, 7])
def test_the_version_is_read_out_of_the_services_own_tokens(version: int | None) -> None:
    assert version_of(token(version)) == version


async def test_a_watch_goes_on_from_its_token_whatever_breaks_it() -> None:
    asked: list[str] = []
    scene = script_pb2.Scene(index=0, narration="Even on the longest day.", finished=True)
    ready = script_pb2.Script(state=script_pb2.SCRIPT_STATE_READY, progress=1.0, scenes=[scene])
    writing = script_pb2.Script(state=script_pb2.SCRIPT_STATE_WRITING, progress=0.05)
    connections: list[list[WatchScriptResponse | Exception]] = [
        [
            WatchScriptResponse(resume_token=token(2), script=writing),
            WatchScriptResponse(resume_token=token(2), checkpoint=Checkpoint()),
        ],
        [Unavailable("away")],
        [
            WatchScriptResponse(resume_token=token(2), scene_text=SceneText(scene_index=0, text="Even")),
            WatchScriptResponse(
                resume_token=token(2), scene_text=SceneText(scene_index=0, offset=4, text=" on")
            ),
        ],
        [OutOfRange("expired", reason="RESUME_TOKEN_EXPIRED")],
        [WatchScriptResponse(resume_token=token(3), script=ready)],
    ]

    async def stream(resume_token: str) -> AsyncIterator[WatchScriptResponse]:
        asked.append(resume_token)
        for message in connections[len(asked) - 1]:
            if isinstance(message, Exception):
                raise message
            yield message

    watching = Watching()
    await watch_to_the_end(stream, ScriptReader(), watching, WatchPlan((2,), (0.0,)), caller())
    assert asked == ["", token(2), token(2), token(2), ""]
    assert watching.has_ended
    assert watching.refused_tokens == 1
    assert [seen.connection for seen in watching.messages] == [0, 0, 2, 2, 4]
    words = [seen.words for seen in watching.messages if seen.words is not None]
    assert [(one.offset, one.length, one.known) for one in words] == [(0, 4, 0), (4, 3, 4)]
    last = watching.messages[-1].snapshot
    assert last is not None
    assert (last.standing, last.contents) == (Standing.READY, ("0: Even on the longest day.",))


async def test_a_stream_that_ends_too_soon_is_opened_again() -> None:
    queued = script_pb2.Script(state=script_pb2.SCRIPT_STATE_QUEUED)
    over = script_pb2.Script(state=script_pb2.SCRIPT_STATE_CANCELLED)
    scripts = [queued, over]

    async def stream(resume_token: str) -> AsyncIterator[WatchScriptResponse]:
        version = 3 - len(scripts)
        yield WatchScriptResponse(resume_token=token(version), script=scripts.pop(0))

    watching = Watching()
    await watch_to_the_end(stream, ScriptReader(), watching, WatchPlan(), caller())
    assert watching.connections == 2
