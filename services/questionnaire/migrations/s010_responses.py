"""Responses that expire, are reopened and keep what was submitted; when each answer changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "s010_responses"
down_revision = "s009_waste"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("response", sa.Column("expires_at", _MOMENT, nullable=True))
    op.add_column("response", sa.Column("reopened_at", _MOMENT, nullable=True))
    op.add_column("response", sa.Column("submissions", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "response", sa.Column("answer_changes", postgresql.JSONB(), server_default="{}", nullable=False)
    )
    op.add_column("response", sa.Column("progress", postgresql.JSONB(), nullable=True))
    op.create_index("ix_response_questionnaire", "response", ["questionnaire_id", "questionnaire_version"])
    op.create_index(
        "ix_response_expires", "response", ["expires_at"], postgresql_where=sa.text("expires_at IS NOT NULL")
    )
    op.create_table(
        "response_revision",
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("questionnaire_version", sa.Integer(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("submitted_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("slot", "user_id", "response_id", "revision", name="pk_response_revision"),
        sa.ForeignKeyConstraint(
            ["slot", "user_id", "response_id"],
            ["response.slot", "response.user_id", "response.id"],
            name="fk_response_revision_response",
            ondelete="CASCADE",
        ),
    )
    # Nobody knows when the answers of before changed: as late as can be, so that none is overwritten unseen.
    op.execute(
        "UPDATE response SET answer_changes ="
        " (SELECT jsonb_object_agg(key, revision) FROM jsonb_object_keys(answers) AS key)"
        " WHERE answers <> '{}'::jsonb"
    )
    # What was submitted before revisions were kept is the first one.
    op.execute("UPDATE response SET submissions = 1 WHERE submitted_at IS NOT NULL")
    op.execute(
        "INSERT INTO response_revision"
        " (slot, user_id, response_id, revision, questionnaire_version, answers, submitted_at)"
        " SELECT slot, user_id, id, 1, questionnaire_version, answers, submitted_at"
        " FROM response WHERE submitted_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("response_revision")
    op.drop_index("ix_response_expires", "response")
    op.drop_index("ix_response_questionnaire", "response")
    for column in ("progress", "answer_changes", "submissions", "reopened_at", "expires_at"):
        op.drop_column("response", column)
