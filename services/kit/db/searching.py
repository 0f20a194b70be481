"""Searches through a person's own rows.

No index helps: a person has some hundreds of rows, which the key of every table brings together, and looking
for a part of a word in these takes milliseconds. A trigram index of everybody's words would cost every write.
"""

import json
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, String, func, literal

from services.kit.searching import MARKS


def has_word(text: SQLColumnExpression[Any], word: str) -> ColumnElement[bool]:
    """Whether a text has a word as part of it, whatever the case and the accents of both.

    The same as `services.kit.searching.has_all` says of one word, but for letters of which Python and
    Postgres know different capitals. Nothing in `word` is a wildcard.
    """
    return func.strpos(_folded(text), _folded(literal(word, String()))) > 0


def listing(name: str, **narrowed_by: object) -> str:
    """The name of a list that is narrowed, for its page tokens: they are no good for another search."""
    given = {key: str(value) for key, value in narrowed_by.items() if value}
    return f"{name}?{json.dumps(given, sort_keys=True)}" if given else name


def _folded(text: SQLColumnExpression[Any]) -> ColumnElement[str]:
    plain = func.regexp_replace(func.pg_catalog.normalize(text, "NFD"), f"[{MARKS}]", "", "g")
    return func.lower(func.upper(plain))
