"""Learns how likely an event that a report seems to tell is one, from our annotated dispatches.

    python -m training.accept [--parses DIR]

Reads every dispatch that is not held out, matches what the reader sees with what is annotated, and fits a logistic regression over the
reader's plain features. `contrast.txt` adds reports in which little happens between states, the rule data their examples and
counterexamples. The weights go to `src/chancery/data/accept/events.json` with what they were made from and how they score on
dispatches that they were not fitted to (five folds).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from chancery.intake import open_reports
from chancery.language import Pipeline, load
from chancery.model import Claim, Issue, Parse, Report, Statement, Tenure
from chancery.reading.events import candidates, event_of, set_in
from chancery.reading.events.accept import WEIGHTS
from chancery.reading.events.features import features
from chancery.reading.events.lexicon import triggers
from chancery.reading.read import scene_of
from chancery.reading.scene import Scene
from chancery.reading.statements import read_statements
from chancery.reading.statements.claims import traits as statement_traits
from chancery.reading.tenures import read_tenures
from chancery.reading.tenures import traits as tenure_traits
from chancery.reading.trust import SHARES
from training import trust
from training.dispatches.form import Dispatch, gold_of, read_file, read_folder, report_text
from training.logistic import Matrix, columns, fit, freedom, logistic, matrix
from training.matching import Facts, facts_of, pairs_of, same_statement, same_tenure
from training.trust import Read

HERE = Path(__file__).parent
EXAMPLE_DAY = "2021-03-08"
FOLDS = 5
WRONG = 2.7
"""How much a wrong event costs where the cut is chosen: dispatches tell of more dealings between states than the press at large."""
LEVEL = 0.003
"""F1 of facts that is as good as the best: the curve is flat at its top, and the very best an accident."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One event that the reader saw, and whether it is annotated."""

    fold: int
    features: tuple[str, ...]
    right: bool
    facts: Facts
    measured: bool = True
    """Whether it is of a dispatch, so that the figures are of it."""


def reports_of(dispatches: Sequence[Dispatch]) -> Iterator[tuple[Dispatch, Report]]:
    """Each dispatch as a report, opened as a user would open it."""
    with tempfile.TemporaryDirectory() as folder:
        for dispatch in dispatches:
            page = Path(folder) / f"{dispatch.name}.txt"
            page.write_text(report_text(dispatch), encoding="utf-8")
            day = dispatch.header.get("given") or dispatch.header.get("published")
            [report] = open_reports(str(page), published=day, today=dt.date(2030, 1, 1))
            if isinstance(report, Issue):
                raise SystemExit(f"{dispatch.name}: {report.message}")
            yield dispatch, report


def parse_of(pipeline: Pipeline, text: str, kept: Path | None) -> Parse:
    """The parse of a text, from the folder of kept ones if it is there."""
    place = kept / hashlib.sha256(f"{pipeline.version}\n{text}".encode()).hexdigest() if kept else None
    if place is not None and place.exists():
        found: Parse = pickle.loads(place.read_bytes())
        return found
    parse = next(iter(pipeline.read([text])))
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps(parse))
    return parse


def fold_of(name: str) -> int:
    """The fold of a dispatch, by its name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def seen_in(scene: Scene, dispatch: Dispatch, measured: bool) -> Iterator[Seen]:
    """Every event that the reader sees in the dispatch."""
    told = candidates(scene)
    events = [event_of(event) for event in set_in(scene, told)]
    evidence = [[scene.report.text[s.start : s.end] for s in _sentences(scene, event)] for event in told]
    gold = gold_of(dispatch).get("events") or []
    pairs = {j: gold[i] for i, j in pairs_of(gold, events, evidence)}
    for index, (found, value) in enumerate(zip(features(scene, told), events, strict=True)):
        yield Seen(fold_of(dispatch.name), found, index in pairs, facts_of(pairs.get(index), value), measured)


def seen_in_examples(pipeline: Pipeline, kept: Path | None) -> Iterator[Seen]:
    """What the reader sees in the examples of the rule data, by the entry that they are examples of."""
    for kind, entry in triggers():
        for text, right in (*((t, True) for t in entry.examples), *((t, False) for t in entry.counterexamples)):
            report = Report(id="example", name="example", text=text, published=EXAMPLE_DAY, published_how="given")
            parse = parse_of(pipeline, text, kept)
            scene = scene_of(report, parse)
            told = candidates(scene)
            for event, found in zip(told, features(scene, told), strict=True):
                if event.kind is kind and event.sightings[0].trigger.name == entry.name:
                    yield Seen(fold_of(text), found, right, Facts(0, 0, 0), measured=False)


def _sentences(scene: Scene, event: Any) -> list[Any]:
    return [scene.parse.sentences[index] for index in dict.fromkeys(s.sentence for s in event.sightings)]


def cross_validated(seen: Sequence[Seen]) -> Matrix:
    """For each event the probability by weights fitted without its fold."""
    scores = np.zeros(len(seen), dtype=np.float32)
    folds = np.array([item.fold for item in seen])
    for fold in range(FOLDS):
        train = [item for item in seen if item.fold != fold]
        column = columns(_rows(train))
        weights, bias = fit(matrix(_rows(train), column), _right(train))
        tested = matrix([item.features for item in seen if item.fold == fold], column)
        scores[folds == fold] = logistic(tested @ weights + bias)
    return scores


def _rows(seen: Sequence[Seen]) -> list[tuple[str, ...]]:
    return [item.features for item in seen]


def _right(seen: Sequence[Seen]) -> Matrix:
    return np.array([item.right for item in seen], dtype=np.float32)


def best_cut(seen: Sequence[Seen], scores: Matrix, gold: int) -> tuple[float, float]:
    """The middle of the cuts with as good as the best F1 of facts, and the F1 there."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum([seen[i].facts.right for i in order])
    said = np.cumsum([seen[i].facts.said for i in order])
    cost = np.cumsum([seen[i].facts.said * (1.0 if seen[i].right else WRONG) for i in order])
    weighed = 2 * right / (cost + gold)
    cut = float(np.mean(scores[order][weighed >= weighed.max() - LEVEL]))
    last = max(0, int((scores >= cut).sum()) - 1)
    return cut, float(2 * right[last] / (said[last] + gold))


def quality(scores: Matrix, right: Matrix) -> dict[str, float]:
    """Log loss, Brier score and expected calibration error over ten bins."""
    p = np.clip(scores, 1e-6, 1 - 1e-6)
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(abs(float((p - right)[bins == b].sum())) for b in range(10)) / len(p)
    loss = -float(np.mean(right * np.log(p) + (1 - right) * np.log(1 - p)))
    return {"log loss": round(loss, 4), "Brier": round(float(np.mean((p - right) ** 2)), 4), "calibration error": round(error, 4)}


def gold_facts(dispatches: Sequence[Dispatch]) -> int:
    """How many facts of events are annotated."""
    return sum(facts_of(event, None).gold for dispatch in dispatches for event in gold_of(dispatch).get("events") or [])


def fingerprint(dispatches: Sequence[Dispatch]) -> str:
    """Of the dispatches that the weights were fitted to."""
    return hashlib.sha256(
        "\n".join(f"{d.name}\n{report_text(d)}\n{json.dumps(d.records, sort_keys=True)}" for d in dispatches).encode()
    ).hexdigest()


def tenures_in(claims: Sequence[Claim], gold: dict[str, Any], fold: int) -> list[Read]:
    """Each tenure that the reader read, and whether it is annotated."""
    return [
        Read(
            tenure_traits(found.rule.removeprefix("tenures/"), found.value), any(same_tenure(g, found.value) for g in gold["tenures"]), fold
        )
        for found in claims
        if isinstance(found.value, Tenure)
    ]


def statements_in(claims: Sequence[Claim], gold: dict[str, Any], fold: int) -> list[Read]:
    """Each statement that the reader read, and whether it is annotated; an annotated one counts once."""
    found, left = [], list(gold["statements"])
    for said in claims:
        if isinstance(said.value, Statement):
            quotes = [piece.quote for piece in said.evidence]
            same = next((g for g in left if same_statement(g, said.value, quotes)), None)
            if same is not None:
                left.remove(same)
            found.append(Read(statement_traits(said.rule, said.value), same is not None, fold))
    return found


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the reader sees in the dispatches, the contrasting reports and the examples."""

    dispatches: tuple[Dispatch, ...]
    contrast: tuple[Dispatch, ...]
    seen: tuple[Seen, ...]
    tenures: tuple[Read, ...]
    statements: tuple[Read, ...]


def read_all(kept: Path | None) -> Corpus:
    """Read everything that is trained on."""
    dispatches, contrast = read_folder(HERE / "dispatches"), read_file(HERE / "contrast.txt")
    pipeline = load()
    seen, tenures, statements = list(seen_in_examples(pipeline, kept)), list[Read](), list[Read]()
    for dispatch, report in reports_of([*dispatches, *contrast]):
        parse = parse_of(pipeline, report.text, kept)
        scene = scene_of(report, parse)
        seen += seen_in(scene, dispatch, dispatch not in contrast)
        if dispatch not in contrast:
            gold = {"tenures": (), "statements": ()} | gold_of(dispatch)
            tenures += tenures_in(read_tenures(scene), gold, fold_of(dispatch.name))
            statements += statements_in(read_statements(scene), gold, fold_of(dispatch.name))
    return Corpus(tuple(dispatches), tuple(contrast), tuple(seen), tuple(tenures), tuple(statements))


def events_table(corpus: Corpus) -> dict[str, Any]:
    """The weights of events, with what they were made from and how they score."""
    seen, measured = corpus.seen, np.array([item.measured for item in corpus.seen])
    own = [item for item in seen if item.measured]
    scores, right = cross_validated(seen), _right(seen)
    cut, f1 = best_cut(own, scores[measured], gold_facts(corpus.dispatches))
    column = columns(_rows(seen))
    weights, bias = fit(matrix(_rows(seen), column), right)
    kept = (scores >= cut) & measured
    annotated = sum(len(gold_of(d).get("events") or []) for d in corpus.dispatches)
    figures = quality(scores[measured], right[measured]) | {
        "precision": round(float(right[kept].mean()), 3),
        "recall": round(float(right[kept].sum()) / annotated, 3),
        "F1 of facts": round(f1, 4),
    }
    made = made_from(corpus) | {
        "seen": len(own),
        "right": int(right[measured].sum()),
        "annotated": annotated,
        "features": len(column),
        "cross-validated": figures,
    }
    table = {name: round(float(weights[i]) * freedom(name), 3) for name, i in column.items()}
    return {"made": made, "bias": round(bias, 4), "cut": round(cut, 3), "weights": {n: w for n, w in table.items() if abs(w) >= 0.01}}


def claims_table(corpus: Corpus) -> dict[str, Any]:
    """The shares of tenures and statements, with what they were made from and how they score."""
    read = {"tenures": corpus.tenures, "statements": corpus.statements}
    figures = {kind: trust.quality(trust.cross_validated(found), [item.right for item in found]) for kind, found in read.items()}
    return {
        "made": made_from(corpus) | {"cross-validated": figures},
        "shares": {kind: trust.table_of(found) for kind, found in read.items()},
    }


def made_from(corpus: Corpus) -> dict[str, Any]:
    """Which texts."""
    return {
        "dispatches": len(corpus.dispatches),
        "contrasting reports": len(corpus.contrast),
        "fingerprint": fingerprint([*corpus.dispatches, *corpus.contrast]),
    }


def write(path: Path, content: dict[str, Any]) -> None:
    """Write one table and print how it was made."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(path.name, json.dumps(content["made"], indent=1))


def main() -> None:
    """Read, fit, write, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parses", type=Path, help="folder to keep parses in, for fitting again after a change of the rules")
    corpus = read_all(parser.parse_args().parses)
    write(WEIGHTS, events_table(corpus))
    write(SHARES, claims_table(corpus))


if __name__ == "__main__":
    main()
