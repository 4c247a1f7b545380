"""Resolving goes on where it was stopped: the keys whose entries are still to be made anew. All reports are put in the queue, since
posts of renamed bodies have other keys now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    key: sa.Column[str] = sa.Column("key", sa.String(400), nullable=False)
    op.create_table("pending_keys", key, sa.PrimaryKeyConstraint("key", name="pk_pending_keys"))
    op.execute("INSERT OR IGNORE INTO pending (report) SELECT id FROM reports")
