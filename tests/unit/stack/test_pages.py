"""Which of the dashboard's files are kept for the edge, and what it is told of them."""

import gzip
from pathlib import Path

import pytest

from services.stack.edge.pages import as_yaml, keep_copy, pages_in
from services.stack.launch import StackInfo
from services.stack.layout import Layout


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("a page", encoding="utf-8")
    (folder / "assets" / "index-DfE2_x-1.js").write_text("a script", encoding="utf-8")
    (folder / "assets" / "index-DfE2_x-1.js.br").write_bytes(b"small")
    (folder / "assets" / "hero-12345678.webp").write_bytes(b"a picture")
    return folder


def test_what_was_built_stays_when_the_build_is_thrown_away(dist: Path, tmp_path: Path) -> None:
    kept = tmp_path / "pages"
    keep_copy(dist, kept)
    before = as_yaml(pages_in(kept, host="127.0.0.1", port=8080), columns=0)
    for file in dist.rglob("*.*"):
        file.unlink()
    assert as_yaml(pages_in(kept, host="127.0.0.1", port=8080), columns=0) == before
    assert str(dist) not in before


def test_texts_have_a_compressed_copy_and_pictures_none(dist: Path, tmp_path: Path) -> None:
    keep_copy(dist, tmp_path / "pages")
    assets = tmp_path / "pages" / "assets"
    assert gzip.decompress((assets / "index-DfE2_x-1.js.gz").read_bytes()) == b"a script"
    assert sorted(file.name for file in assets.glob("hero*")) == ["hero-12345678.webp"]


def test_a_file_of_an_older_build_is_gone_with_the_next(dist: Path, tmp_path: Path) -> None:
    keep_copy(dist, tmp_path / "pages")
    (dist / "assets" / "index-DfE2_x-1.js").unlink()
    keep_copy(dist, tmp_path / "pages")
    assert not (tmp_path / "pages" / "assets" / "index-DfE2_x-1.js").exists()


def test_each_file_is_told_by_its_path_before_anything_else(dist: Path, tmp_path: Path) -> None:
    keep_copy(dist, tmp_path / "pages")
    routes = pages_in(tmp_path / "pages", host="127.0.0.1", port=8080).routes
    files = [route["match"] for route in routes if "path" in route["match"]]
    assert len(files) == 4
    assert all(match["headers"][0]["string_match"] == {"exact": match["path"]} for match in files)


@pytest.mark.parametrize("is_built", [True, False])
def test_the_dashboards_address_is_told_only_where_there_is_one(
    dist: Path, tmp_path: Path, is_built: bool
) -> None:
    layout = Layout(tmp_path / "stack")
    keep_copy(dist if is_built else tmp_path / "nothing", layout.pages)
    info = StackInfo(layout.folder, "http://127.0.0.1:8080", layout.ca, {})
    assert info.dashboard_url == ("http://127.0.0.1:8080/" if is_built else "")
