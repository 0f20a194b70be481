"""What expired long ago goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from services.questionnaire.domain.responses import Response
from services.questionnaire.ports import ExpiredResponse
from services.questionnaire.use_cases.pruning import Pruner
from tests.fakes.responses import FakeResponses
from tests.unit.questionnaire.asking import DOGS_1, MAYA, WITH_A_DOG, Desk

SHARD = "shard-0"


class FakeExpired:
    """Everybody's expired responses, on one shard."""

    shards = (SHARD,)

    def __init__(self, responses: FakeResponses, *always: ExpiredResponse) -> None:
        self._responses = responses
        self._always = always

    async def before(self, shard: str, moment: datetime, limit: int) -> Sequence[ExpiredResponse]:
        found = [
            ExpiredResponse(owner, row.id)
            for owner, store in self._responses.stores.items()
            for row in store.rows.values()
            if row.expires_at is not None and row.expires_at <= moment
        ]
        return [*self._always, *found][:limit]


def pruner(desk: Desk, *always: Response) -> Pruner:
    found_anyhow = (ExpiredResponse(MAYA, response.id) for response in always)
    return Pruner(FakeExpired(desk.responses, *found_anyhow), desk.responses, desk.clock)


async def test_a_response_stays_readable_for_a_month_after_it_expired_and_then_goes() -> None:
    desk = Desk(replace(DOGS_1, response_days=10))
    response = await desk.start()
    desk.clock.advance(timedelta(days=39))
    assert await pruner(desk).prune(SHARD) == 0
    desk.clock.advance(timedelta(days=1))
    assert await pruner(desk).prune(SHARD) == 1
    assert desk.responses.stores[MAYA].rows == {}
    (entry,) = (await desk.use_cases.audit(MAYA, response.id, 10, "")).entries
    assert (entry.actor, entry.action) == ("questionnaire", "response.deleted")
    assert entry.details == {"because": "expired"}


async def test_more_than_one_round_holds_go_all() -> None:
    desk = Desk(replace(DOGS_1, response_days=10))
    for _ in range(205):
        await desk.start()
    desk.clock.advance(timedelta(days=41))
    assert await pruner(desk).prune(SHARD) == 205


async def test_what_was_submitted_meanwhile_or_never_expires_stays() -> None:
    desk = Desk(replace(DOGS_1, response_days=10))
    response = await desk.start()
    await desk.save(response, WITH_A_DOG)
    await desk.use_cases.submit(MAYA, response.id, "")
    desk.clock.advance(timedelta(days=400))
    assert await pruner(desk, response).prune(SHARD) == 0
    assert await desk.saved(response)
