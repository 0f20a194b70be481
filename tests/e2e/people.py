"""People who use the stack as anybody would: through the edge, with the client."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from encompass import Encompass, Response, Script, ScriptLength
from encompass.cli.answers import load_answers, to_answers
from encompass.script.v1 import script_pb2

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PASSWORD = "a long and quiet password"


@asynccontextmanager
async def somebody(edge_url: str) -> AsyncIterator[Encompass]:
    """A client signed in as a new person."""
    async with Encompass(edge_url) as client:
        await client.accounts.sign_up(new_email(), PASSWORD)
        yield client


def new_email() -> str:
    return f"{secrets.token_hex(8)}@people.example"


async def submitted(client: Encompass, example: str = "maya") -> Response:
    """A response with the answers of an example, submitted."""
    file = load_answers(EXAMPLES / f"{example}.yaml")
    questionnaire = await client.questionnaires.get(file.questionnaire)
    response = await client.responses.start(questionnaire.id)
    await client.responses.save(response.id, to_answers(file, questionnaire))
    return await client.responses.submit(response.id)


async def written(
    client: Encompass,
    example: str = "maya",
    *,
    length: ScriptLength = script_pb2.SCRIPT_LENGTH_SHORT,
    seed: int = 7,
) -> Script:
    """A script of an example's answers, finished."""
    response = await submitted(client, example)
    script = await client.scripts.create(response.id, length=length, seed=seed)
    async for change in client.scripts.watch(script.id):
        script = change.script
    assert script.state == script_pb2.SCRIPT_STATE_READY, script.failure.message
    return script
