"""The plan of each workspace."""

import sqlalchemy as sa
from alembic import op

revision = "d003_plans"
down_revision = "d002_identities"


def upgrade() -> None:
    op.add_column("workspace", sa.Column("plan", sa.Text(), server_default="FREE", nullable=False))
    op.create_check_constraint("ck_workspace_plan", "workspace", "plan IN ('FREE', 'PLUS', 'PRO')")


def downgrade() -> None:
    op.drop_column("workspace", "plan")
