from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect

from chancery.model import StoreError
from chancery.store import open_store, upgrade
from chancery.store.engine import engine_for, writing
from tests.factory import meets, report_with


def test_a_missing_record_is_made_with_its_folder(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "record.db"
    with open_store(place):
        assert place.exists()
    with pytest.raises(StoreError, match="no such record"):
        open_store(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes. " * 200)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (id)")
    for place, reason in (
        (text, "no database"),
        (other, "no record of chancery"),
        (tmp_path, "a folder"),
        ("nothing://x", "no database address"),
    ):
        with pytest.raises(StoreError, match=reason) as caught:
            open_store(place)
        assert "\n" not in str(caught.value)
    assert text.read_text().startswith("These are notes.")


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "record.db"
    open_store(place).close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="install a newer chancery"):
        open_store(place)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot"):
        open_store(tmp_path / "record.db")
    tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot make the folder"):
        open_store(tmp_path / "file" / "record.db")


def test_migrations_from_the_first_lead_to_the_same_schema(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    engine, _ = engine_for(old)
    upgrade.migrate(writing(engine), "0001")
    report, claims = report_with(meets("KOR JPN", (), "2019-09-20"))
    _put_by_hand(old, report.id, report.text)
    with open_store(old) as store, store.view() as view:
        assert view.pending() == 1
        assert view.report(report.id) is not None
        assert store.writer().add(report, claims, reader="r", recorded="2026-01-01T00:00:00Z").gained
    open_store(new).close()
    assert _shape(old) == _shape(new)


def _put_by_hand(place: Path, identity: str, text: str) -> None:
    with sqlite3.connect(place) as connection:
        columns = "id, text, section, pieces, fingerprint, published_how, outlet, language"
        values = (identity, text, "[]", "[]", "[]", "open", "Daily", "en")
        connection.execute(f"INSERT INTO reports ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def _shape(place: Path) -> dict[str, object]:
    engine, _ = engine_for(place)
    seen = inspect(engine)
    found: dict[str, object] = {}
    for table in seen.get_table_names():
        columns = [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(table)]
        indexes = sorted((str(i["name"]), tuple(i["column_names"]), bool(i["unique"])) for i in seen.get_indexes(table))
        found[table] = (columns, indexes, seen.get_pk_constraint(table)["constrained_columns"], len(seen.get_foreign_keys(table)))
    engine.dispose()
    return found


def test_opening_does_not_import_alembic(tmp_path: Path) -> None:
    for name in [name for name in sys.modules if name.startswith("alembic")]:
        del sys.modules[name]
    open_store(tmp_path / "record.db").close()
    assert "alembic" not in sys.modules
