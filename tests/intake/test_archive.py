"""Archives: whole ones, and broken, cut, swelling and wrongly labelled ones."""

import gzip
import json
import pickle
from pathlib import Path

import pytest

from chancery.intake import Article, articles, find_pages, open_reports, read_article
from chancery.model import IntakeError, Issue, Report

TEXT = "Foreign Minister Mira Solberg met Tomas Vega in Brasília on Tuesday. They spoke about bridge number {} for two hours."


def read(path: Path) -> tuple[list[Report], list[str]]:
    reports, messages = [], []
    for item in open_reports(path):
        if isinstance(item, Report):
            reports.append(item)
        else:
            assert isinstance(item, Issue)
            assert "\n" not in item.message
            messages.append(item.message)
    return reports, messages


def page(number: int) -> bytes:
    return f"<html><body><article><p>{TEXT.format(number)}</p></article></body></html>".encode()


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def record(number: int, block: bytes, *, kind: str = "response", length: int | None = None) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://news.example/{number}",
        "WARC-Date: 2024-05-05T00:00:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        "Content-Type: application/http; msgtype=response" if kind == "response" else "Content-Type: text/plain",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


@pytest.fixture(params=["warc", "warc.gz"])
def ending(request: pytest.FixtureRequest) -> str:
    pytest.importorskip("fastwarc")
    return str(request.param)


def write(folder: Path, ending: str, records: list[bytes]) -> tuple[Path, list[bytes]]:
    parts = [gzip.compress(part, mtime=0) for part in records] if ending.endswith("gz") else records
    path = folder / f"a.{ending}"
    path.write_bytes(b"".join(parts))
    return path, parts


def test_warc(tmp_path: Path, ending: str) -> None:
    records = [record(i, answer(page(i))) for i in range(3)]
    records.insert(1, record(7, b"software: x\r\n", kind="warcinfo"))
    records.append(record(8, answer(page(8), status="404 Not Found")))
    records.append(record(9, answer(b"\x89PNG", kind="image/png")))
    records.append(record(10, TEXT.format(10).encode(), kind="conversion"))
    reports, messages = read(write(tmp_path, ending, records)[0])
    assert messages == []
    assert [report.name for report in reports] == [f"https://news.example/{i}" for i in (0, 1, 2, 10)]
    assert all("Brasília" in report.text for report in reports)
    assert {report.published for report in reports} == {None}  # the day of the crawl is not the day of publication


def test_warc_goes_on_past_a_broken_record(tmp_path: Path, ending: str) -> None:
    path, parts = write(tmp_path, ending, [record(i, answer(page(i))) for i in range(5)])
    broken = b"garbled" * 9 + parts[2][63:] if ending == "warc" else parts[2][:40] + b"\xff" * 30 + parts[2][70:]
    path.write_bytes(b"".join([*parts[:2], broken, *parts[3:]]))
    reports, messages = read(path)
    assert [report.name[-1] for report in reports] == ["0", "1", "3", "4"]
    assert len(messages) == 1
    assert "broken" in messages[0]


@pytest.mark.parametrize("left", [30, 60, 250])
def test_warc_that_breaks_off_is_told(tmp_path: Path, ending: str, left: int) -> None:
    path, parts = write(tmp_path, ending, [record(i, answer(page(i))) for i in range(3)])
    path.write_bytes(b"".join(parts[:2]) + parts[2][:left])
    reports, messages = read(path)
    assert [report.name[-1] for report in reports] == ["0", "1"]
    assert len(messages) == 1
    assert any(words in messages[0] for words in ("breaks off", "lost its header", "broken"))


def test_warc_with_bombs_and_wrong_labels(tmp_path: Path, ending: str) -> None:
    records = [
        record(0, answer(page(0))),
        record(1, answer(gzip.compress(b"<p>" + b"a" * 40_000_000), "Content-Encoding: gzip")),
        record(2, answer(b"a" * 10_000_001)),
        record(3, answer(TEXT.format(3).encode("windows-1252"), kind="text/plain; charset=utf-8")),
        record(4, answer(gzip.compress(page(4)), "Content-Encoding: gzip")),
        record(5, answer(gzip.compress(page(5))[:-15], "Content-Encoding: gzip")),
        record(6, b"no answer at all"),
        record(7, answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(7)), page(7)), "Transfer-Encoding: chunked")),
        record(8, answer(page(8), "Content-Encoding: br")),
        record(9, answer(b"")),
    ]
    reports, messages = read(write(tmp_path, ending, records)[0])
    assert [report.name[-1] for report in reports] == ["0", "3", "4", "7"]
    assert all("Brasília" in report.text for report in reports)
    wanted = [
        "/1): unpacks to more",
        "/2): is 10.0 MB",
        "/5): its packing breaks off",
        "/6): the record holds no HTTP",
        "/8): is packed as br",
        "/9) is empty",
    ]
    assert [next((want for want in wanted if want in message), message) for message in messages] == wanted


def test_a_file_that_is_no_warc(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a.{ending}").write_bytes(b"Just some words.\n" * 100)
    with pytest.raises(IntakeError, match="holds no WARC record"):
        read(tmp_path / f"a.{ending}")


def rows(count: int) -> list[bytes]:
    return [
        json.dumps(
            {"id": f"r{i}", "text": TEXT.format(i), "title": f"Talks number {i}", "date": "2019-05-04", "url": f"https://news.example/{i}"}
        ).encode()
        for i in range(count)
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_json_lines(tmp_path: Path, packed: bool) -> None:
    data = b"\n".join([*rows(2), b"", b'{"text": "cut', b"[1]", b'{"title": "x"}', rows(6)[5]])
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    reports, messages = read(path)
    assert [(report.name, report.title, report.published) for report in reports] == [
        (f"r{i}", f"Talks number {i}", "2019-05-04") for i in (0, 1, 5)
    ]
    assert [message.split(":")[1] for message in messages] == ["4", "5", "6"]


def test_json_lines_without_ids_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": TEXT.format(1)}) + "\n")
    assert [report.name for report in read(tmp_path / "news.jsonl")[0]] == ["news-1"]


def test_packed_lines_that_break_off_are_told(tmp_path: Path) -> None:
    lines = b"\n".join(json.dumps({"text": TEXT.format(i), "noise": hash(str(i))}).encode() for i in range(500))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-500])
    reports, messages = read(path)
    assert 0 < len(reports) < 500
    assert len(messages) == 1
    assert "breaks off" in messages[0]


def test_packed_lines_that_are_broken_are_told(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(b"\n".join(rows(2000))))
    data[3000:3050] = b"\xff" * 50
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(bytes(data))
    with_rows, messages = read(path)
    assert with_rows
    assert "broken" in messages[-1]


def test_a_bomb_of_lines_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(1)[0] + b"\n" + b" " * 60_000_000))
    reports, messages = read(path)
    assert len(reports) == 1
    assert any("swells to more than" in message for message in messages)


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([rows(1)[0], b'{"text": "' + b"a" * 10_000_001 + b'"}', rows(2)[1]]))
    reports, messages = read(path)
    assert [report.name for report in reports] == ["r0", "r1"]
    assert [("a.jsonl:2" in message and "longer than 10 MB" in message) for message in messages] == [True]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"words\nwords\n"])
def test_lines_without_articles_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(data)
    with pytest.raises(IntakeError, match="holds no article"):
        read(tmp_path / "a.jsonl")


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = [json.loads(row) for row in rows(150)]
    table[3]["text"] = None
    table[4]["text"] = "외교부는 금요일 협의를 개최한다고 밝혔다."
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(table), path, row_group_size=40)
    reports, messages = read(path)
    assert [report.name for report in reports] == [f"r{i}" for i in range(150) if i not in (3, 4)]
    assert "row 4" in messages[0]
    assert "not in English" in messages[1]


def test_broken_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"title": ["a"]}), path)
    with pytest.raises(IntakeError, match="no column of text"):
        read(path)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(IntakeError, match="not a whole Parquet table"):
        read(path)
    parquet.write_table(
        pyarrow.table({"text": [TEXT.format(i) for i in range(200)]}), path, row_group_size=50, compression="zstd", write_page_checksum=True
    )
    data = bytearray(path.read_bytes())
    data[200:240] = b"\xff" * 40
    path.write_bytes(bytes(data))
    reports, messages = read(path)
    assert len(reports) == 150
    assert [("row group 0 is broken" in message) for message in messages] == [True]


def test_folder_with_archives(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(rows(2)))
    (tmp_path / "b.txt").write_text(TEXT.format(3))
    (tmp_path / "c.jsonl").write_bytes(b"")
    reports, messages = read(tmp_path)
    assert [report.name for report in reports] == ["r0", "r1", "b"]
    assert len(messages) == 1


def test_articles_of_any_file_can_be_sent_and_read_apart(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(rows(2)))
    (tmp_path / "b.txt").write_text(TEXT.format(3))
    (tmp_path / "c.html").write_bytes(page(4))
    (tmp_path / "d.json").write_bytes(b"[" + b",".join([*rows(1), b"3"]) + b"]")
    sent = [
        pickle.loads(pickle.dumps(article)) for file in find_pages(tmp_path) for article in articles(file) if isinstance(article, Article)
    ]
    read_apart = [item for article in sent for item in read_article(article)]
    assert [item.text for item in read_apart if isinstance(item, Report)] == [report.text for report in read(tmp_path)[0]]
    assert next(item.message for item in read_apart if isinstance(item, Issue)).startswith(f"{tmp_path / 'd.json'}, article 2")
