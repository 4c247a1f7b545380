"""Our own texts keep their form: the annotated dispatches, the clusters built from marked texts, the expected records of the examples."""

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DISPATCHES = ROOT / "training" / "dispatches"
CLUSTERS = ROOT / "tests" / "corpus" / "clusters"
EXAMPLES = ROOT / "examples"


def run(script: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, DISPATCHES / script, *args], capture_output=True, text=True, check=False)


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_dispatches_have_no_fault():
    result = run("check.py")
    assert result.returncode == 0, result.stdout + result.stderr


def test_check_names_a_fault(tmp_path):
    marked = "=== wrong\npublished: 2019-09-20\n\n[e1 Kim met Lee in Seoul on <Friday=2019-09-19>].\n---\ne1 MEETING | KOR\n"
    (tmp_path / "wrong.txt").write_text(marked, encoding="utf-8")
    result = run("check.py", str(tmp_path / "wrong.txt"))
    assert result.returncode == 1
    assert "unknown type 'MEETING'" in result.stdout
    assert "is a Thursday" in result.stdout


def test_converter_writes_the_gold_form(tmp_path):
    result = run("convert.py", str(tmp_path), str(DISPATCHES / "heldout"))
    assert result.returncode == 0, result.stderr
    folders = sorted(tmp_path.iterdir())
    assert len(folders) >= 20
    for folder in folders:
        text = (folder / "report.txt").read_text(encoding="utf-8")
        record = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
        for kind in ("tenures", "events", "statements"):
            assert all(piece in text for item in record[kind] for piece in item["evidence"])
        assert all(time["in"] in " ".join(text.split()) and time["text"] in time["in"] for time in record["times"])


def test_clusters_are_built_from_their_marked_texts(tmp_path):
    shutil.copytree(CLUSTERS / "marked", tmp_path / "marked")
    result = run("clusters.py", str(tmp_path))
    assert result.returncode == 0, result.stderr
    built = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(CLUSTERS): path.read_bytes() for path in CLUSTERS.rglob("*") if path.is_file() and path.name != "README.md"}
    assert built == kept


@pytest.mark.parametrize("expected", sorted(EXAMPLES.glob("expected/*.yaml")), ids=lambda path: path.stem)
def test_examples_hold_the_words_of_their_records(expected):
    record = yaml.safe_load(expected.read_text(encoding="utf-8"))
    text = plain((expected.parent / record["report"]["file"]).read_text(encoding="utf-8"))
    for kind in ("tenures", "events", "statements"):
        for item in record[kind]:
            assert all(" ".join(piece.split()) in text for piece in item["evidence"]), item
    assert all(time["in"] in text and time["text"] in time["in"] for time in record["times"])
