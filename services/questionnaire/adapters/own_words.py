"""What people wrote in their own words, in SQL: of answers as `stored_answers` stores them."""

from typing import Final

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH, array

from services.questionnaire.adapters.rows import ResponseRow

_WRITTEN: Final = 'strict $.* ? (@[0] == "text" || @[0] == "other" || @[0] == "choices_other")[1]'


def own_words() -> ColumnElement[str]:
    """All that was written in a response, as one text."""
    path = cast(_WRITTEN, JSONPATH)
    value = func.jsonb_path_query(ResponseRow.answers, path, type_=JSONB).column_valued("written")
    # The last of several choices is the one in the person's own words; a text has no last.
    text = func.coalesce(value.op("->>")(-1), value.op("#>>")(array([], type_=Text)))
    written = select(func.string_agg(text, " ")).correlate(ResponseRow).scalar_subquery()
    return func.coalesce(written, "")
