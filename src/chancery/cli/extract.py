"""`chancery extract`: read reports without a record, one JSON each."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import typer

from chancery.cli.common import Outlet, Published, Sources, Threads, open_all, say
from chancery.cli.reading import read_all
from chancery.exchange.plain import to_plain
from chancery.intake import find_pages
from chancery.language import load
from chancery.model import ChanceryError, Issue, QueryError, Reading, Report, StoreError
from chancery.reading import explain_report
from chancery.views.explained import explained_text


def extract(
    reports: list[str] = Sources,
    published: str | None = Published,
    outlet: str | None = Outlet,
    out: Path | None = typer.Option(
        None, "--out", help="Folder for one NAME.json a report; needed for several reports.", show_default=False
    ),
    least: float = typer.Option(
        0.0, "--least", min=0.0, max=1.0, help="Leave out claims whose score, the probability that they are read rightly, is lower."
    ),
    explain: bool = typer.Option(False, "--explain", help="Instead of JSON, each claim in a line with the words that decided it."),
    threads: int = Threads,
) -> None:
    """Read reports and print what they say as JSON, without keeping it.

    One report goes to standard output; several go to --out, each as NAME.json after its file (after its folder, where files
    share a name).
    """
    if explain:
        if out:
            raise QueryError("--explain prints to the terminal; leave out --out")
        faults, done = _explained(_named(reports, published, outlet), least, threads)
    else:
        found = (_likely(item, least) for item in read_all(_named(reports, published, outlet), load(threads=threads)))
        faults, done = _to_folder(found, out) if out else _to_stdout(found)
    if faults:
        raise ChanceryError(f"{faults} of {faults + done} reports could not be read; see the lines above")


def _named(sources: list[str], published: str | None, outlet: str | None) -> Iterator[Report | Issue]:
    """The reports, those of files under the file's path, so that files of one name can be told apart by their folders."""
    for source in sources:
        pages = [str(page) for page in find_pages(Path(source))] if Path(source).is_dir() else []
        for page in pages or [source]:
            for item in open_all([page], published, outlet):
                if isinstance(item, Report) and item.name == Path(page).stem:
                    yield replace(item, name=str(Path(page).with_suffix("")))
                else:
                    yield item


def _likely(item: Reading | Issue, least: float) -> Reading | Issue:
    """The reading without the claims that are less likely than that."""
    return item if isinstance(item, Issue) else replace(item, claims=tuple(claim for claim in item.claims if claim.score >= least))


def _explained(found: Iterator[Report | Issue], least: float, threads: int) -> tuple[int, int]:
    faults, done, pipeline = 0, 0, load(threads=threads)
    for item in found:
        if isinstance(item, Issue):
            faults += _skip(item)
            continue
        reading, explained = explain_report(item, next(iter(pipeline.read([item.text]))))
        typer.echo(explained_text(reading, [one for one in explained if one.claim.score >= least]))
        done += 1
    return faults, done


def _json(reading: Reading) -> str:
    return json.dumps(to_plain(reading), ensure_ascii=False, indent=1)


def _skip(issue: Issue) -> int:
    say(f"{issue.report}: {issue.message}")
    return 1


def _to_stdout(found: Iterator[Reading | Issue]) -> tuple[int, int]:
    faults, only = 0, None
    for item in found:
        if isinstance(item, Issue):
            faults += _skip(item)
        elif only is not None:
            raise QueryError("several reports need --out DIR, a folder for one JSON each")
        else:
            only = item
    if only is not None:
        typer.echo(_json(only))
    return faults, int(only is not None)


def _to_folder(found: Iterator[Reading | Issue], out: Path) -> tuple[int, int]:
    faults, parts = 0, list[tuple[str, Path]]()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for item in found:
            if isinstance(item, Issue):
                faults += _skip(item)
                continue
            part = out / f".{len(parts)}.json.part"
            parts.append((item.report.name, part))
            part.write_text(_json(item) + "\n", encoding="utf-8")
        for (_, part), name in zip(parts, file_names([name for name, _ in parts]), strict=True):
            os.replace(part, out / f"{name}.json")
    except OSError as error:
        raise StoreError(f"{out}: cannot write there ({error.strerror}); give another --out") from error
    finally:
        for _, part in parts:
            part.unlink(missing_ok=True)
    say(f"{len(parts)} reports read into {out}")
    return faults, len(parts)


def file_names(names: list[str]) -> list[str]:
    """A file name for each report: the stem of its own name; where stems repeat, the folder's name; where those do too, a number."""
    for choose in (lambda p: p.stem, lambda p: p.parent.name, lambda p: f"{p.parent.name}-{p.stem}"):
        chosen = [choose(Path(name)) or "report" for name in names]
        if len(set(chosen)) == len(chosen):
            return chosen
    seen: Counter[str] = Counter()
    numbered = []
    for name in chosen:
        seen[name] += 1
        numbered.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return numbered
