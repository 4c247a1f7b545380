"""Runs the migrations on the connection that `store.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from chancery.store.schema import metadata


def run() -> None:
    """Runs them, each SQLite table change as a copy (batch)."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=False,
    )
    context.run_migrations()


run()
