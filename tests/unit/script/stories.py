"""A finished story for tests of what can be done with one."""

from uuid import uuid4

from services.script.domain.basis import basis_of
from services.script.domain.model import (
    Beat,
    Length,
    Origin,
    Scene,
    SceneId,
    Script,
    ScriptId,
    ScriptState,
    Sentence,
    Visual,
)
from tests.fakes.clock import FakeClock

NOW = FakeClock().now()
SEA = Visual("ocean", "dawn", "clear", "hopeful", "push_in", "standing", ("a blue snorkel",))
ANSWERS = {"name": "Maya", "place": "the tide pools", "helper": "Ines", "dream": "to be a biologist"}
SENTENCES = (
    Sentence("Maya stands by the tide pools.", ("name", "place"), Origin.BANK),
    Sentence("“Go on!” says Ines. She waves.", ("helper",), Origin.COMPLETED),
    Sentence("The sea is quiet.", (), Origin.BANK),
)


def scene(index: int = 0, sentences: tuple[Sentence, ...] = SENTENCES) -> Scene:
    """A finished scene."""
    planned = Scene(
        index, Beat.LONGING, f"Scene {index}", SEA, (), id=SceneId(uuid4()), entry_id=f"sea/{index}"
    )
    told = planned.written(sentences)
    return Scene(
        told.index,
        told.beat,
        told.title,
        told.visual,
        told.answer_ids,
        told.narration,
        finished=True,
        id=told.id,
        sentences=told.sentences,
        entry_id=told.entry_id,
        basis=basis_of((*told.answer_ids, "pronouns"), ANSWERS),
    )


def story(*scenes: Scene) -> Script:
    """A finished story of these scenes, or of four."""
    return Script(
        id=ScriptId(uuid4()),
        response_id=uuid4(),
        job_id=uuid4(),
        state=ScriptState.READY,
        length=Length.SHORT,
        seed=1,
        changes=9,
        title="The Tide",
        logline="Maya wants to be a biologist.",
        scenes=scenes or tuple(scene(index) for index in range(4)),
        failure=None,
        created_at=NOW,
        updated_at=NOW,
        finished_at=NOW,
        version=1,
        response_revision=1,
    )
