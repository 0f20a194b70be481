"""The names of films' heroes, for finding films by them."""

import sqlalchemy as sa
from alembic import op

revision = "s021_film_heroes"
down_revision = "s020_erasure"


def upgrade() -> None:
    op.add_column("video", sa.Column("hero_name", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("video", "hero_name")
