"""Questionnaires that workspaces write: a draft each, and published versions that never change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "d005_questionnaires"
down_revision = "d004_scene_use"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("draft", postgresql.JSONB(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("latest_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("archived_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_questionnaire"),
    )
    op.create_index("ix_questionnaire_workspace_id_id", "questionnaire", ["workspace_id", "id"])
    op.create_table(
        "questionnaire_version",
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("questionnaire_id", "version", name="pk_questionnaire_version"),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name="fk_questionnaire_version_questionnaire_id_questionnaire",
        ),
    )
    # Responses name a version for as long as they live: nothing may change or take it from under them.
    op.execute(
        "CREATE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'a published version never changes'; END $$"
    )
    op.execute(
        "CREATE TRIGGER questionnaire_version_is_fixed BEFORE UPDATE OR DELETE ON questionnaire_version"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_version()"
    )
    op.create_table(
        "questionnaire_request",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "request_id", name="pk_questionnaire_request"),
    )


def downgrade() -> None:
    op.drop_table("questionnaire_request")
    op.drop_table("questionnaire_version")
    op.execute("DROP FUNCTION refuse_change_of_version()")
    op.drop_table("questionnaire")
