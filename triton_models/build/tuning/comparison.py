"""Base against tuned as a table for a page of documentation, and as a page of stories side by side."""

from collections.abc import Mapping, Sequence
from html import escape
from statistics import mean
from typing import Any

from triton_models.build.tuning.corpus import Story
from triton_models.build.tuning.judging import (
    Copies,
    Told,
    details_kept,
    leaves_its_person,
    repetition,
    strange_names,
    words_of,
)

Figures = Mapping[str, float | int | None]
STYLE = (
    "body{font:15px/1.5 system-ui;margin:2rem auto;max-width:96rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "td,th{border:1px solid #ccc;padding:.5rem .7rem;vertical-align:top;text-align:left}"
    "code{color:#666;font-size:12px}small{color:#555}h2{margin-top:3rem}"
)


def figures(
    held: Sequence[Story], told: Sequence[Sequence[Told]], copies: Copies, judged: Mapping[str, Any]
) -> Figures:
    """Everything that is counted of one writer."""
    pairs = [
        (story, scene, one)
        for story, scenes in zip(held, told, strict=False)
        for scene, one in zip(story.scenes, scenes, strict=True)
    ]
    kept = [details_kept(story, scene, one.narration) for story, scene, one in pairs]
    runs = [copies.longest(one.narration) for _, _, one in pairs]
    perplexity = judged.get("perplexity", {})
    chosen = judged.get("chosen")
    return {
        "perplexity of narration": rounded(perplexity.get("narration")),
        "perplexity of visual spec": rounded(perplexity.get("visual")),
        "right sentence of eight (%)": round(100 * chosen[0] / chosen[1]) if chosen else None,
        "details kept (%)": round(100 * sum(one for one, _ in kept) / max(1, sum(all_ for _, all_ in kept))),
        "whole scenes with a valid spec (%)": round(100 * mean(one.is_whole for _, _, one in pairs))
        if judged
        else None,
        "leaves the person (% of scenes)": round(
            100 * mean(leaves_its_person(story, one.narration) for story, _, one in pairs)
        ),
        "strange names a scene": round(
            mean(strange_names(story, one.narration) for story, _, one in pairs), 2
        ),
        "repetition in a story (%)": round(
            100 * mean(repetition([one.narration for one in scenes]) for scenes in told), 1
        ),
        "words a narration": round(mean(len(words_of(one.narration)) for _, _, one in pairs)),
        "longest run of words also learnt": max(runs),
        "sentences copied": sum(len(copies.sentences(one.narration)) for _, _, one in pairs),
    }


def table(rows: Mapping[str, Figures]) -> str:
    """Markdown: a line for each figure, a column for each writer."""
    names = list(rows)
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for figure in next(iter(rows.values())):
        values = ("–" if (value := rows[name][figure]) is None else f"{value:g}" for name in names)
        lines.append(f"| {figure} | " + " | ".join(values) + " |")
    return "\n".join(lines) + "\n"


def page(held: Sequence[Story], written: Mapping[str, Sequence[Sequence[Told]]]) -> str:
    """HTML: each story, scene by scene, as each writer told it."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Base and tuned</title><style>{STYLE}</style>"]
    parts.append("<h1>Twenty stories that were held out, as each model tells them</h1>")
    count = min(len(told) for told in written.values())
    for place, story in enumerate(held[:count]):
        answers = "; ".join(f"<b>{key}</b> {escape(answer)}" for key, answer in story.answers.items())
        parts.append(
            f"<h2>{escape(story.title)}</h2><p><small>{story.point_of_view} person; {answers}</small></p>"
        )
        parts.append("<table><tr>" + "".join(f"<th>{escape(name)}</th>" for name in written) + "</tr>")
        for index, scene in enumerate(story.scenes):
            cells = "".join(cell(told[place][index]) for told in written.values())
            parts.append(
                f"<tr><td colspan={len(written)}><code>{scene.beat}: {', '.join(scene.uses)}</code></td></tr>"
            )
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</table>")
    return "\n".join(parts) + "\n"


def cell(told: Told) -> str:
    """One scene as one writer told it."""
    spec = f"<br><code>{escape(told.visual)}</code>" if told.visual else ""
    return f"<td><b>{escape(told.title)}</b><br>{escape(told.narration)}{spec}</td>"


def rounded(value: float | None) -> float | None:
    """Two digits after the point, if there is a value."""
    return None if value is None else round(value, 2)
