"""One person: signs up, answers, asks for stories and films, watches, changes their mind."""

import asyncio
import random
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from encompass.accounts import Account, Accounts
from encompass.cli.answers import load_answers, to_answers
from encompass.errors import AlreadyExists, EncompassError, FailedPrecondition, NotFound
from encompass.responses import Answer, Questionnaires, Response, Responses
from encompass.transport import Transport

from tests.faults.load.makers import Maker, ScriptMaker, VideoMaker
from tests.faults.load.patience import Caller, Patience, Unanswered
from tests.faults.load.record import (
    Ask,
    Cancel,
    Complaint,
    Kind,
    Listing,
    Look,
    PersonRecord,
    Retry,
    Standing,
    Watching,
)
from tests.faults.load.watching import watch_to_the_end
from tests.faults.plan import FilmPlan, PersonPlan, StoryPlan

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PASSWORD = "a long and quiet password"
_QUESTIONNAIRE = "who-would-you-be"
_MOST_RETRIES = 2

StepsOf = Callable[[str], Awaitable[tuple[tuple[str, int], ...]]]
"""Key and fencing token of each finished step of a job: what a retry mustn't do again."""


class Town(Protocol):
    """What a person knows of the others."""

    def strangers(self, number: int) -> list[Ask]:
        """What others have asked for so far."""
        ...


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is the same for everybody in a run."""

    edge_url: str
    patience: Patience
    steps_of: StepsOf
    town: Town
    seed: int
    healed: asyncio.Event
    """Set once the fault is over: until then there has to be something that it can strike."""


async def live(plan: PersonPlan, record: PersonRecord, around: Circumstances) -> None:
    """Lives through the plan. Everything is noted in `record`; nothing is raised for what the stack does."""
    transport = Transport(around.edge_url)
    try:
        await _Person(plan, record, around, transport).live()
    except Unanswered:
        pass  # it is in the record
    except EncompassError as error:
        record.complaints.append(_refusal(error))
    finally:
        await transport.close()


class _Person:
    def __init__(
        self, plan: PersonPlan, record: PersonRecord, around: Circumstances, transport: Transport
    ) -> None:
        self._plan = plan
        self._record = record
        self._around = around
        self._transport = transport
        self._rng = random.Random(f"{around.seed}/{record.number}")
        self._call = Caller(record, around.patience, self._rng)
        self._scripts = ScriptMaker(transport)
        self._videos = VideoMaker(transport)

    async def live(self) -> None:
        account = await self._sign_up()
        self._record.user_id = account.id
        response = await self._answer()
        async with asyncio.TaskGroup() as stories:
            for story in self._plan.stories:
                stories.create_task(self._tell(story, response))
        for story in self._plan.encores:
            if not self._around.healed.is_set():
                await self._tell(story, response)
        if self._plan.looks_at_others:
            await self._look_at_others()
        if self._plan.lists:
            await self._list(Kind.SCRIPT)
            await self._list(Kind.VIDEO)
        for ask in self._record.asks:
            if ask.is_accepted:
                maker = self._maker(ask.kind)
                ask.last = await self._call.until_answered("Get", partial(maker.get, ask.resource_id))

    async def _sign_up(self) -> Account:
        """A sign-up whose answer was lost is found out when it is sent again: then they sign in."""
        accounts = Accounts(self._transport)
        email = f"{uuid.uuid4().hex}@people.example"
        try:
            return await self._call.until_answered("SignUp", lambda: accounts.sign_up(email, PASSWORD))
        except AlreadyExists:
            return await self._call.until_answered("SignIn", lambda: accounts.sign_in(email, PASSWORD))

    async def _answer(self) -> Response:
        file = load_answers(EXAMPLES / f"{self._plan.answers}.yaml")
        questionnaires, responses = Questionnaires(self._transport), Responses(self._transport)
        ask = self._call.until_answered
        questionnaire = await ask("GetQuestionnaire", lambda: questionnaires.get(_QUESTIONNAIRE))
        request_id = uuid.uuid4()
        response = await ask(
            "StartResponse", lambda: responses.start(questionnaire.id, request_id=request_id)
        )
        answers = to_answers(file, questionnaire)
        await ask("SaveAnswers", lambda: responses.save(response.id, answers))
        for number in range(self._plan.edits):
            changed = [Answer(question_id="place", text=f"a harbour, in the rain, number {number}")]
            answers = [one for one in answers if one.question_id != "place"] + changed
            await ask("SaveAnswers", partial(responses.save, response.id, changed))
        submitted = await ask("SubmitResponse", lambda: responses.submit(response.id))
        wanted = {one.question_id: one.SerializeToString(deterministic=True) for one in answers}
        kept = {one.question_id: one.SerializeToString(deterministic=True) for one in submitted.answers}
        self._record.answers_kept = wanted == kept
        return submitted

    async def _tell(self, story: StoryPlan, response: Response) -> None:
        await asyncio.sleep(story.wait_s)
        ask = await self._ask(self._scripts, response.id, story)
        if not ask.is_accepted:
            return
        await self._follow(self._scripts, ask, story)
        if ask.watchings[-1].has_ended and _ended_as(ask) is Standing.READY:
            async with asyncio.TaskGroup() as films:
                for film in story.films:
                    films.create_task(self._film(ask.resource_id, film))

    async def _film(self, script_id: str, film: FilmPlan) -> None:
        ask = await self._ask(self._videos, script_id, film)
        if ask.is_accepted:
            await self._follow(self._videos, ask, film)

    async def _ask(self, maker: Maker, of: str, plan: StoryPlan | FilmPlan) -> Ask:
        request_id = uuid.uuid4()
        ask = Ask(maker.kind, str(request_id))
        self._record.asks.append(ask)

        def count() -> None:
            ask.sent += 1

        try:
            for _ in range(2 if plan.asked_twice else 1):
                made = await self._call.until_answered(
                    "Create", lambda: maker.create(of, plan.seed, request_id), before=count
                )
                ask.ids.append(made.id)
                ask.job_id = made.job_id
                ask.accepted_at = ask.accepted_at or time.time()
        except Unanswered:
            pass  # noted; if an answer came before, it is accepted all the same
        except EncompassError as error:
            ask.refused = error.reason or type(error).__name__
            self._call.complain("Create", type(error).__name__, f"{error.reason} {error.message}")
        return ask

    async def _follow(self, maker: Maker, ask: Ask, plan: StoryPlan | FilmPlan) -> None:
        async with asyncio.TaskGroup() as tasks:
            if plan.cancel_after_s is not None:
                tasks.create_task(self._cancel(maker, ask, plan.cancel_after_s))
            await self._watch(maker, ask, plan)
        while (
            len(ask.retries) < _MOST_RETRIES
            and ask.watchings[-1].has_ended
            and _ended_as(ask) is Standing.FAILED
        ):
            await self._retry(maker, ask)
            await self._watch(maker, ask, plan)

    async def _watch(self, maker: Maker, ask: Ask, plan: StoryPlan | FilmPlan) -> None:
        watching = Watching()
        ask.watchings.append(watching)
        await watch_to_the_end(
            lambda token: maker.open_watch(ask.resource_id, token),
            maker.reader(),
            watching,
            plan.watch,
            self._call,
        )

    async def _cancel(self, maker: Maker, ask: Ask, after_s: float) -> None:
        await asyncio.sleep(after_s)
        try:
            found = await self._call.until_answered("Cancel", lambda: maker.cancel(ask.resource_id))
        except Unanswered:
            return
        ask.cancels.append(Cancel(time.time(), found.standing))

    async def _retry(self, maker: Maker, ask: Ask) -> None:
        before = await self._around.steps_of(ask.job_id)
        sent = 0

        def count() -> None:
            nonlocal sent
            sent += 1

        try:
            await self._call.until_answered("Retry", lambda: maker.retry(ask.resource_id), before=count)
        except FailedPrecondition as error:
            if sent == 1:
                self._call.complain("Retry", "FailedPrecondition", error.message)
            # Else the answer to an earlier one was lost: it isn't failed any more because of that.
        ask.retries.append(Retry(time.time(), before))

    async def _look_at_others(self) -> None:
        for ask in self._around.town.strangers(self._record.number)[:4]:
            maker = self._maker(ask.kind)
            for method, look in (("Get", maker.get), ("Cancel", maker.cancel), ("Retry", maker.retry)):
                answer = await self._found(method, partial(look, ask.resource_id))
                self._record.looks.append(Look(f"{method} {ask.kind}", ask.resource_id, answer))

    async def _found(self, method: str, look: Callable[[], Awaitable[object]]) -> str:
        try:
            await self._call.until_answered(method, look)
        except NotFound:
            return "NOT_FOUND"
        except EncompassError as error:
            return error.reason or type(error).__name__
        return "found"

    async def _list(self, kind: Kind) -> None:
        maker = self._maker(kind)
        expected = tuple(ask.resource_id for ask in self._record.asks if ask.kind is kind and ask.is_accepted)
        ids = await self._call.until_answered("List", lambda: _all(maker.list()))
        self._record.listings.append(Listing(kind, tuple(ids), expected))

    def _maker(self, kind: Kind) -> Maker:
        return self._scripts if kind is Kind.SCRIPT else self._videos


async def _all(ids: AsyncIterator[str]) -> list[str]:
    return [one async for one in ids]


def _ended_as(ask: Ask) -> Standing | None:
    messages = ask.watchings[-1].messages
    return next((seen.snapshot.standing for seen in reversed(messages) if seen.snapshot is not None), None)


def _refusal(error: EncompassError) -> Complaint:
    return Complaint("life", type(error).__name__, f"{error.reason} {error.message}")
