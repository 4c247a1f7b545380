import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from chancery.intake import open_reports, read_html
from chancery.model import IntakeError, Issue, Report

BODY = "Foreign Minister Mira Solberg met Tomas Vega in Brasília on Tuesday. They spoke about the bridge for two hours.\n"
LATE = dt.date(2026, 1, 1)


def one(path: Path) -> Report:
    [report] = open_reports(path, today=LATE)
    assert isinstance(report, Report)
    return report


def refusal(path: Path | str) -> str:
    with pytest.raises(IntakeError) as error:
        list(open_reports(path, today=LATE))
    message = str(error.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def test_missing_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n ", "is empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "is empty"),
        ("a.txt", bytes(range(256)) * 20, "binary data"),
        ("a.txt", b"%PDF-1.4 x", "a PDF file"),
        ("a.html", b"PK\x03\x04 x", "a ZIP or Office file"),
        ("a.txt", bytes(range(128, 256)) * 20, "unreadable"),
        ("a.txt", b"x" * 10_000_001, "10.0 MB"),
        ("a.json", b'{"text": ', "is not JSON at line 1"),
        ("a.json", b'{"headline": "x"}', "holds no article"),
        ("a.json", b"[[1]]", "holds no article"),
        ("a.html", b"<html><body><nav>Home World</nav></body></html>", "holds no article"),
        ("a.html", "<html><body><p>외교부는 금요일 협의를 개최한다고 밝혔다.</p></body></html>".encode(), "not in English"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert message in refusal(tmp_path / name)


def test_a_50_mb_page_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.html").open("wb") as stream:
        stream.truncate(50_000_000)
    assert "50.0 MB" in refusal(tmp_path / "big.html")


def test_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("a: 1")
    (tmp_path / ".hidden.txt").write_text(BODY)
    assert "holds no page" in refusal(tmp_path)


def test_folder_goes_on_past_bad_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(BODY)
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "c.md").write_text(BODY)
    found = list(open_reports(tmp_path))
    assert [item.name if isinstance(item, Report) else item.kind for item in found] == ["refused", "c", "2"]
    assert isinstance(found[0], Issue)
    assert "a.txt is empty" in found[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(BODY.encode(encoding))
    assert "Brasília" in one(tmp_path / "a.txt").text


def test_a_few_bad_bytes_are_told_and_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((BODY * 3 + "São João é\n").encode().replace(b"Tuesday", b"Tues\xc3day", 1))
    issue, report = open_reports(tmp_path / "a.txt")
    assert isinstance(issue, Issue)
    assert "1 unreadable" in issue.message
    assert isinstance(report, Report)
    assert issue.report == report.id
    assert "Tues\ufffdday" in report.text


def test_charset_of_the_page_is_heeded(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{BODY} Łódź and Kraków were named as well, he said.</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.replace("Brasília", "Oslo").encode("iso-8859-2"))
    assert "Łódź" in one(tmp_path / "a.html").text


def test_news_json(tmp_path: Path) -> None:
    row = {
        "body": BODY,
        "headline": "Solberg meets Vega",
        "date_publish": "2019-02-01T10:00:00",
        "source": {"name": "Gazette"},
        "authors": ["A B", "C D"],
    }
    (tmp_path / "a.json").write_text(json.dumps([row, {**row, "body": BODY + "It rained."}]))
    first, second = (item for item in open_reports(tmp_path / "a.json") if isinstance(item, Report))
    assert (first.name, second.name) == ("a-1", "a-2")
    assert (first.title, first.published, first.published_how, first.outlet) == ("Solberg meets Vega", "2019-02-01", "metadata", "Gazette")
    assert first.byline == "A B, C D"


def test_file_without_ending_may_be_html(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(f"<!DOCTYPE html><html><body><article><p>{BODY}</p></article></body></html>")
    assert one(tmp_path / "page").text == BODY.strip()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    [report] = open_reports("-", outlet="Gazette")
    assert isinstance(report, Report)
    assert (report.name, report.outlet) == ("standard input", "Gazette")


def test_name_is_the_files_stem_and_address_is_none(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(BODY)
    report = one(tmp_path / "talks.txt")
    assert (report.name, report.address) == ("talks", "")


HOSTILE = {
    "script": f"<html><body><script>alert('<p>He resigned.</p>')</script><article><p>{BODY}</p></article></body></html>",
    "unclosed": f"<html><body><div><p>{BODY}<p>And so on, he said.<div><b>",
    "nested": "<html><body>" + "<div>" * 3000 + f"<p>{BODY}</p>" + "</div>" * 3000,
    "entities": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>' + BODY + "&x;</p></body></html>",
    "no end": "<html><body><p>" + BODY + "</p><!-- " + "x" * 100_000,
    "attributes": "<html><body " + "a='1' " * 20_000 + "><p>" + BODY + "</p></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html(name: str) -> None:
    report = read_html(HOSTILE[name], name=name)
    assert report.text.startswith("Foreign Minister Mira Solberg met Tomas Vega")
    assert "root:" not in report.text
    assert "resigned" not in report.text


def test_plain_text_needs_no_html_and_no_network_library() -> None:
    code = (
        "import sys, chancery.intake as i; i.read_text('The premier left on Monday.', name='x');"
        "print([m for m in ('lxml','trafilatura','httpx2','datasketch','pyarrow') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
