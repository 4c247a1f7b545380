"""Reading by the thousand over Daft, on this machine or on a Ray cluster; the only file that knows blocks and workers.

Sources are cut into blocks of articles. A block's results are written whole or not at all, under the block's name, so that a
killed run goes on where it was and ends with the same bytes; a report that fails is set aside with its reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal

for _name, _value in (("DO_NOT_TRACK", "1"), ("DAFT_ANALYTICS_ENABLED", "0"), ("RAY_USAGE_STATS_ENABLED", "0")):
    os.environ.setdefault(_name, _value)

import daft  # noqa: E402 - it reads the environment when it is imported

from chancery import __version__  # noqa: E402
from chancery.exchange.claims import claims_parquet, reports_parquet  # noqa: E402
from chancery.intake import Article, articles, find_pages, read_article  # noqa: E402
from chancery.language import load  # noqa: E402
from chancery.model import ExchangeError, IntakeError, Issue, Reading, Report  # noqa: E402
from chancery.reading import read_report  # noqa: E402

Engine = Literal["local", "ray"]
BLOCK = 32
"""Articles in a block: some seconds of work, so that little is lost with a killed run."""
WAVE = 256
"""Blocks handed to the engine at once: bounds the disk that waiting articles take."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    blocks: int
    reports: int
    set_aside: int
    finished: bool
    left: int = 0
    """Blocks at hand that are not done; all that are left once the sources are read to their end."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block's name and where its articles wait."""

    name: str
    spool: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a block."""

    block: str
    reports: int
    set_aside: int


def run(
    sources: list[str], out: Path, *, engine: Engine = "local", workers: int = 2, tell: Callable[[Progress], None] = lambda _: None
) -> Progress:
    """Read every article of the sources (pages, folders, JSON Lines, Parquet, WARC) into `out`.

    `out/reports` and `out/claims` get one Parquet file a block, `out/set-aside` one JSON Lines file of what could not be read,
    `out/manifest.json` the blocks with counts and SHA-256. `tell` hears of every finished block. ExchangeError where `out` holds
    a run of other sources or rules, IntakeError where a source is missing.
    """
    files = [path for source in sources for path in _files(Path(source))]
    _claim_folder(out, files)
    total = Progress(0, 0, 0, False)
    for wave in _waves(_blocks(files, out), WAVE):
        fresh = [block for block in wave if block.spool]
        for done in (Outcome(**json.loads(block.name)) for block in wave if not block.spool):
            total = _add(total, done)
        for number, outcome in enumerate(_map(fresh, out, engine, workers), 1):
            total = _add(total, outcome)
            tell(replace(total, left=len(fresh) - number))
    shutil.rmtree(out / "waiting", ignore_errors=True)
    _write(out / "manifest.json", json.dumps(_manifest(out), indent=1).encode())
    return Progress(total.blocks, total.reports, total.set_aside, True)


def _files(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield from find_pages(source)
    elif source.exists():
        yield source
    else:
        raise IntakeError(f"{source}: no such file or folder; check the path")


def _add(total: Progress, outcome: Outcome) -> Progress:
    return Progress(total.blocks + 1, total.reports + outcome.reports, total.set_aside + outcome.set_aside, False)


def _claim_folder(out: Path, files: list[Path]) -> None:
    plan = {"reader": f"chancery {__version__}", "block": BLOCK, "files": [[str(path), path.stat().st_size] for path in files]}
    place = out / "plan.json"
    if place.exists() and json.loads(place.read_text(encoding="utf-8")) != plan:
        raise ExchangeError(f"{out}: holds a run of other sources or rules; give an empty --out folder")
    for folder in ("reports", "claims", "set-aside", "waiting"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    _write(place, json.dumps(plan, indent=1).encode())


def _articles(files: list[Path]) -> Iterator[Article | Issue]:
    for path in files:
        try:
            yield from articles(path)
        except IntakeError as error:
            yield Issue("refused", str(path), str(error))


def _blocks(files: list[Path], out: Path) -> Iterator[Block]:
    stream, number = _articles(files), 0
    while part := list(islice(stream, BLOCK)):
        name = f"{number:06d}"
        number += 1
        counted = out / "set-aside" / f"{name}.json"
        if counted.exists():
            yield Block(counted.read_text(encoding="utf-8"), "")
            continue
        spool = out / "waiting" / f"{name}.pickle"
        _write(spool, pickle.dumps(part))
        yield Block(name, str(spool))


def _waves(blocks: Iterator[Block], size: int) -> Iterator[list[Block]]:
    while wave := list(islice(blocks, size)):
        yield wave


def _choose(engine: Engine) -> None:
    """Sets the engine; Daft lets a process choose once."""
    wanted = "ray" if engine == "ray" else "native"
    if daft.get_or_infer_runner_type() != wanted:
        daft.set_runner_ray() if engine == "ray" else daft.set_runner_native()


def _map(blocks: list[Block], out: Path, engine: Engine, workers: int) -> Iterator[Outcome]:
    if not blocks:
        return
    _choose(engine)
    reader = daft.cls(max_concurrency=workers, use_process=True, cpus=1)(_Reader)(str(out.resolve()))
    frame = daft.from_pydict({"name": [b.name for b in blocks], "spool": [str(Path(b.spool).resolve()) for b in blocks]})
    frame = frame.into_batches(1).select(reader.read(daft.col("name"), daft.col("spool")).alias("outcome"))
    for row in frame.iter_rows(results_buffer_size=1):
        yield Outcome(**json.loads(row["outcome"]))


class _Reader:
    """A worker: the language model, loaded once, and the folder to write to."""

    def __init__(self, out: str) -> None:
        self._out = Path(out)
        self._pipeline = load(threads=1)

    @daft.method(return_dtype=daft.DataType.string())
    def read(self, name: str, spool: str) -> str:
        """Read a block's articles and write what they say; what could not be read is set aside."""
        readings: list[Reading] = []
        aside: list[Issue] = []
        for item in pickle.loads(Path(spool).read_bytes()):
            found = [item] if isinstance(item, Issue) else list(read_article(item))
            for one in found:
                told = one if isinstance(one, Issue) else self._read(one)
                if isinstance(told, Issue):
                    aside.append(told)
                else:
                    readings.append(told)
        outcome = Outcome(name, len(readings), len(aside))
        _write(self._out / "claims" / f"{name}.parquet", claims_parquet(claim for reading in readings for claim in reading.claims))
        _write(self._out / "reports" / f"{name}.parquet", reports_parquet(reading.report for reading in readings))
        lines = "".join(json.dumps(asdict(issue), ensure_ascii=False) + "\n" for issue in aside)
        _write(self._out / "set-aside" / f"{name}.jsonl", lines.encode())
        _write(self._out / "set-aside" / f"{name}.json", json.dumps(asdict(outcome)).encode())
        Path(spool).unlink(missing_ok=True)
        return json.dumps(asdict(outcome))

    def _read(self, report: Report) -> Reading | Issue:
        try:
            return read_report(report, next(iter(self._pipeline.read([report.text]))))
        except Exception as error:
            # A fault of ours in one report must not end a run over a million; it is set aside, with its name, for us to mend.
            return Issue("refused", report.name, f"could not be read: {type(error).__name__}: {error}")


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    os.replace(part, path)


def _manifest(out: Path) -> dict[str, Any]:
    files = sorted(path for folder in ("claims", "reports", "set-aside") for path in (out / folder).glob("[0-9]*"))
    return {
        "reader": f"chancery {__version__}",
        "files": {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
