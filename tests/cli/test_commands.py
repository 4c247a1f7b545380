"""Each command as its user calls it, and each fault as its user meets it."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from chancery.cli import main
from chancery.cli.mass import how_far

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "reports"


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*args):
        monkeypatch.setattr(sys, "argv", ["chancery", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("cli") / "record.sqlite"
    command = [sys.executable, "-m", "chancery", "read", "-q", "--record", str(place), str(EXAMPLES)]
    subprocess.run(command, check=True, capture_output=True)
    return place


def test_help_answers_at_once_and_names_every_command(run):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "chancery", "--help"], check=True, capture_output=True)
    assert time.perf_counter() - start < 3
    _, out, _ = run("--help")
    for name in ("read", "extract", "chronology", "roster", "brief", "search", "export", "serve", "times", "parse"):
        assert f"  {name} " in out


def test_extract_prints_one_record(run):
    code, out, _ = run("extract", EXAMPLES / "new-york-planned.txt")
    record = json.loads(out)
    assert code == 0
    assert record["report"]["published"] == "2019-09-24"
    assert any(event["type"] == "CONSULT" for event in record["events"])
    for kind in ("tenures", "events", "statements"):
        for item in record[kind]:
            for place in item["evidence"]:
                assert record["report"]["text"][place["start"] : place["end"]] == place["text"]


def test_extract_leaves_out_what_is_less_likely(run):
    _, out, _ = run("extract", EXAMPLES / "new-york-planned.txt")
    code, likely, _ = run("extract", EXAMPLES / "new-york-planned.txt", "--least", "0.9")
    scores = [item["score"] for kind in ("tenures", "events", "statements") for item in json.loads(out)[kind]]
    kept = [item["score"] for kind in ("tenures", "events", "statements") for item in json.loads(likely)[kind]]
    assert code == 0
    assert kept
    assert sorted(kept) == sorted(score for score in scores if score >= 0.9) != sorted(scores)


def test_extract_explains_each_claim(run):
    code, out, _ = run("extract", EXAMPLES / "new-york-planned.txt", "--explain")
    assert code == 0
    assert "event: CONSULT meet: South Korea and Japan, 2019-09-26, New York, scheduled" in out
    assert "[cue will] [trigger meet]" in out
    assert "rule: tenures/before-name" in out
    assert "\x1b" not in out


def test_explanations_go_to_the_terminal_only(run, tmp_path):
    code, _, err = run("extract", EXAMPLES / "nagoya.txt", "--explain", "--out", tmp_path)
    assert code == 1
    assert "--explain" in err


def test_extract_writes_one_file_a_report(run, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for folder in ("a", "b"):
        (tmp_path / folder / "report.txt").write_text((EXAMPLES / "nagoya.txt").read_text(), encoding="utf-8")
    code, _, _ = run("extract", tmp_path / "a" / "report.txt", tmp_path / "b" / "report.txt", "--out", tmp_path / "out")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_several_reports_without_a_folder_are_refused(run):
    code, out, err = run("extract", EXAMPLES / "nagoya.txt", EXAMPLES / "reshuffle.html")
    assert (code, out) == (1, "")
    assert "--out DIR" in err


def test_reading_again_adds_nothing(run, record):
    code, out, err = run("read", "--record", record, EXAMPLES / "nagoya.txt")
    assert code == 0
    assert "nothing new" in out
    assert "0 new reports, 1 known already" in err


def test_the_roster_of_japan_changes_with_the_cabinet(run, record):
    before = run("roster", "Japan", "--on", "2019-09-10", "--record", record)[1]
    after = run("roster", "Tokyo", "--on", "2019-09-12", "--record", record)[1]
    assert "foreign minister: Taro Kono" in before
    assert "foreign minister: Toshimitsu Motegi, since 2019-09-11, after Taro Kono" in after
    assert "“" in after


def test_a_meeting_before_and_after_is_one_event(run, record):
    out = run("chronology", "--between", "JPN", "Seoul", "--from", "2019-08-28", "--to", "2019-08-30", "--record", record)[1]
    [line] = [line for line in out.splitlines() if "2019-08-29" in line and "meet" in line and "[" in line and "report" not in line]
    assert "scheduled (2019-08-28)" in line
    assert "occurred (2019-08-29)" in line


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
@pytest.mark.parametrize(
    "args",
    [
        ("chronology", "--between", "JPN", "KOR"),
        ("roster", "JPN", "--on", "2019-09-12"),
        ("brief", "--between", "Seoul", "Tokyo", "--on", "2019-09-20"),
        ("search", "Gsomia"),
        ("calendar", "--from", "2019-09-01", "--to", "2019-09-30"),
        ("changes", "--since", "2019-01-01"),
        ("open", "--on", "2019-09-20"),
        ("dossier", "Shinzo Abe"),
        ("post", "Japan", "foreign minister"),
    ],
    ids=lambda args: args[0] if isinstance(args, tuple) else args,
)
def test_every_view_answers_in_every_format(run, record, args, format):
    code, out, err = run(*args, "--record", record, "--format", format)
    assert code == 0, err
    assert out.strip()
    assert format != "json" or isinstance(json.loads(out), dict)


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet", "ics", "plover", "polecat", "popolo"])
def test_every_format_is_written(run, record, tmp_path, name):
    code, _, _ = run("export", "--format", name, "--out", tmp_path / "out", "--record", record)
    assert code == 0
    assert (tmp_path / "out").stat().st_size > 100
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_was_exported_can_be_imported(run, record, tmp_path):
    run("export", "--format", "jsonl", "--out", tmp_path / "once", "--record", record)
    code, _, err = run("import", tmp_path / "once", "--record", tmp_path / "other.sqlite")
    assert code == 0, err
    run("export", "--format", "jsonl", "--out", tmp_path / "twice", "--record", tmp_path / "other.sqlite")
    assert (tmp_path / "once").read_bytes() == (tmp_path / "twice").read_bytes()


def test_times_and_parse(run):
    code, out, _ = run("times", EXAMPLES / "nagoya.txt")
    assert code == 0
    assert any(time["value"] == "2019-11-23" for time in json.loads(out)["times"])
    assert "<TIMEX3" in run("times", EXAMPLES / "nagoya.txt", "--format", "timex3")[1]
    assert run("parse", "The two met in Rome.", "--format", "conllu")[1].count("\t") > 20
    assert run("parse", "The two met in Rome.", "--format", "svg")[1].startswith("<svg")
    assert json.loads(run("parse", "The two met in Rome.", "--format", "json")[1])["sentences"]


def _bad_inputs(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"The ministers met in Rome on Friday. " * 1_400_000)
    german = "Die Außenminister beider Länder trafen sich am Freitag in Rom und sprachen über die Lage in der Region. "
    (folder / "german.txt").write_text(german * 5, encoding="utf-8")
    (folder / "menu.html").write_text("<html><body><nav><a href=/>Home</a></nav></body></html>", encoding="utf-8")
    (folder / "folder").mkdir()


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("empty.txt", "empty"),
        ("binary.txt", ""),
        ("huge.txt", "MB"),
        ("german.txt", "English"),
        ("menu.html", ""),
        ("missing.txt", "no such"),
        ("folder", ""),
        ("https://127.0.0.1/page", "private"),
        ("https://localhost/page", ""),
        ("http://example.org/page", "https"),
    ],
)
@pytest.mark.parametrize("command", ["read", "extract"])
def test_bad_input_gets_one_clear_line_and_leaves_the_record_whole(run, tmp_path, command, source, complaint):
    _bad_inputs(tmp_path)
    place = tmp_path / "record.sqlite"
    options = ["--record", place] if command == "read" else []
    code, out, err = run(command, source if "://" in source else tmp_path / source, *options)
    lines = [line for line in err.splitlines() if line.strip()]
    assert (code, out) == (1, "")
    assert 1 <= len(lines) <= 3
    assert all(line.startswith("chancery: ") for line in lines)
    assert complaint in err
    assert "Traceback" not in err
    if command == "read":
        assert run("search", "ministers", "--record", place)[0] == 0


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("extract", EXAMPLES / "nagoya.txt", "--published", "Friday"), "--published 'Friday': not a day"),
        (("roster", "Jpan", "--on", "2019-09-12"), "did you mean Japan"),
        (("roster", "Japan", "--on", "2019-09-31"), "2019-09-31"),
        (("chronology", "--type", "DANCE"), "no event type 'DANCE'"),
        (("dossier", "Nobody Atall"), "no person"),
        (("export", "--format", "xls"), "no format 'xls'"),
    ],
)
def test_bad_questions_get_one_clear_line(run, record, args, complaint):
    options = ["--record", record] if args[0] != "extract" else []
    code, _, err = run(*args, *options)
    assert code == 1
    assert complaint in err
    assert err.count("\n") == 1


def test_a_record_that_is_none_or_cannot_be_written(run, tmp_path):
    code, _, err = run("roster", "JPN", "--record", tmp_path / "none.sqlite")
    assert (code, err.count("\n")) == (1, 1)
    (tmp_path / "text.sqlite").write_text("no database" * 1000, encoding="utf-8")
    code, _, err = run("read", EXAMPLES / "nagoya.txt", "--record", tmp_path / "text.sqlite")
    assert code == 1
    assert "Traceback" not in err
    code, _, err = run("read", EXAMPLES / "nagoya.txt", "--record", "/proc/no/record.sqlite")
    assert code == 1
    assert "/proc/no" in err


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGKILL])
def test_a_reading_cut_short_loses_and_doubles_nothing(run, record, tmp_path, kill):
    place = tmp_path / "record.sqlite"
    command = [sys.executable, "-m", "chancery", "read", "--record", str(place), str(EXAMPLES)]
    # A shell's background jobs ignore the interrupt, and their children would too.
    heed = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=heed) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(kill)
    assert process.returncode != 0
    assert run("read", "-q", "--record", place, EXAMPLES)[0] == 0
    run("export", "--format", "jsonl", "--record", place, "--out", tmp_path / "x")
    run("export", "--format", "jsonl", "--record", record, "--out", tmp_path / "y")
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()


def test_a_judgement_outlives_reading_again_and_can_be_taken_back(run, tmp_path):
    place = tmp_path / "record.sqlite"
    run("read", "-q", EXAMPLES / "nagoya.txt", "--record", place)
    report = json.loads(run("search", "Nagoya", "--record", place, "--format", "json")[1])["reports"][0]["report"]["id"]
    claims = json.loads(run("report", report, "--record", place, "--format", "json")[1])["claims"]
    wrong = next(told["claim"] for told in claims if "type" in told["claim"]["value"])
    before = run("chronology", "--record", place)[1]
    code, _, err = run("judge", "reject", wrong["id"], "--why", "a test", "--who", "ana", "--record", place)
    assert code == 0, err
    after = run("chronology", "--record", place)[1]
    assert after != before
    run("read", "-q", EXAMPLES / "nagoya.txt", "--record", place)
    assert run("chronology", "--record", place)[1] == after
    identity = err.split("judgement ")[1].split(";")[0]
    assert run("judge", "undo", identity, "--why", "it was right", "--record", place)[0] == 0
    assert run("chronology", "--record", place)[1] == before
    assert run("judge", "dance", wrong["id"], "--why", "no", "--record", place)[0] == 1


def test_reading_the_record_again_with_the_same_rules_changes_nothing(run, record):
    code, out, err = run("reread", "--record", record)
    assert (code, out) == (0, "")
    assert "0 claims gained, 0 lost" in err
    assert "nothing taken over" in err


def test_a_register_is_a_source_beside_the_reports(run, tmp_path):
    rows = [
        "state,position,person,start,end",
        "Palau,foreign minister,Bo Ek,2001-01-20,2005-01-19",
        "Palau,foreign minister,Ana Rull,2005-01-19,",
    ]
    (tmp_path / "posts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = ("--outlet", "Gazette", "--published", "2007-01-01", "--record", tmp_path / "r.sqlite")
    code, _, err = run("import", tmp_path / "posts.csv", *options)
    assert code == 0, err
    assert "Bo Ek" in run("roster", "Palau", "--on", "2003-05-01", "--record", tmp_path / "r.sqlite")[1]
    assert "Ana Rull" in run("roster", "Palau", "--on", "2005-03-01", "--record", tmp_path / "r.sqlite")[1]


def test_bulk_tells_rate_and_time_left():
    assert how_far(SimpleNamespace(blocks=10, reports=300, left=30), 60.0) == "300 reports, 5.0 a second, 3:00 left"
    assert how_far(SimpleNamespace(blocks=0, reports=0, left=0), 0.0).startswith("0 reports")
