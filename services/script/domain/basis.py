"""What a scene's words depend on, and what follows when an answer changes."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.script.domain.model import Options, PointOfView, Scene, SceneId, Script


@dataclass(frozen=True, slots=True)
class RewriteOffer:
    """What a change of answers means for a story."""

    changed_answer_ids: tuple[str, ...]
    scene_ids: tuple[SceneId, ...]
    """The scenes that depend on them, in the story's order."""
    response_revision: int


def felt_everywhere(options: Options) -> frozenset[str]:
    """What the engine calls the answers that every scene depends on, though no sentence names them."""
    found = {"pronouns"} if options.point_of_view is PointOfView.THIRD else set()
    if options.tone is None:
        found.add("tone")
    if options.reading_age is None:
        found.add("age_band")
    return frozenset(found)


def basis_of(answer_ids: Collection[str], answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """These answers by their questions' ids, each with a digest that tells whether it has changed."""
    return tuple((answer_id, digest(answers.get(answer_id, ""))) for answer_id in dict.fromkeys(answer_ids))


def offer(
    script: Script, written_from: Mapping[str, str], latest: Mapping[str, str], revision: int
) -> RewriteOffer:
    """What would have to be written anew, and no more.

    Args:
        written_from: the answers that the story was last written from, by their questions' ids.
        latest: the same questions' answers as they were last submitted.
    """
    changed = {
        answer_id
        for answer_id in (*latest, *written_from)
        if _said(written_from, answer_id) != _said(latest, answer_id)
    }
    stale: list[SceneId] = []
    for scene in script.scenes:
        # A scene from before sentences were kept says only which answers it came from.
        basis = scene.basis if scene.sentences else basis_of(scene.answer_ids, written_from)
        outdated = _outdated(basis, latest)
        changed |= outdated
        if outdated and scene.id is not None:
            stale.append(scene.id)
    in_order = dict.fromkeys((*latest, *written_from, *sorted(changed)))
    known = tuple(answer_id for answer_id in in_order if answer_id in changed)
    return RewriteOffer(known, tuple(stale), revision)


def is_outdated(scene: Scene, latest: Mapping[str, str]) -> bool:
    """Whether an answer has changed that the scene's words depend on."""
    return bool(_outdated(scene.basis, latest))


def digest(answer: str) -> str:
    """Differs when the answer does; the spaces around it don't count."""
    return hashlib.blake2b(answer.strip().encode(), digest_size=8).hexdigest()


def _outdated(basis: Collection[tuple[str, str]], latest: Mapping[str, str]) -> set[str]:
    """The answers that have changed since."""
    return {answer_id for answer_id, seen in basis if digest(_said(latest, answer_id)) != seen}


def _said(answers: Mapping[str, str], answer_id: str) -> str:
    return answers.get(answer_id, "").strip()
