"""What is read: reports, readings, claims with evidence, judgements, issues, and their words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer),
        sa.Column("id", sa.String(64), nullable=False),
        *map(_text, ("name", "title", "outlet", "address", "section", "byline", "language")),
        sa.Column("published", sa.String(10)),
        *map(_text, ("published_how", "published_why", "text", "pieces", "fingerprint")),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    op.create_index("ix_reports_published", "reports", ["published"])
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("report", sa.String(64), nullable=False),
        _text("reader"),
        sa.Column("recorded", sa.String(40), nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_readings_report_reports"),
        sa.UniqueConstraint("id", name="uq_readings_id"),
    )
    op.create_index("ix_readings_report", "readings", ["report"])
    op.create_index("ix_readings_recorded", "readings", ["recorded"])
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("report", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        _text("rule"),
        sa.Column("score", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_claims"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_claims_report_reports"),
        sa.UniqueConstraint("id", name="uq_claims_id"),
    )
    op.create_index("ix_claims_report", "claims", ["report"])
    _hanging_tables()
    op.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS report_words USING fts5(title, text, content='reports', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS quote_words USING fts5(quote, content='evidence', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 2')"
    )


def _hanging_tables() -> None:
    op.create_table(
        "evidence",
        sa.Column("number", sa.Integer),
        sa.Column("claim", sa.String(64), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_evidence"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_evidence_claim_claims"),
    )
    op.create_index("ix_evidence_claim", "evidence", ["claim"])
    op.create_table(
        "claim_readings",
        sa.Column("reading", sa.String(64), nullable=False),
        sa.Column("claim", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("reading", "claim", name="pk_claim_readings"),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_claim_readings_reading_readings"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_claim_readings_claim_claims"),
    )
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("subjects", sa.Text, nullable=False),
        *map(_text, ("field", "value", "who")),
        sa.Column("said", sa.String(40), nullable=False),
        _text("why"),
        sa.PrimaryKeyConstraint("number", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    op.create_table(
        "issues",
        sa.Column("number", sa.Integer),
        sa.Column("reading", sa.String(64), nullable=False),
        sa.Column("report", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_issues"),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_issues_reading_readings"),
    )
    op.create_index("ix_issues_reading", "issues", ["reading"])
    op.create_index("ix_issues_report", "issues", ["report"])
