"""Celery's side: one empty task; runs in the environment of requirements/bench.lock.

`produce <order>` sends tasks; `last-finish` waits until all are over and prints when the last one was; the
worker is Celery's own command. `BENCH_REDIS` is the server's URL and
`BENCH_STARTED` the file of starts.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from functools import cache
from pathlib import Path

from celery import Celery
from redis import Redis

from benchmarks.jobs.load import Order, produce_in_threads, tell
from benchmarks.jobs.record import Recorder

_POLL_SECONDS = 0.1
_REDIS = os.environ["BENCH_REDIS"]

app = Celery("bench", broker=_REDIS, backend=_REDIS)
# A task is acknowledged once it is done, and its outcome is stored. The rest is as Celery has it by default.
app.conf.update(task_acks_late=True, task_reject_on_worker_lost=True)


@cache
def _recorder() -> Recorder:
    return Recorder(Path(os.environ["BENCH_STARTED"]))


@app.task(name="nothing")
def nothing(number: int) -> int:
    """The empty task."""
    _recorder().note(number)
    return number


def _last_finish() -> float:
    with Redis.from_url(_REDIS) as redis:
        while redis.llen("celery") or redis.hlen("unacked"):
            time.sleep(_POLL_SECONDS)
        outcomes = [json.loads(redis.get(key)) for key in redis.scan_iter("celery-task-meta-*", count=1000)]
    return max(datetime.fromisoformat(outcome["date_done"]).timestamp() for outcome in outcomes)


def main() -> None:
    """Runs the producer."""
    match sys.argv[1:]:
        case ["produce", order]:
            tell(produce_in_threads(Order.from_json(order), nothing.delay))
        case ["last-finish"]:
            print(_last_finish(), flush=True)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
