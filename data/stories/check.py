#!/usr/bin/env python3
"""Checks stories against FORMAT.md: `check.py part-*.jsonl` prints each fault and exits 1 if there is any."""

import collections
import json
import re
import sys
from pathlib import Path
from typing import Any

ANSWERS = [
    "name",
    "pronouns",
    "age_band",
    "place",
    "today",
    "dream",
    "reason",
    "obstacle",
    "strength",
    "helper",
    "treasure",
    "moment",
    "tone",
]
CHOICES = {
    "pronouns": "she he they",
    "age_band": "child teen twenties thirties_forties fifties_sixties seventies_plus",
    "tone": "hopeful adventurous gentle funny epic",
}
VISUAL = {
    "setting": "ocean alpine forest meadow desert river city_night city_day village space night_sky stage "
    "classroom workshop library laboratory kitchen garden road harbor station field "
    "studio hospital sports_ground",
    "time": "dawn morning noon golden_hour dusk night",
    "weather": "clear clouds rain snow fog wind storm aurora",
    "mood": "hopeful tender tense lonely triumphant playful calm awe",
    "camera": "push_in pull_out pan_left pan_right crane_up crane_down orbit fly_over still",
    "hero": "standing walking sitting running reaching working dancing riding absent",
}
BEATS = ["longing", "call", "obstacle", "helper", "trial", "change", "becoming"]
WORN = re.compile(
    r"(little did|tapestry|testament to|whisper(ed|s)? of destiny|dance[sd]? with destiny|"
    r"journey of self|heart (soared|swelled)|in that moment|"
    r"couldn't help but|a sense of|symphony of|beacon of)",
    re.I,
)


def faults(story: dict[str, Any]) -> list[str]:
    found = []
    answers = story.get("answers", {})
    found += [f"answer missing: {key}" for key in ANSWERS if not str(answers.get(key, "")).strip()]
    found += [
        f"{key}={answers.get(key)!r}"
        for key, allowed in CHOICES.items()
        if answers.get(key) not in allowed.split()
    ]
    if story.get("point_of_view") not in ("first", "second", "third"):
        found.append(f"point_of_view={story.get('point_of_view')!r}")
    if not 1 <= len(story.get("title", "").split()) <= 7:
        found.append("title length")
    if not 4 <= len(story.get("logline", "").split()) <= 28:
        found.append("logline length")
    scenes = story.get("scenes", [])
    if not 5 <= len(scenes) <= 7:
        found.append(f"{len(scenes)} scenes")
    order = [BEATS.index(scene.get("beat")) if scene.get("beat") in BEATS else -1 for scene in scenes]
    if -1 in order or order != sorted(set(order)) or (order and order[-1] != BEATS.index("becoming")):
        found.append(f"beats {[scene.get('beat') for scene in scenes]}")
    for number, scene in enumerate(scenes, 1):
        words = len(scene.get("narration", "").split())
        if not 28 <= words <= 80:
            found.append(f"scene {number}: {words} words")
        if worn := WORN.search(scene.get("narration", "")):
            found.append(f"scene {number}: worn phrase {worn.group(0)!r}")
        visual = scene.get("visual", {})
        found += [
            f"scene {number}: {key}={visual.get(key)!r}"
            for key, allowed in VISUAL.items()
            if visual.get(key) not in allowed.split()
        ]
        if not isinstance(visual.get("props"), list) or len(visual["props"]) > 3:
            found.append(f"scene {number}: props")
        uses = scene.get("uses")
        if not uses or any(key not in ANSWERS for key in uses):
            found.append(f"scene {number}: uses={uses!r}")
    told = " ".join(scene.get("narration", "") for scene in scenes)
    if story.get("point_of_view") == "third" and answers.get("name", "?").split()[0] not in told:
        found.append("the name is never said")
    return found


def main(paths: list[str]) -> int:
    total, bad, scenes, ids = 0, 0, 0, set()
    grams: dict[tuple[str, ...], set[str]] = collections.defaultdict(set)
    for path in paths:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                story = json.loads(line)
            except ValueError as error:
                print(f"{path}:{number}: {error}")
                bad += 1
                continue
            total += 1
            scenes += len(story.get("scenes", []))
            problems = faults(story)
            if story.get("id") in ids:
                problems.append("id twice")
            ids.add(story.get("id"))
            for scene in story.get("scenes", []):
                words = re.findall(r"[\w']+", scene.get("narration", "").lower())
                for start in range(len(words) - 6):
                    grams[tuple(words[start : start + 7])].add(story["id"])
            for problem in problems:
                print(f"{path}:{number} {story.get('id')}: {problem}")
            bad += bool(problems)
    shared = ((len(owners), " ".join(gram)) for gram, owners in grams.items() if len(owners) > 2)
    repeated = sorted(shared, reverse=True)
    for count, gram in repeated[:20]:
        print(f"seven words shared by {count} stories: {gram}")
    print(f"{total} stories, {scenes} scenes, {bad} with faults, {len(repeated)} phrases shared by several")
    return 1 if bad or repeated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
