"""Entries of the audit log go with the person that they are about, and in no other way."""

from alembic import op

revision = "s020_erasure"
down_revision = "s019_share_links"


def upgrade() -> None:
    # Whoever erases a person names them for the length of the transaction (services/kit/audit.py).
    op.execute(
        """
        CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND current_setting('encompass.erasing', true) = OLD.user_id::text THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'entries of the audit log are never changed or deleted';
        END $$
        """
    )


def downgrade() -> None:
    op.execute(
        """
        CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'entries of the audit log are never changed or deleted';
        END $$
        """
    )
