"""A lint: only rows of one owner are ever asked for. Repositories use `tx.owned()` and its kin."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_SERVICES = _ROOT / "services"

_UNSCOPED = frozenset({"select", "update", "delete", "text", "exists"})
_PARTS_OF_A_SCHEMA = frozenset({"postgresql_where", "server_default", "sqltext"})
_SESSION_METHODS = frozenset({"get", "get_one", "query", "merge"})

_EXEMPT = {
    "kit/db/unit_of_work.py": "defines owned() itself",
    "kit/db/databases.py": "reads the slot map of the directory, whose rows have no owner",
    "kit/db/engines.py": "select.poll, not SQL",
    "kit/db/reads.py": "the statement behind Tx.find: by slot, owner and id",
    "kit/jobs/admission.py": "counts what waits on a shard, whoever's it is",
    "kit/jobs/claiming.py": "claims go to whoever is next on a shard, whoever that is",
    "kit/jobs/enqueuing.py": "each statement names the slot and owner of its transaction",
    "kit/jobs/finishing.py": "the statements behind a lease: by slot, owner, job and fencing token",
    "kit/jobs/postgres_store.py": "leases: each names slot, owner and job; cancels are looked for by kind",
    "kit/jobs/relay.py": "publishes the outbox of everybody on a shard",
    "kit/jobs/sweeper.py": "looks for forgotten jobs of everybody on a shard",
    "jobs/adapters/board.py": "operators look at everybody's jobs",
    "jobs/adapters/mesh/databases.py": "asks Postgres for its copies; reads no table of ours",
    "questionnaire/adapters/manuscripts.py": "rows of the directory: each query names the workspace",
    "questionnaire/adapters/catalogue.py": "published questionnaires, for people of any workspace",
    "questionnaire/adapters/own_words.py": "takes apart a column of the row that the query around it is at",
    "questionnaire/adapters/expired.py": "looks for expired responses of everybody on a shard",
    "questionnaire/adapters/tallies.py": "counts everybody's responses: no row leaves a shard",
    "video/adapters/waste.py": "tidies up after everybody's cancelled films",
    "media/adapters/leftovers.py": "tidies up after everybody's photos; changes name slot, owner, asset",
    "script/adapters/scene_uses.py": "uses of the scene bank belong to workspaces, in the directory",
    "auth/adapters/directory.py": "the directory's rows have no owner: they are how an owner is found",
    "auth/adapters/plans.py": "plans belong to workspaces, in the directory",
}


def unscoped_queries(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each query that isn't narrowed to an owner."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name in _UNSCOPED
    }
    modules = {
        alias.asname or alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.startswith("sqlalchemy")
    }
    modules |= {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy"
        for alias in node.names
        if alias.name not in _UNSCOPED and alias.name.islower()
    }
    schema = {
        id(keyword.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in _PARTS_OF_A_SCHEMA
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in schema:
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in names:
            yield node.lineno, called.id
        if isinstance(called, ast.Attribute):
            holder = called.value
            of_module = isinstance(holder, ast.Name) and holder.id in modules - {"func"}
            if of_module and called.attr in _UNSCOPED:
                yield node.lineno, called.attr
            if called.attr in _SESSION_METHODS and _is_session(holder):
                yield node.lineno, f"session.{called.attr}"


def _is_session(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.strip("_") == "session"


def _files() -> list[Path]:
    return [path for path in sorted(_SERVICES.rglob("*.py")) if "migrations" not in path.parts]


def test_every_query_of_a_service_is_narrowed_to_one_owner() -> None:
    found = [
        f"services/{path.relative_to(_SERVICES)}:{line}: {name}() isn't narrowed to an owner: use tx.owned()"
        for path in _files()
        if str(path.relative_to(_SERVICES)) not in _EXEMPT
        for line, name in unscoped_queries(path.read_text())
    ]
    assert found == []


def test_every_exemption_is_still_needed() -> None:
    assert [name for name in _EXEMPT if not (_SERVICES / name).exists()] == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from sqlalchemy import select\nselect(Row)", ["select"]),
        ("from sqlalchemy import update as change\nchange(Row)", ["change"]),
        ("import sqlalchemy as sa\nsa.delete(Row)", ["delete"]),
        ("from sqlalchemy import text\ntext('SELECT 1')", ["text"]),
        ("tx.session.get(Row, 1)", ["session.get"]),
        ("self._session.query(Row)", ["session.query"]),
        ("from sqlalchemy import func\ntx.owned(Row).with_only_columns(func.count())", []),
        ("from sqlalchemy import Index, text\nIndex('i', 'a', postgresql_where=text('a > 1'))", []),
        ("import select\nselect.poll()", []),
        ("tx.owned(Row).where(Row.state == 1); settings.get('x'); tx.owned_update(Row)", []),
    ],
)
def test_the_lint_sees_queries_without_an_owner_and_no_others(source: str, names: list[str]) -> None:
    assert [name for _, name in unscoped_queries(source)] == names
