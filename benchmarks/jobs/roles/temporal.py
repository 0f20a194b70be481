"""Temporal's side: one workflow with one empty activity; runs in the environment of requirements/bench.lock.

`produce <address> <order>` starts workflows; `work <address> <concurrency> <started file>` runs them until
SIGTERM; `last-finish <address>` waits until all are over and prints when the last one was.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import uuid
from datetime import timedelta
from pathlib import Path

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from benchmarks.jobs.load import Order, produce, tell
from benchmarks.jobs.record import Recorder

QUEUE = "bench"
_STEP_TIMEOUT = timedelta(seconds=60)
_POLL_SECONDS = 0.1
_recorder: list[Recorder] = []


@activity.defn
async def nothing(number: int) -> int:
    """The empty step."""
    return number


@workflow.defn
class OneStep:
    """The job. That it notes its start is an effect that a workflow shouldn't have, but we measure it."""

    @workflow.run
    async def run(self, number: int) -> int:
        """Does the step."""
        if not workflow.unsafe.is_replaying():
            _recorder[0].note(number)
        result: int = await workflow.execute_activity(nothing, number, start_to_close_timeout=_STEP_TIMEOUT)
        return result


async def _work(address: str, concurrency: int, started: Path) -> None:
    _recorder.append(Recorder(started))
    client = await Client.connect(address)
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    worker = Worker(
        client,
        task_queue=QUEUE,
        workflows=[OneStep],
        activities=[nothing],
        # Without the sandbox it is faster, and may note when it starts.
        workflow_runner=UnsandboxedWorkflowRunner(),
        max_concurrent_workflow_tasks=concurrency,
        max_concurrent_activities=concurrency,
    )
    async with worker:
        await stopping.wait()


async def _produce(address: str, order: Order) -> None:
    client = await Client.connect(address)

    async def accept(number: int) -> None:
        await client.start_workflow(OneStep.run, number, id=str(uuid.uuid4()), task_queue=QUEUE)

    tell(await produce(order, accept))


async def _last_finish(address: str) -> None:
    client = await Client.connect(address)
    while (await client.count_workflows("ExecutionStatus = 'Running'")).count:  # noqa: ASYNC110
        await asyncio.sleep(_POLL_SECONDS)
    closed = [found.close_time async for found in client.list_workflows("ExecutionStatus = 'Completed'")]
    print(max(time.timestamp() for time in closed if time is not None), flush=True)


def main() -> None:
    """Runs a role."""
    match sys.argv[1:]:
        case ["produce", address, order]:
            asyncio.run(_produce(address, Order.from_json(order)))
        case ["work", address, concurrency, started]:
            asyncio.run(_work(address, int(concurrency), Path(started)))
        case ["last-finish", address]:
            asyncio.run(_last_finish(address))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
