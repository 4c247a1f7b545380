"""What is derived: keys of claims, persons under their names, copies, entries. All reports are put in the queue to be resolved."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _table(name: str, primary: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*primary, name=f"pk_{name}"))


def _string(name: str, length: int = 64) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Makes the tables."""
    _table("pending", ("report",), _string("report"))
    _table("claim_keys", ("claim", "key"), _string("claim"), _string("key", 400))
    op.create_index("ix_claim_keys_key", "claim_keys", ["key", "claim"])
    _table("name_keys", ("key", "name"), _string("key", 100), _string("name", 300))
    op.create_index("ix_name_keys_name", "name_keys", ["name"])
    runs = (_string("name", 300), _string("state", 100), _number("first"), _number("last"), _string("person"))
    _table("person_runs", ("name", "state", "first"), *runs)
    op.create_index("ix_person_runs_person", "person_runs", ["person"])
    _table("copies", ("report",), _string("report"), _string("original"))
    op.create_index("ix_copies_original", "copies", ["original"])
    _table("report_bands", ("band", "report"), _string("band"), _string("report"))
    body: sa.Column[Any] = sa.Column("body", sa.Text, nullable=False)
    _table("entries", ("id",), _string("id"), _string("kind", 16), _string("first", 10), _string("last", 10), body)
    _table("entry_keys", ("entry", "key"), _string("entry"), _string("key", 200), _string("first", 10), _string("last", 10))
    op.create_index("ix_entry_keys_key", "entry_keys", ["key", "first", "last", "entry"])
    _table("entry_claims", ("entry", "claim"), _string("entry"), _string("claim"))
    op.create_index("ix_entry_claims_claim", "entry_claims", ["claim"])
    op.execute("INSERT INTO pending (report) SELECT id FROM reports")
