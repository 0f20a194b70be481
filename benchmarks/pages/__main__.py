"""Lighthouse on every page of the dashboard, on a desktop and on its slow phone: `make bench-pages`.

The pages show what somebody made on a stack of its own: half of the answers to a questionnaire, a story and a
finished film. A page that led elsewhere, to the sign-in for example, ends the benchmark.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from encompass import Encompass
from encompass.cli.answers import load_answers, to_answers
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2, video_pb2
from pydantic import BaseModel, ConfigDict, Field

from benchmarks.report import report
from services.stack.launch import Stack
from services.stack.layout import REPOSITORY
from services.stack.tasks.dashboard import installed_node

HERE = Path(__file__).parent
EXAMPLE = REPOSITORY / "examples" / "maya.yaml"
_WITHIN_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Plan:
    """What measure.mjs is told."""

    edge: str
    email: str
    password: str
    open: Sequence[str]
    """Paths that need no account."""
    signedIn: Sequence[str]  # noqa: N815, a field of JSON


class Score(BaseModel):
    """What Lighthouse says of one page on one device; from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    path: str
    ended: str
    device: str
    performance: float
    by_processor_time: float = Field(alias="performanceByProcessorTime")
    """Performance with each task as long as it had the processor: what a page does, not what it waits for."""
    accessibility: float
    best_practices: float = Field(alias="best-practices")
    failed: tuple[str, ...]


def main() -> None:
    """Runs the benchmark on a stack of its own."""
    node = installed_node([REPOSITORY / "clients" / "web", HERE])
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder:
        stack = Stack(Path(folder) / "stack")
        print("bench-pages: starting the stack …", flush=True)
        with stack.running() as info:
            print("bench-pages: a story and a film to look at …", flush=True)
            plan = asyncio.run(_furnished(info.edge_url))
            operator = [sys.executable, "-m", "services.stack.main", "operator", plan.email]
            subprocess.run([*operator, "--folder", str(stack.layout.folder)], check=True, timeout=60)
            print("bench-pages: Lighthouse …", flush=True)
            told = Path(folder) / "plan.json"
            told.write_text(json.dumps(asdict(plan)), encoding="utf-8")
            out = subprocess.run(
                [str(node.node), "measure.mjs", str(told)], cwd=HERE, env=node.environment(),
                stdout=subprocess.PIPE, text=True, timeout=_WITHIN_SECONDS, check=True,
            ).stdout  # fmt: skip
    _print([Score.model_validate_json(line) for line in out.splitlines()])


async def _furnished(edge_url: str) -> Plan:
    email, password = "bench@people.example", secrets.token_urlsafe(16)
    async with Encompass(edge_url) as client:
        await client.accounts.sign_up(email, password)
        file = load_answers(EXAMPLE)
        questionnaire = await client.questionnaires.get(file.questionnaire)
        answers = to_answers(file, questionnaire)
        draft = await client.responses.start(questionnaire.id)
        await client.responses.save(draft.id, answers[: len(answers) // 2])
        response = await client.responses.start(questionnaire.id)
        await client.responses.save(response.id, answers)
        response = await client.responses.submit(response.id)
        script = await client.scripts.create(response.id, length=script_pb2.SCRIPT_LENGTH_SHORT, seed=7)
        async for story in client.scripts.watch(script.id):
            script = story.script
        assert script.state == script_pb2.SCRIPT_STATE_READY, script.failure.message
        options = render_options_pb2.RenderOptions(tier=render_options_pb2.QUALITY_TIER_LOW)
        video = await client.videos.create(script.id, options=options, seed=7)
        async for change in client.videos.watch(video.id):
            video = change
        assert video.state == video_pb2.VIDEO_STATE_READY, video.failure.message
    made = (f"/answers/{draft.id}", f"/stories/{script.id}", f"/films/{video.id}")
    return Plan(
        edge_url, email, password, ("/", "/sign-in", "/sign-up"), ("/library", *made, "/account", "/operator")
    )


def _print(scores: Sequence[Score]) -> None:
    for score in scores:
        if score.ended != score.path:
            raise SystemExit(f"bench-pages: {score.path} led to {score.ended}")
        print(f"{_name(score.path)}, {score.device}: {'; '.join(score.failed) or 'nothing to mend'}")
    report(
        "Lighthouse, of 100",
        ("page", "device", "performance", "by processor time", "accessibility", "best practices"),
        [
            (
                _name(score.path), score.device,
                *(
                    f"{100 * n:.0f}"
                    for n in (
                        score.performance, score.by_processor_time, score.accessibility, score.best_practices
                    )
                ),
            )
            for score in scores
        ],
        {
            **{
                f"{device}_performance": round(
                    100 * statistics.median(one.performance for one in scores if one.device == device)
                )
                for device in ("phone", "desktop")
            },
            "lowest_performance": round(100 * min(one.performance for one in scores)),
            "lowest_performance_by_processor_time": round(100 * min(one.by_processor_time for one in scores)),
            "lowest_accessibility": round(100 * min(one.accessibility for one in scores)),
            "lowest_best_practices": round(100 * min(one.best_practices for one in scores)),
        },
    )  # fmt: skip


def _name(path: str) -> str:
    """Without what differs from run to run."""
    return f"/{path.split('/')[1]}"


if __name__ == "__main__":
    main()
