"""Counts over everybody's responses, on all shards: aggregated there, so that nobody's words leave one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db.databases import Databases, unit
from services.kit.db.engines import Engines
from services.questionnaire.domain.analytics import (
    DURATION_STEPS,
    Counted,
    Tally,
    added,
    width_of_ranges,
)
from services.questionnaire.domain.questions import QuestionId, Questionnaire

_STARTED = text("""
    SELECT count(*) AS started,
           count(DISTINCT user_id) AS started_by,
           count(*) FILTER (WHERE submissions > 0) AS submitted,
           count(DISTINCT user_id) FILTER (WHERE submissions > 0) AS submitted_by,
           count(*) FILTER (WHERE expires_at <= now()) AS expired,
           count(DISTINCT user_id) FILTER (WHERE expires_at <= now()) AS expired_by
      FROM response
     WHERE questionnaire_id = :questionnaire_id AND questionnaire_version = ANY(:versions)
""")

_DURATIONS = text("""
    SELECT floor(ln(greatest(extract(epoch FROM first.submitted_at - response.created_at) * 1000, 1)::float8)
                 * :steps)::int AS step,
           count(*) AS times
      FROM response
      JOIN response_revision AS first
        ON (first.slot, first.user_id, first.response_id) = (response.slot, response.user_id, response.id)
       AND first.revision = 1
     WHERE response.questionnaire_id = :questionnaire_id AND response.questionnaire_version = ANY(:versions)
     GROUP BY step
""")

# Of a submitted response what was submitted, without what was hidden; else what is there now.
_GIVEN = """
    WITH given AS (
        SELECT response.user_id, coalesce(last.answers, response.answers) AS answers
          FROM response
          LEFT JOIN response_revision AS last
            ON (last.slot, last.user_id, last.response_id) = (response.slot, response.user_id, response.id)
           AND last.revision = response.submissions
           AND response.submitted_at IS NOT NULL AND response.reopened_at IS NULL
         WHERE response.questionnaire_id = :questionnaire_id
           AND response.questionnaire_version = ANY(:versions)
    )
"""

_ANSWERED = text(f"""{_GIVEN}
    SELECT answer.key, count(*) AS times, count(DISTINCT user_id) AS people
      FROM given, jsonb_each(answers) AS answer
     GROUP BY answer.key
""")

# Only kinds whose values are the questionnaire's own: an answer in words counts as `other`.
_VALUES = text(f"""{_GIVEN}
    SELECT answer.key, counted.value, count(*) AS times, count(DISTINCT user_id) AS people
      FROM given,
           jsonb_each(answers) AS answer,
           LATERAL (
               SELECT CASE answer.value ->> 0
                          WHEN 'other' THEN 'other'
                          WHEN 'ranking' THEN answer.value -> 1 ->> 0
                          WHEN 'number' THEN (floor((answer.value ->> 1)::float8
                                                    / (CAST(:widths AS jsonb) ->> answer.key)::float8)
                                              * (CAST(:widths AS jsonb) ->> answer.key)::float8)::text
                          ELSE answer.value ->> 1
                      END AS value
                WHERE answer.value ->> 0 IN ('choice', 'other', 'scale', 'yes_no', 'ranking', 'number')
               UNION ALL
               SELECT CASE WHEN answer.value ->> 0 = 'choices_other'
                                AND item.place = jsonb_array_length(answer.value -> 1)
                           THEN 'other' ELSE item.value END
                 FROM jsonb_array_elements_text(
                          CASE WHEN answer.value ->> 0 IN ('choices', 'choices_other')
                               THEN answer.value -> 1 ELSE '[]'::jsonb END
                      ) WITH ORDINALITY AS item (value, place)
           ) AS counted
     WHERE counted.value IS NOT NULL
     GROUP BY answer.key, counted.value
""")

_STOPPED = text("""
    SELECT progress ->> 'next' AS key, count(*) AS times, count(DISTINCT user_id) AS people
      FROM response
     WHERE questionnaire_id = :questionnaire_id AND questionnaire_version = ANY(:versions)
       AND submissions = 0 AND progress ->> 'next' IS NOT NULL
     GROUP BY key
""")


class ShardTallies:
    """`Tallies` over all shards, side by side."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    async def count(self, versions: Mapping[int, Questionnaire]) -> Tally:
        async with asyncio.TaskGroup() as group:
            counts = [
                group.create_task(_count(engines, versions)) for engines in self._databases.shards.values()
            ]
        return added(task.result() for task in counts)


async def _count(engines: Engines, versions: Mapping[int, Questionnaire]) -> Tally:
    which = {
        "questionnaire_id": next(iter(versions.values())).id,
        "versions": list(versions),
    }
    async with unit(engines, writable=False) as session:
        (of_all,) = await _rows(session, _STARTED, which)
        return Tally(
            started=Counted(of_all.started, of_all.started_by),
            submitted=Counted(of_all.submitted, of_all.submitted_by),
            expired=Counted(of_all.expired, of_all.expired_by),
            durations={
                row.step: row.times
                for row in await _rows(session, _DURATIONS, {**which, "steps": DURATION_STEPS})
            },
            answered=await _by_question(session, _ANSWERED, which),
            values={
                (QuestionId(row.key), row.value): Counted(row.times, row.people)
                for row in await _rows(session, _VALUES, {**which, "widths": _widths(versions)})
            },
            stopped=await _by_question(session, _STOPPED, which),
        )


async def _by_question(
    session: AsyncSession, query: TextClause, values: Mapping[str, Any]
) -> dict[QuestionId, Counted]:
    return {
        QuestionId(row.key): Counted(row.times, row.people) for row in await _rows(session, query, values)
    }


async def _rows(session: AsyncSession, query: TextClause, values: Mapping[str, Any]) -> Any:
    return (await session.execute(query, values)).all()


def _widths(versions: Mapping[int, Questionnaire]) -> str:
    """By question that is answered with a number, the width of the ranges that are counted."""
    widths: dict[str, float] = {}
    for version in sorted(versions):
        for question in versions[version].questions:
            width = width_of_ranges(question.kind)
            if width is not None:
                widths[question.id] = width
    return json.dumps(widths)
