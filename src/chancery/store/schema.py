"""The tables. What is claimed is only ever added; `entries` and what hangs on them are derived and rebuilt by `resolve`."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

VERSION = "0003"
"""The newest migration; a record of another version is upgraded or refused."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    _text("name"),
    _text("title"),
    _text("outlet"),
    _text("address"),
    _text("section"),
    _text("byline"),
    _text("language"),
    Column("published", String(10), index=True),
    _text("published_how"),
    _text("published_why"),
    _text("text"),
    _text("pieces"),
    _text("fingerprint"),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("report", String(64), ForeignKey("reports.id"), nullable=False, index=True),
    _text("reader"),
    Column("recorded", String(40), nullable=False, index=True),
    Column("current", Integer, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("report", String(64), ForeignKey("reports.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("current", Integer, nullable=False),
    Column("value", Text, nullable=False),
    _text("rule"),
    Column("score", Float, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("claim", String(64), ForeignKey("claims.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
)

claim_readings = Table(
    "claim_readings",
    metadata,
    Column("reading", String(64), ForeignKey("readings.id"), primary_key=True),
    Column("claim", String(64), ForeignKey("claims.id"), primary_key=True),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("verb", String(16), nullable=False),
    Column("subjects", Text, nullable=False),
    _text("field"),
    _text("value"),
    _text("who"),
    Column("said", String(40), nullable=False),
    _text("why"),
)

issues = Table(
    "issues",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("reading", String(64), ForeignKey("readings.id"), nullable=False, index=True),
    Column("report", String(64), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("message", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

pending = Table("pending", metadata, Column("report", String(64), primary_key=True))
"""Reports whose claims changed since the record was last resolved."""

pending_keys = Table("pending_keys", metadata, Column("key", String(400), primary_key=True))
"""Keys of claims under which something changed, and whose entries are still to be made anew."""

claim_keys = Table(
    "claim_keys",
    metadata,
    Column("claim", String(64), primary_key=True),
    Column("key", String(400), primary_key=True),
)
Index("ix_claim_keys_key", claim_keys.c.key, claim_keys.c.claim)

name_keys = Table(
    "name_keys",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("name", String(300), primary_key=True),
)
Index("ix_name_keys_name", name_keys.c.name)

person_runs = Table(
    "person_runs",
    metadata,
    Column("name", String(300), primary_key=True),
    Column("state", String(100), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("person", String(64), nullable=False, index=True),
)

copies = Table(
    "copies",
    metadata,
    Column("report", String(64), primary_key=True),
    Column("original", String(64), nullable=False, index=True),
)

report_bands = Table(
    "report_bands",
    metadata,
    Column("band", String(64), primary_key=True),
    Column("report", String(64), primary_key=True),
)

entries = Table(
    "entries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("body", Text, nullable=False),
)

entry_keys = Table(
    "entry_keys",
    metadata,
    Column("entry", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
)
Index("ix_entry_keys_key", entry_keys.c.key, entry_keys.c.first, entry_keys.c.last, entry_keys.c.entry)

entry_claims = Table(
    "entry_claims",
    metadata,
    Column("entry", String(64), primary_key=True),
    Column("claim", String(64), primary_key=True),
)
Index("ix_entry_claims_claim", entry_claims.c.claim)
