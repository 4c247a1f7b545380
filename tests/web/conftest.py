"""A record of the examples, read once, and the application over it."""

import datetime as dt
import threading
import time
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from chancery.intake import open_reports
from chancery.language import load
from chancery.model import Report
from chancery.reading import read_report
from chancery.resolve import refresh
from chancery.store import open_store
from chancery.web import create_app

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
HOSTILE = Report(
    "hostile",
    "hostile",
    "<script>alert(1)</script> President Ana Lima of Peru met Prime Minister Bo Ek of Palau in Lima on Friday.",
    title='"><img src=x onerror=alert(1)>',
    outlet="<b>Wire</b>",
    address="javascript:alert(1)",
    published="2019-12-08",
    published_how="given",
)


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    """The place of a record of the examples and one hostile report."""
    place = tmp_path_factory.mktemp("record") / "record.sqlite"
    reports = [r for r in open_reports(str(EXAMPLES), today=dt.date(2026, 1, 1)) if isinstance(r, Report)]
    reports.append(HOSTILE)
    with open_store(place) as store:
        writer = store.writer()
        for report, parse in zip(reports, load().read([r.text for r in reports]), strict=True):
            reading = read_report(report, parse)
            writer.add(reading.report, reading.claims, reading.issues, reader="test", recorded="2020-01-01T00:00:00+00:00")
        refresh(writer)
    return place


@pytest.fixture(scope="session")
def client(record):
    """The application, called without a network."""
    return TestClient(create_app(record), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def address(record):
    """The application, served on a port of this machine."""
    server = uvicorn.Server(uvicorn.Config(create_app(record), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
