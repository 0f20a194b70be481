"""How two versions of a story differ."""

from dataclasses import replace

from services.script.domain.versions import PieceKind, compared, pieces
from tests.unit.script.stories import SEA, scene


def test_texts_differ_word_by_word_and_both_can_be_put_together_again() -> None:
    before, after = (
        "She opens the old door. Nobody is there.",
        "She opens the blue door, slowly. Nobody is there.",
    )
    found = pieces(before, after)
    first = "".join(piece.text for piece in found if piece.kind is not PieceKind.ADDED)
    second = "".join(piece.text for piece in found if piece.kind is not PieceKind.REMOVED)
    assert (first, second) == (before, after)
    assert [(piece.text, piece.kind.value) for piece in found] == [
        ("She opens the ", "SAME"),
        ("old door. ", "REMOVED"),
        ("blue door, slowly. ", "ADDED"),
        ("Nobody is there.", "SAME"),
    ]


def test_scenes_are_told_apart_by_id_and_removed_ones_stand_where_they_were() -> None:
    a, b, c = scene(0), scene(1), scene(2)
    new = scene(1)
    changed = replace(c, index=1, title="Another", visual=replace(SEA, time="night"))
    found = compared([a, b, c], [a, changed, replace(new, index=2)])
    assert [each.scene_id for each in found] == [a.id, b.id, c.id, new.id]
    assert [each.changed_fields for each in found] == [(), (), ("index", "title", "visual"), ()]
    assert (found[1].after, found[3].before) == (None, None)


def test_a_scene_that_was_removed_from_the_front_comes_first() -> None:
    a, b = scene(0), scene(1)
    assert [each.scene_id for each in compared([a, b], [b])] == [a.id, b.id]


def test_the_same_story_has_no_differences() -> None:
    a, b = scene(0), scene(1)
    found = compared([a, b], [a, b])
    assert all(not each.changed_fields and not each.narration_pieces for each in found)
