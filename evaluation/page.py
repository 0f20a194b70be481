"""The page on which the stories are read: everybody's, side by side, each sentence with its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from evaluation.figures import RunFigures, StoryFigures
from evaluation.metrics.details import contains
from evaluation.metrics.words import words
from evaluation.people import STORY, Respondent
from evaluation.stories import Run, Sentence, Story, ToldScene
from evaluation.table import ROWS, formatted

_ASSETS = Path(__file__).parent / "assets"
_QUOTATION = re.compile(r"“[^”]*”")
_SKY = {
    "dawn": "linear-gradient(#7b86b4, #f0b7a1)",
    "morning": "linear-gradient(#9cc4e4, #f4e2b6)",
    "noon": "linear-gradient(#5fa8dd, #bfe0f2)",
    "golden_hour": "linear-gradient(#f0b24a, #c9632f)",
    "dusk": "linear-gradient(#56477e, #d9826b)",
    "night": "linear-gradient(#141c3a, #40528c)",
}
_SUMMARY = (
    ("details_kept", "details kept", "share"),
    ("answers_heard", "answers heard in their own words", "share"),
    ("shared_between_people", "shared with other people's stories", "share"),
    ("reading_age", "reading age", "years"),
    ("first_word_ms", "to the first word", "ms"),
)
_NOTES = {
    "details_kept": "What was marked in each person's file as theirs, found in the story as they spell it.",
    "answers_heard": "Answers of which three words in a row (or all, if fewer) are in the story.",
    "repetition": "Runs of four words that were there before; their own words left out.",
    "shared_between_people": "Runs of five words that are in somebody else's story, too; their own left out.",
    "near_pairs": "Pairs of people whose stories share more than a fifth of such runs.",
    "person_drift": "Sentences, outside quotations, in which the narrator speaks as somebody else.",
    "tense_drift": "Sentences, outside quotations, with a verb in the past tense.",
    "pronoun_drift": "Sentences that name the hero beside the other pronoun, and no helper.",
    "foreign_names": "Capitalised words that neither the person nor the scene bank wrote.",
    "reading_age": "Flesch-Kincaid grade (1975) and five years.",
    "copied": "Runs of six words that are in the corpus; their own left out.",
    "first_word_ms": "Median, until the first words of the first scene are known.",
    "words_per_second": "Median, all of a story's words over the time that it took.",
}


def write_page(path: Path, people: Sequence[Respondent], results: Sequence[tuple[Run, RunFigures]]) -> None:
    """Writes the page, with everything that it needs inside."""
    names = " and ".join(run.name for run, _ in results)
    style = (_ASSETS / "page.css").read_text(encoding="utf-8")
    script = (_ASSETS / "page.js").read_text(encoding="utf-8")
    articles = "\n".join(_article(person, results) for person in people)
    path.write_text(
        f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stories of {len(people)} people</title><style>{style}</style></head><body>
<header><h1>Stories of {len(people)} people</h1>
<p class="lead">Told by: {escape(names)}. Read them against the answers beside them.</p>
{_summary(people, results)}
{_figures(people, results)}
</header><main>
<div class="tools"><input id="find" type="search" placeholder="Find a person or a word" aria-label="Find">
{_buttons()}<span class="count" aria-live="polite"></span></div>
<p class="legend">Point at a sentence to see which answers it came from. <span class="q">“Green”</span> are
the person's own words; <mark>underlaid</mark>, once, is each detail that should be kept;
<span class="s model">dotted</span> is where the model had a say.</p>
{articles}
<footer>What each figure means, and where it comes from: docs/story-eval.md.</footer>
</main><script>{script}</script></body></html>
""",
        encoding="utf-8",
    )


def _summary(people: Sequence[Respondent], results: Sequence[tuple[Run, RunFigures]]) -> str:
    columns = [figures.as_json() for _, figures in results]
    cells = []
    for key, label, unit in _SUMMARY:
        *others, last = (formatted(column[key], unit) for column in columns)
        values = " · ".join([*(value.split()[0] for value in others), last])
        cells.append(f"<div><b>{values}</b><span>{label}</span></div>")
    right = " · ".join(f"{figures.answered_right}/{len(people)}" for _, figures in results)
    cells.insert(2, f"<div><b>{right}</b><span>answered as they should be</span></div>")
    return f'<div class="summary">{"".join(cells)}</div>'


def _figures(people: Sequence[Respondent], results: Sequence[tuple[Run, RunFigures]]) -> str:
    columns = [figures.as_json() for _, figures in results]
    heads = "".join(f"<th>{escape(run.name)}</th>" for run, _ in results)
    rows = "".join(
        f"<tr><td>{label}<span class='note'>{_NOTES.get(key, '')}</span></td>"
        + "".join(f"<td>{formatted(column[key], unit)}</td>" for column in columns)
        + "</tr>"
        for key, label, unit in ROWS
    )
    worn = "".join(
        f"<p class='worn'>Most told in {escape(run.name)}: "
        + " · ".join(f"“{escape(worn)}” ({count})" for worn, count in figures.worn[:6])
        + "</p>"
        for run, figures in results
        if figures.worn
    )
    return (
        f"<details class='figures'><summary>All figures</summary>"
        f"<table><tr><th></th>{heads}</tr>{rows}</table>{worn}</details>"
    )


def _buttons() -> str:
    kinds = (
        ("all", "Everybody"),
        ("story", "Stories"),
        ("care", "Care"),
        ("refuse", "Refused"),
        ("wrong", "Wrong"),
    )
    return "".join(
        f'<button type="button" data-kind="{kind}" aria-pressed="{"true" if kind == "all" else "false"}">'
        f"{label}</button>"
        for kind, label in kinds
    )


def _article(person: Respondent, results: Sequence[tuple[Run, RunFigures]]) -> str:
    stories = [(run, figures, run.stories.get(person.id, ())) for run, figures in results]
    kinds = {story.kind for _, _, items in stories for story in items}
    if any(story.kind != person.expected for _, _, items in stories for story in items):
        kinds.add("wrong")
    answers = "".join(
        f'<dt>{escape(key)}</dt><dd data-id="{escape(key)}" dir="auto"{_long(text)}>{escape(text)}</dd>'
        for key, text in person.answers.items()
        if text.strip() and key not in ("name", "pronouns", "age_band", "tone")
    )
    about = " · ".join(
        escape(person.answers[key].replace("_", " "))
        for key in ("age_band", "pronouns", "tone")
        if person.answers.get(key)
    )
    runs = "".join(
        _run(person, run, figures, items, has_name=len(results) > 1) for run, figures, items in stories
    )
    return (
        f'<article id="{escape(person.id)}" data-kind="{" ".join(sorted(kinds))}">'
        f'<aside><h2 dir="auto">{escape(person.answers.get("name", person.id))}</h2>'
        f'<p class="meta">{about} · <a href="#{escape(person.id)}">{escape(person.id)}</a></p>'
        f"<dl>{answers}</dl></aside>"
        f'<div class="runs{" alone" if len(results) == 1 else ""}">{runs}</div></article>'
    )


def _long(text: str) -> str:
    return ' class="long"' if len(text) > 260 else ""


def _run(person: Respondent, run: Run, figures: RunFigures, items: Sequence[Story], *, has_name: bool) -> str:
    measured = iter(figures.by_person.get(person.id, ()))
    told = "".join(
        _story(person, story, next(measured)) if story.kind == STORY else _answered(person, story)
        for story in items
    )
    name = f'<p class="run-name">{escape(run.name)}</p>' if has_name else ""
    return f'<div class="run">{name}<div class="seeds">{told}</div></div>'


def _story(person: Respondent, story: Story, figures: StoryFigures) -> str:
    unmarked = list(person.keep)
    scenes = "".join(_scene(person, scene, unmarked) for scene in story.scenes)
    tag = _tag(story, person) if person.expected != STORY else ""
    return (
        f'<div class="story"><h3><bdi>{escape(story.title)}</bdi>{tag}</h3>'
        f'<p class="logline">{_isolated(story.logline)}</p>{scenes}'
        f"{_small_figures(person, story, figures)}</div>"
    )


def _scene(person: Respondent, scene: ToldScene, unmarked: list[str]) -> str:
    seen = scene.visual
    sky = _SKY.get(str(seen.get("time")), "#bbb")
    about = ", ".join(
        str(seen[key]).replace("_", " ") for key in ("setting", "time", "weather") if seen.get(key)
    )
    entry = str(seen.get("entry", ""))
    sentences = " ".join(_sentence(person, sentence, entry, unmarked) for sentence in scene.sentences)
    return (
        f'<div class="scene" style="--sky:{sky}"><div class="beat"><b><bdi>{escape(scene.title)}</bdi></b> · '
        f"{escape(scene.beat)} · {escape(about)}</div><p>{sentences}</p></div>"
    )


def _sentence(person: Respondent, sentence: Sentence, entry: str, unmarked: list[str]) -> str:
    answers = ", ".join(sentence.answer_ids) or "no answer"
    source = " · ".join(part for part in (sentence.source, entry) if part)
    told = _QUOTATION.sub(
        lambda match: f'<bdi class="{"q" if _is_own(match[0], person) else ""}">{match[0]}</bdi>',
        escape(sentence.text, quote=False),
    )
    for detail in [each for each in unmarked if contains(sentence.text, each)]:
        told = _marked(told, escape(detail, quote=False))
        unmarked.remove(detail)
    kind = "s model" if "model" in sentence.source else "s"
    return (
        f'<span class="{kind}" tabindex="0" data-from="{escape(" ".join(sentence.answer_ids))}" '
        f'title="From {escape(answers)}{escape(f" ({source})" if source else "")}">{told}</span>'
    )


def _isolated(text: str) -> str:
    """Escaped, with quotations kept from turning the line around when they run from right to left."""
    return _QUOTATION.sub(lambda match: f"<bdi>{match[0]}</bdi>", escape(text, quote=False))


def _is_own(quotation: str, person: Respondent) -> bool:
    """Whether all that is quoted stands in one of the person's answers, in this order."""
    quoted = " ".join(words(quotation))
    return any(f" {quoted} " in f" {' '.join(words(answer))} " for answer in person.answers.values())


def _marked(html: str, detail: str) -> str:
    """A detail underlaid where it first stands in the text, and not in a tag."""
    return re.sub(
        rf"(?<![\w<]){re.escape(detail)}(?![^<]*>)",
        lambda match: f"<mark>{match[0]}</mark>",
        html,
        count=1,
        flags=re.IGNORECASE,
    )


def _small_figures(person: Respondent, story: Story, figures: StoryFigures) -> str:
    text = f"{story.title}\n{story.text}"
    lost = [detail for detail in person.keep if not contains(text, detail)]
    parts = [
        f"<b>{figures.words}</b> words in {figures.scenes} scenes",
        f"<b>{len(person.keep) - len(lost)}</b> of {len(person.keep)} details"
        + (f" <span class='bad'>without <bdi>{escape(', '.join(lost))}</bdi></span>" if lost else ""),
        f"<b>{100 * figures.answers_heard:.0f} %</b> of answers heard",
        f"reading age <b>{figures.reading_age:.0f}</b>",
    ]
    for label, value in (
        ("repetition", figures.repetition),
        ("person", figures.person_drift),
        ("tense", figures.tense_drift),
        ("pronoun", figures.pronoun_drift),
    ):
        if value:
            parts.append(f"<span class='bad'>{label} {100 * value:.0f} %</span>")
    return f'<p class="figs">{" · ".join(parts)}</p>'


def _answered(person: Respondent, story: Story) -> str:
    message, *lines = story.message.split("\n")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    title = "A kind reply, and no story" if story.kind == "care" else "No story, and why"
    return (
        f'<div class="answered"><h3>{title}{_tag(story, person)}</h3><p dir="auto">{escape(message)}</p>'
        f"{f'<ul>{items}</ul>' if items else ''}</div>"
    )


def _tag(story: Story, person: Respondent) -> str:
    is_right = story.kind == person.expected
    said = (story.concern or story.kind).replace("_", " ") + ("" if is_right else ", wrongly")
    return f'<span class="tag {"right" if is_right else "wrong"}">{escape(said)}</span>'
