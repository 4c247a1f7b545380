"""Bulk runs: bad articles set aside, a killed run resumed to the same bytes, results that others open."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb")
daft = pytest.importorskip("daft")

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
RUN = """
import sys
from pathlib import Path
import chancery.bulk as bulk
bulk.BLOCK = 6
if __name__ == "__main__":
    print(bulk.run(sys.argv[2:], Path(sys.argv[1]), engine="local", workers=1))
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    rows = [json.dumps({"id": f"a{i}", "text": text, "outlet": "Wire"}) for i, text in enumerate(texts)]
    (folder / "news.jsonl").write_text("\n".join([*rows, "{broken", json.dumps({"id": "none", "text": ""})]) + "\n", encoding="utf-8")
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(b"0" * 30_000_000))
    return folder


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    path = tmp_path_factory.mktemp("script") / "run.py"
    path.write_text(RUN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(sources, script, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole")
    done = subprocess.run([sys.executable, str(script), str(out), str(sources)], check=True, capture_output=True, text=True)
    assert "finished=True" in done.stdout
    return out


def contents(out):
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != "plan.json"]
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def test_bad_articles_are_set_aside_with_their_place_and_reason(whole):
    aside = [json.loads(line) for path in sorted((whole / "set-aside").glob("*.jsonl")) for line in path.read_text().splitlines()]
    assert len(aside) >= 3
    assert all(issue["message"] for issue in aside)
    assert any("bomb" in issue["report"] + issue["message"] for issue in aside)


def test_duckdb_opens_the_result(whole):
    [count] = duckdb.sql(f"select count(*) from '{whole}/reports/*.parquet'").fetchall()
    assert count == (len(list(EXAMPLES.glob("*.txt"))),)
    kinds = dict(duckdb.sql(f"select kind, count(*) from '{whole}/claims/*.parquet' group by kind").fetchall())
    assert set(kinds) == {"tenure", "event", "statement"}
    [[found]] = duckdb.sql(f"select count(*) from '{whole}/claims/*.parquet' where list_contains(states, 'JPN')").fetchall()
    assert found > 20


def test_the_result_can_be_taken_into_a_record(whole, tmp_path):
    place = tmp_path / "record.sqlite"
    command = [sys.executable, "-m", "chancery", "import", str(whole), "--record", str(place)]
    subprocess.run(command, check=True, capture_output=True)
    shown = subprocess.run(
        [sys.executable, "-m", "chancery", "roster", "Japan", "--on", "2019-09-12", "--record", str(place)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "Motegi" in shown.stdout


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_run_goes_on_to_the_same_bytes(sources, script, whole, tmp_path):
    out = tmp_path / "out"
    for wait in (1, 2):
        with subprocess.Popen([sys.executable, str(script), str(out), str(sources)], start_new_session=True) as process:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and len(list(out.glob("set-aside/*.json"))) < wait:
                time.sleep(0.05)
            os.killpg(process.pid, signal.SIGKILL)
    subprocess.run([sys.executable, str(script), str(out), str(sources)], check=True, capture_output=True)
    assert contents(out) == contents(whole)


def test_a_folder_of_another_run_is_refused(whole, script, tmp_path):
    (tmp_path / "other.txt").write_text("The two ministers met in Oslo on Friday and agreed to meet again.", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), str(whole), str(tmp_path)], check=False, capture_output=True, text=True)
    assert "holds a run of other sources" in done.stderr


def test_the_engine_is_told_to_phone_nobody():
    code = "import os, chancery.bulk; print(os.environ['DO_NOT_TRACK'], os.environ['RAY_USAGE_STATS_ENABLED'])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split() == ["1", "0"]
