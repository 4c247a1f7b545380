"""Whole pages of our own under tests/pages, each with what it must give."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from chancery.intake import open_reports
from chancery.model import Report, raw_offset

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*/expected.yaml"))


def read(path: Path) -> tuple[Report, dict[str, Any], Path]:
    page = next(path.parent.glob("page.*"))
    [report] = open_reports(page)
    assert isinstance(report, Report)
    return report, yaml.safe_load(path.read_text(encoding="utf-8")), page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_page_gives_what_it_must(path: Path) -> None:
    report, wanted, _ = read(path)
    text = " ".join(report.text.split())
    for name in ("title", "outlet", "byline"):
        if name in wanted:
            assert getattr(report, name) == wanted[name], name
    assert report.published == (str(wanted["published"]) if wanted["published"] else None), report.published_why
    assert text.startswith(wanted.get("first", ""))
    assert text.endswith(wanted["last"])
    assert [words for words in wanted["furniture"] if words in report.text] == []
    assert [words for words in wanted.get("keeps", ()) if words not in text] == []
    if "section" in wanted:
        assert list(report.section) == wanted["section"]
    if "paragraphs" in wanted:
        assert len(report.text.split("\n\n")) == wanted["paragraphs"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_offsets_map_back_to_the_page(path: Path) -> None:
    report, _, page = read(path)
    raw = page.read_bytes().decode("windows-1252" if path.parent.name == "html_tables" else "utf-8-sig")
    for i, character in enumerate(report.text):
        place = raw_offset(report, i)
        if character.isalnum():
            assert place is not None
            assert raw[place] == character or raw[place] == "&"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_reading_again_gives_the_same_report(path: Path) -> None:
    assert read(path)[0] == read(path)[0]
