"""The safeguards that can be switched off are where the mutations look for them."""

from pathlib import Path

import pytest

from tests.faults import mutations
from tests.faults.faults import ALL

_REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", mutations.MUTATIONS)
def test_each_edit_applies_to_the_code_as_it_is_and_leaves_python(name: str) -> None:
    for edit in mutations.MUTATIONS[name].edits:
        text = (_REPOSITORY / edit.file).read_text(encoding="utf-8")
        changed = mutations.mutated(edit, text)
        assert changed != text
        compile(changed, edit.file, "exec")


@pytest.mark.parametrize("name", mutations.MUTATIONS)
def test_each_names_faults_that_there_are(name: str) -> None:
    assert set(mutations.MUTATIONS[name].faults.split(",")) <= set(ALL)


def test_text_that_is_there_twice_is_refused() -> None:
    with pytest.raises(mutations.MutationStale):
        mutations.mutated(mutations.Edit("a.py", "x", "y"), "x x")


def test_a_tree_is_a_copy_with_only_that_changed(tmp_path: Path) -> None:
    mutations.make_tree("fencing", tmp_path / "tree")
    (edit,) = mutations.MUTATIONS["fencing"].edits
    original = (_REPOSITORY / edit.file).read_text(encoding="utf-8")
    copied = (tmp_path / "tree" / edit.file).read_text(encoding="utf-8")
    assert copied == mutations.mutated(edit, original)
    assert (tmp_path / "tree" / "tests" / "faults" / "__main__.py").exists()
    assert (tmp_path / "tree" / "clients" / "descriptors" / "encompass.binpb").exists()
