"""The map from slot ranges to shards."""

import sqlalchemy as sa
from alembic import op

revision = "d001_slot_map"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "slot_range",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=True),
        sa.Column("first_slot", sa.SmallInteger(), nullable=False),
        sa.Column("last_slot", sa.SmallInteger(), nullable=False),
        sa.Column("shard", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slot_range"),
        sa.CheckConstraint(
            "0 <= first_slot AND first_slot <= last_slot AND last_slot < 1024", name="ck_slot_range_bounds"
        ),
    )
    # No slot may be on two shards once a move is committed.
    op.execute(
        "ALTER TABLE slot_range ADD CONSTRAINT ex_slot_range_everybody EXCLUDE USING gist "
        "(int4range(first_slot, last_slot, '[]') WITH &&) WHERE (workspace_id IS NULL) "
        "DEFERRABLE INITIALLY DEFERRED"
    )
    op.create_index(
        "uq_slot_range_placed",
        "slot_range",
        ["workspace_id", "first_slot"],
        unique=True,
        postgresql_where=sa.text("workspace_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("slot_range")
