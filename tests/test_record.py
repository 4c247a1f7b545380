import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import chancery
from chancery.intake import open_reports
from chancery.language import load
from chancery.model import QueryError, StoreError
from chancery.reading import read_report
from chancery.resolve import refresh
from chancery.store import open_store

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("record") / "record.sqlite"
    pipeline = load()
    with open_store(place) as store:
        for name in ("reshuffle.html", "new-york-planned.txt", "new-york-held.txt"):
            [report] = open_reports(str(EXAMPLES / name), today=dt.date(2026, 1, 1))
            reading = read_report(report, next(iter(pipeline.read([report.text]))))
            store.writer().add(reading.report, reading.claims, reading.issues, reader="test", recorded="2020-01-01T00:00:00+00:00")
        refresh(store.writer())
    with chancery.open_record(place) as opened:
        yield opened


def test_views_are_plain_objects(record):
    lines = record.roster(state="Japan", on="2019-09-12").lines
    assert any(line.post == "foreign minister" and line.person == "Toshimitsu Motegi" for line in lines)
    chronology = record.chronology(between=("Tokyo", "Seoul"), first="2019-09")
    assert chronology.between == ("JPN", "KOR")
    assert all(event.sources for event in chronology.events)


def test_tables_are_arrow(record):
    events = record.table("events")
    assert events.num_rows == len(record.chronology(first="").events)
    assert {"type", "status", "states"} <= set(events.column_names)
    assert record.table("tenures").num_rows > 3


def test_unknown_questions(record, tmp_path):
    with pytest.raises(AttributeError, match="no view 'gossip'; there are chronology"):
        _ = record.gossip
    with pytest.raises(QueryError, match="did you mean Japan"):
        record.roster(state="Jpan", on="2019-09-12")
    with pytest.raises(StoreError, match="no such record"):
        chancery.open_record(tmp_path / "none.sqlite")


def test_importing_the_package_loads_no_heavy_library():
    code = "import sys, chancery; print(sorted({'sqlalchemy', 'numpy', 'onnxruntime', 'pyarrow'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"
